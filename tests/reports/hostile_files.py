"""Files that are broken, or made to harm whoever reads them."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP package."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return stream.getvalue()


def docx_of(document: bytes) -> bytes:
    """A DOCX package around a document.xml."""
    return zipped(
        {"[Content_Types].xml": CONTENT_TYPES.encode(), "_rels/.rels": RELATIONSHIPS.encode(), "word/document.xml": document}
    )  # fmt: skip


def docx_bomb() -> bytes:
    """Little when packed, 400 MB when unpacked."""
    return docx_of(b" " * 400_000_000)


def docx_entities() -> bytes:
    """A billion laughs."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    body = f"<w:document {WORD}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"
    return docx_of(f'<?xml version="1.0"?><!DOCTYPE d [{laughs}]>{body}'.encode())


def docx_nested(depth: int = 3_000) -> bytes:
    """Tables in tables in tables."""
    inner = "<w:p><w:r><w:t>deep</w:t></w:r></w:p>"
    opening = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
    body = opening * depth + inner + "<w:p/></w:tc></w:tr></w:tbl>" * depth
    return docx_of(f"<w:document {WORD}><w:body>{body}</w:body></w:document>".encode())


def pdf(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects; 1 is the catalogue."""
    out, places = BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    out.write(
        b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (max(objects) + 1, trailer, start)
    )
    return out.getvalue()


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def text_pdf(pages: list[list[tuple[float, float, float, str]]]) -> bytes:
    """A PDF with words at places: for each page (x, y, size, words)."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    kids = []
    for n, page in enumerate(pages):
        number = 10 + 2 * n
        drawn = "\n".join(
            f"BT /F1 {size} Tf {x} {y} Td ({_escaped(words)}) Tj ET" for x, y, size, words in page
        )
        objects[number + 1] = stream(drawn.encode("cp1252"))
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (number + 1)
        )
        kids.append(b"%d 0 R" % number)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return pdf(dict(sorted(objects.items())))


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def pdf_page_bomb() -> bytes:
    """Ten levels of page tree, each of ten times the one below: ten thousand million pages."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for level in range(10):
        number = 2 + level
        objects[number] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
            b"%d 0 R " % (number + 1) * 10,
            10 ** (10 - level),
        )
    objects[12] = b"<< /Type /Page /MediaBox [0 0 9 9] >>"
    return pdf(objects)


def pdf_stream_bomb() -> bytes:
    """One page whose content is 2 GB of operators, packed twice."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b"BT (1 of 2) Tj ET " * 1_000_000) for _ in range(110)) + packer.flush()
    twice = zlib.compress(once, 9)
    return pdf({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        4: stream(twice, b"/Filter [/FlateDecode /FlateDecode]"),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    })  # fmt: skip


def pdf_protected() -> bytes:
    """A PDF that asks for a password."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            9: b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>"
            % (b"41" * 32, b"42" * 32),
        },
        b"/Encrypt 9 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
    )


def pdf_scan(pages: int) -> bytes:
    """Pages that hold one picture each and no text."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: stream(
            b"\x00",
            b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        ),
        4: stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
    }
    for n in range(pages):
        objects[10 + n] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 3 0 R >> >> >>"
        )
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(pages))
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    return pdf(dict(sorted(objects.items())))
