"""Files as people and attackers make them, made anew for each test: none of them lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

W = "application/vnd.openxmlformats-officedocument"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="{kind}"/>{more}</Types>'
)
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = f"<w:document {NS}><w:body><w:p><w:r><w:t>Plans</w:t></w:r></w:p></w:body></w:document>"
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="{kind}" Target="{target}"{mode}/></Relationships>'
)

Parts = Mapping[str, str | bytes]


def package(parts: Parts, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these parts, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def docx(more: Parts | None = None, *, types: str = "", document: str = DOCUMENT, kind: str = "") -> bytes:
    """A Word document, with what else is to lie in it."""
    main = kind or f"{W}.wordprocessingml.document.main+xml"
    given = {"[Content_Types].xml": TYPES.format(part="word/document.xml", kind=main, more=types)}
    return package(given | {"word/document.xml": document} | dict(more or {}))


def xlsx(more: Parts | None = None) -> bytes:
    """A workbook."""
    main = f"{W}.spreadsheetml.sheet.main+xml"
    given = {"[Content_Types].xml": TYPES.format(part="xl/workbook.xml", kind=main, more="")}
    return package(given | {"xl/workbook.xml": "<workbook/>"} | dict(more or {}))


def opendocument(kind: str = "text", more: Parts | None = None, content: str = "<a/>") -> bytes:
    """An OpenDocument file: text or spreadsheet."""
    given = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content}
    return package(given | dict(more or {}))


def relation(kind: str, target: str = "x", *, outside: bool = False) -> str:
    """A part that relates a document to something."""
    return RELATION.format(kind=kind, target=target, mode=' TargetMode="External"' if outside else "")


def pdf(*objects: str, root: str = "", tail: bytes = b"") -> bytes:
    """A PDF of one page, with these objects besides (numbered from 4) and this in its catalogue."""
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        *objects,
    ]
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(made)
    made += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return (
        made
        + f"trailer << /Root 1 0 R /Size {len(bodies) + 1} >>\nstartxref\n{start}\n%%EOF\n".encode()
        + tail
    )


def packed_pdf(body: str) -> bytes:
    """A PDF whose catalogue, with this in it, lies in a packed stream of objects, where no search for words finds it."""
    import pikepdf

    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(root=body))) as document:
        document.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def png(width: int = 4, height: int = 3, *, claimed: tuple[int, int] | None = None) -> bytes:
    """A grey picture; `claimed` is what it says of its size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", *(claimed or (width, height)), 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(canary: bytes = b"") -> bytes:
    """A photograph that says where it was taken, by whom, and holds a canary in every place for words."""
    from PIL import Image

    made, words = io.BytesIO(), Image.Exif()
    words[0x010E] = (b"DESCRIPTION" + canary).decode("latin-1")
    words.get_ifd(0x8825)[1] = "N"
    picture = Image.new("RGB", (40, 20), (200, 30, 30))
    picture.save(made, "JPEG", exif=words, comment=canary, icc_profile=b"PROFILE" + canary)
    return made.getvalue() + canary
