"""Which files are taken, by what they hold, and which are refused, in which words?"""

import contextlib
import io
import resource
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from eyre.platform.files import apart
from eyre.platform.files.exceptions import FileRefused
from eyre.platform.files.kinds import FileKind
from eyre.platform.files.looking import look
from eyre.platform.files.names import safe_name
from eyre.platform.files.packages import Limits, entries_of, opened
from files_made import docx, jpeg, opendocument, package, packed_pdf, pdf, png, relation, xlsx

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


def kind(content: bytes, name: str = "file") -> FileKind:
    return look(io.BytesIO(content), name)[0]


def why_not(content: bytes, name: str = "file") -> str:
    with pytest.raises(FileRefused) as refused:
        look(io.BytesIO(content), name)
    return str(refused.value)


TAKEN = [
    (docx(), "a.docx", FileKind.DOCX),
    (docx(), "a.pdf", FileKind.DOCX),
    (
        docx({"word/_rels/settings.xml.rels": relation(f"{OFFICE}/attachedTemplate", "Normal.dotm")}),
        "",
        FileKind.DOCX,
    ),
    (
        docx({"word/_rels/document.xml.rels": relation(f"{OFFICE}/hyperlink", "https://a", outside=True)}),
        "",
        FileKind.DOCX,
    ),
    (xlsx(), "a.xlsx", FileKind.XLSX),
    (opendocument(), "a.odt", FileKind.ODT),
    (opendocument("spreadsheet"), "a.ods", FileKind.ODS),
    (b"name,grade\r\nAda,PO\r\n", "staff.CSV", FileKind.CSV),
    (b"name,grade\r\nAda,PO\r\n", "staff", FileKind.TXT),
    ("Siân – 3 < 4".encode(), "a.txt", FileKind.TXT),
    ("Siân".encode("utf-16"), "a.txt", FileKind.TXT),
    ("Siân £5".encode("cp1252"), "a.txt", FileKind.TXT),
]


@pytest.mark.parametrize(("content", "name", "expected"), TAKEN)
def test_what_a_file_is_is_told_by_what_it_holds(content: bytes, name: str, expected: FileKind) -> None:
    assert kind(content, name) == expected


REFUSED = [
    (b"", "is empty"),
    (b"MZ\x90\x00\x03", "of a kind that is not taken"),
    (b"\x7fELF\x02\x01\x01\x00", "of a kind that is not taken"),
    (b"GIF89a\x01\x00\x01\x00\x00\x00", "of a kind that is not taken"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Office file"),
    (b"plain\x00text", "of a kind that is not taken"),
    (b"<!DOCTYPE html><p>x", "web page"),
    (b"\xef\xbb\xbf  <HTML><body>", "web page"),
    (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "web page"),
    ('<?xml version="1.0"?><svg/>'.encode("utf-16"), "web page"),
    (b"PK\x03\x04 and nothing", "holds something before or after"),
    (docx() + b"more", "holds something before or after"),
    (package({"a.txt": "x"}), "a package of another kind"),
    (package({"[Content_Types].xml": "<Types/>", "mimetype": "application/epub+zip"}), "a package of another kind"),
    (opendocument("presentation"), "a package of another kind"),
    (docx({"word/vbaProject.bin": b"x"}), "holds macros"),
    (docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"), "holds macros"),
    (docx({"word/_rels/document.xml.rels": relation("http://schemas.microsoft.com/office/2006/relationships/vbaProject")}), "holds macros"),
    (xlsx({"xl/embeddings/oleObject1.bin": b"x"}), "object of another program"),
    (docx({"word/media/image1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}), "object of another program"),
    (docx({"word/_rels/document.xml.rels": relation(f"{OFFICE}/oleObject", "elsewhere")}), "object of another program"),
    (docx({"word/activeX/activeX1.xml": "<a/>"}), "a control"),
    (docx({"word/_rels/settings.xml.rels": relation(f"{OFFICE}/attachedTemplate", "https://a/b.dotm", outside=True)}), "runs or fetches"),
    (docx(document=DDE) if (DDE := '<a xmlns:w="w"><w:instrText> DDEAUTO c:\\\\x </w:instrText></a>') else b"", "runs or fetches"),
    (xlsx({"xl/externalLinks/externalLink1.xml": "<externalLink><ddeLink/></externalLink>"}), "runs or fetches"),
    (opendocument(more={"Basic/Standard/Module1.xml": "<a/>"}), "holds macros"),
    (opendocument(content='<a><event-listener href="x"/></a>'), "holds macros"),
    (opendocument(more={"META-INF/manifest.xml": '<a><b media-type="application/vnd.sun.star.oleobject"/></a>'}), "object of another program"),
    (docx({"word/media/more.png": package({"a": "b"})}), "another file packed into it"),
    (docx({"word/media/tool.png": b"MZ\x90"}), "holds a program"),
    (docx({"../outside.xml": "<a/>"}), "leads outside"),
    (docx({"/etc/passwd": "<a/>"}), "leads outside"),
    (docx({"..\\outside.xml": "<a/>"}), "leads outside"),
    (docx({"c:/outside.xml": "<a/>"}), "leads outside"),
    (docx({f"word/p{number}.xml": "<a/>" for number in range(2_000)}), "holds 2,002 files"),
    (docx({"word/media/zeros.bin": bytes(30_000_000)}), "unpacks to"),
    (docx({"word/other.xml": LAUGHS}), "declares a document type"),
    (docx(document=LAUGHS), "declares a document type"),
    (docx({"word/other.bin": LAUGHS.encode("utf-16")}), "declares a document type"),
    (docx(document="<w:document"), "cannot be read"),
    (docx()[:-60] + docx()[-22:], "damaged"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "words"), REFUSED, ids=lambda each: each[:20] if isinstance(each, str) else ""
)
def test_what_acts_by_itself_or_harms_is_refused_in_words(content: bytes, words: str) -> None:
    assert words in why_not(content)


def test_a_link_in_a_package_is_refused() -> None:
    made = io.BytesIO(docx())
    with zipfile.ZipFile(made, "a") as file:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    assert "a link to another file" in why_not(made.getvalue())


def test_a_locked_package_and_two_files_of_one_name_are_refused() -> None:
    locked = bytearray(docx())
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert "password" in why_not(bytes(locked))
    made = io.BytesIO(docx())
    with zipfile.ZipFile(made, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr("word/document.xml", "<other/>")
    assert "two files of one name" in why_not(made.getvalue())


def test_the_directory_of_a_package_is_not_believed() -> None:
    """It says ten bytes, and a bomb comes out: what is counted is what comes."""
    bomb = bytearray(docx({"word/media/zeros.bin": bytes(80_000_000)}))
    at = bomb.rindex(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert why_not(bytes(bomb))


BOMBS = {
    "billion laughs": "<!DOCTYPE x [" + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12)) + "]><x>&a11;</x>",
    "quadratic blow-up": f'<!DOCTYPE x [<!ENTITY a "{"A" * 50_000}">]><x>{"&a;" * 50_000}</x>',
    "an external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "an external document type": '<!DOCTYPE x SYSTEM "http://203.0.113.1/x.dtd"><x/>',
}  # fmt: skip
APART = """
import io, resource, sys, time
sys.path[:0] = {path!r}
from eyre.platform.files.exceptions import FileRefused
from eyre.platform.files.office import kind_of_package
content = sys.stdin.buffer.read()
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
try:
    kind_of_package(io.BytesIO(content), len(content))
except FileRefused:
    print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.slow
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_within_a_second_and_a_hundred_megabytes(bomb: str) -> None:
    made = package({"[Content_Types].xml": "<Types/>", "word/document.xml": bomb}, method=zipfile.ZIP_STORED)
    done = subprocess.run(
        [sys.executable, "-c", APART.format(path=sys.path)], input=made, capture_output=True, check=True
    )
    seconds, kilobytes = done.stdout.split()
    assert float(seconds) < 1
    assert int(kilobytes) < 100_000


@pytest.mark.slow
def test_a_bomb_of_zeros_takes_no_more_than_its_limit() -> None:
    made = docx({f"word/media/{number}.bin": bytes(60_000_000) for number in range(3)})
    start = time.process_time()
    assert "unpacks to" in why_not(made)
    assert time.process_time() - start < 1


# PDF


PDFS = [
    (pdf(root="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), "a script"),
    (pdf("<< /S /J#61vaScript /J#53 4 0 R >>"), "a script"),
    (pdf(root="/Names << /JavaScript << /Names [(a) 4 0 R] >> >>"), "a script"),
    (pdf("<< /S /Launch /F (calc.exe) >>"), "starts a program"),
    (pdf(root="/Names << /EmbeddedFiles << /Names [] >> >>"), "other files enclosed"),
    (pdf("<< /Type /Filespec /EF << /F 5 0 R >> >>"), "other files enclosed"),
    (pdf(root="/AcroForm << /XFA [] >>"), "XFA"),
    (pdf("<< /Type /Annot /Subtype /RichMedia >>"), "film or sound"),
    (packed_pdf("/OpenAction << /S /JavaScript /JS (x) >>"), "a script"),
    (pdf("[" * 300 + "]" * 300), "damaged"),
    (b"%PDF-1.7\nnothing", "damaged"),
    (pdf(tail=package({"a": "b"})), "two kinds of file"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("content", "words"), PDFS)
def test_a_pdf_that_acts_by_itself_is_refused(content: bytes, words: str) -> None:
    assert words in why_not(content)


@pytest.mark.slow
def test_a_pdf_of_words_is_taken_as_it_is() -> None:
    content = pdf("<< /S /URI /URI (https://example.org) >>")
    found, kept = look(io.BytesIO(content), "a.pdf")
    assert (found, kept.read()) == (FileKind.PDF, content)


# Pictures


@pytest.mark.slow
def test_of_a_photograph_only_what_is_seen_is_kept() -> None:
    content = jpeg(canary := b"CANARY-51.5N-0.1W")
    assert canary in content
    found, kept = look(io.BytesIO(content), "photo.jpeg")
    made = kept.read()
    assert found == FileKind.JPEG
    assert canary not in made
    assert all(word not in made for word in (b"Exif", b"ICC_PROFILE", b"http://ns.adobe.com", b"DESCRIPTION"))


@pytest.mark.slow
def test_a_picture_stays_of_its_kind_and_size() -> None:
    from PIL import Image

    found, kept = look(io.BytesIO(png(40, 30) + package({"a": "b"})), "a.png")
    made = kept.read()
    with Image.open(io.BytesIO(made)) as picture:
        assert (found, picture.format, picture.size) == (FileKind.PNG, "PNG", (40, 30))
    assert b"PK\x03\x04" not in made


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (png(claimed=(60_000, 60_000)), "million points"),
        (png(claimed=(7_200, 7_200)), "million points"),
        (png()[:30], "damaged"),
        (b"\xff\xd8\xff\xe0 and nothing more", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"SIMPLE  =" * 40, "damaged"),
    ],
)
def test_a_picture_that_is_none_or_far_too_large_is_refused(content: bytes, words: str) -> None:
    assert words in why_not(content)


# Limits and the scanner


def test_a_file_beyond_the_limit_is_refused(settings: Settings) -> None:
    settings.EYRE_FILES_MOST_BYTES = 2_000_000
    assert "larger than 2 MB" in why_not(b"x" * 2_000_001)
    assert kind(b"x" * 2_000_000) == FileKind.TXT


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SCANNER = "import sys; sys.exit(int(b'EICAR-STANDARD' + b'-ANTIVIRUS' in sys.stdin.buffer.read()))"


def test_the_scanner_of_the_installation_is_asked(settings: Settings, tmp_path: Path) -> None:
    script = tmp_path / "scanner.py"
    script.write_text(SCANNER)
    assert kind(EICAR) == FileKind.TXT  # without a scanner it is text
    settings.EYRE_FILES_SCANNER = f"{sys.executable} {script}"
    assert "malware" in why_not(EICAR)
    assert kind(b"harmless") == FileKind.TXT


@pytest.mark.parametrize(
    "command", ["no-such-scanner-anywhere", f"{sys.executable} -c 'import sys; sys.exit(2)'"]
)
def test_what_no_scanner_could_look_at_is_not_kept(settings: Settings, command: str) -> None:
    settings.EYRE_FILES_SCANNER = command
    assert "could not be looked at" in why_not(b"harmless")


# Names


NAMES = [
    ("Staff list.pdf", FileKind.PDF, "Staff list.pdf"),
    ("REPORT.PDF", FileKind.PDF, "REPORT.pdf"),
    ("photo.jpeg", FileKind.JPEG, "photo.jpeg"),
    ("photo", FileKind.JPEG, "photo.jpg"),
    ("../../etc/passwd", FileKind.TXT, "passwd.txt"),
    ("c:\\temp\\plan.docx", FileKind.DOCX, "plan.docx"),
    ("a\x00b.txt", FileKind.TXT, "ab.txt"),
    ("invoice\u202efdp.exe", FileKind.PDF, "invoicefdp.exe.pdf"),
    ('a<b>"c|d?.csv', FileKind.CSV, "a_b__c_d_.csv"),
    ("line\r\nSet-Cookie: x.txt", FileKind.TXT, "line Set-Cookie_ x.txt"),
    ("CON", FileKind.TXT, "_CON.txt"),
    ("nul.pdf", FileKind.PDF, "_nul.pdf"),
    (".htaccess", FileKind.TXT, "htaccess.txt"),
    ("", FileKind.PDF, "file.pdf"),
    ("\u202e..", FileKind.PDF, "file.pdf"),
    ("x" * 300 + ".pdf", FileKind.PDF, "x" * 116 + ".pdf"),
    ("Cynllun Siân.docx", FileKind.DOCX, "Cynllun Siân.docx"),
]


@pytest.mark.parametrize(("sent", "of", "name"), NAMES)
def test_a_name_is_made_safe(sent: str, of: FileKind, name: str) -> None:
    assert safe_name(sent, of) == name


@given(st.text(max_size=400), st.sampled_from(list(FileKind)))
def test_a_safe_name_is_safe_whatever_was_sent(sent: str, of: FileKind) -> None:
    name = safe_name(sent, of)
    assert name.isprintable()
    assert not set(name) & set('/\\<>:"|?*')
    assert 4 < len(name) <= 121
    assert len(name.encode()) <= 245
    assert name[0] not in ". "
    assert safe_name(name, of) == name


# Second lines: what holds where a first one is passed


def test_bytes_are_counted_while_they_come_out_whatever_the_directory_allowed() -> None:
    content = docx({"word/media/zeros.bin": bytes(1_000_000)})
    package_ = opened(io.BytesIO(content), Limits(ratio=1_000))
    with pytest.raises(FileRefused, match="unpacks to more than"):
        list(entries_of(package_, len(content), Limits(unpacked=500_000)))


@pytest.mark.slow
@pytest.mark.parametrize(("limit", "value"), [("MEMORY", 20_000_000), ("WAIT", 0.01), ("SECONDS", 0)])
def test_a_reader_that_needs_too_much_is_stopped(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: float
) -> None:
    monkeypatch.setattr(apart, limit, value)
    assert "made to do harm" in why_not(pdf())


@pytest.mark.slow
def test_a_bomb_in_a_stream_of_objects_stops_its_reader_and_nothing_else() -> None:
    """Two hundred kilobytes that unpack to 200 million: refused, or looked into, but never in this process."""
    packed = zlib.compress(b"4 0 << /S /URI >> " + b" " * 200_000_000, 9)
    stream = (
        f"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
    )
    content = pdf().replace(b"xref\n", b"9 0 obj\n" + stream + packed + b"\nendstream\nendobj\nxref\n", 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with contextlib.suppress(FileRefused):
        look(io.BytesIO(content), "a.pdf")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
