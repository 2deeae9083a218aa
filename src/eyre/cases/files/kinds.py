"""What kind of file is it, by its ending and by its first bytes, and is it safe to unpack?"""

from __future__ import annotations

from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from eyre.core.cases.problems import Kind, Problems, shown
from eyre.platform.files.packages import against

from .limits import PACKAGE


class FileKind(StrEnum):
    """The formats that can be read."""

    CSV = "CSV"
    XLSX = "XLSX"
    ODS = "ODS"
    PARQUET = "Parquet"


ENDINGS = {
    "": FileKind.CSV,
    ".csv": FileKind.CSV,
    ".tsv": FileKind.CSV,
    ".txt": FileKind.CSV,
    ".xlsx": FileKind.XLSX,
    ".ods": FileKind.ODS,
    ".parquet": FileKind.PARQUET,
    ".pq": FileKind.PARQUET,
}
OLD_OR_LOCKED = "it is protected with a password, or an old .xls workbook: save it without a password as .xlsx, .ods or CSV"
OTHERS = (  # first bytes of files that people send by mistake, and what to do with each
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OR_LOCKED),
    (b"PARE", "it is an encrypted Parquet file: write it without encryption"),
    (b"%PDF", "it is a PDF: export the table as CSV or XLSX"),
    (b"\x1f\x8b", "it is packed with gzip: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "it is packed with 7-Zip: unpack it first"),
)


def kind_of(name: str, data: bytes, problems: Problems) -> FileKind | None:
    """The format of a file; None, with the problem noted, where ending and content do not fit or neither is known."""
    ending = PurePath(name).suffix.lower()
    if not data:
        problems.add(Kind.NO_ROWS, "the file is empty")
        return None
    for start, words in OTHERS:
        if data.startswith(start):
            problems.add(Kind.FILE, words)
            return None
    if ending not in ENDINGS:
        problems.add(Kind.FILE, f"the ending {shown(ending)} is not known: use .csv, .xlsx, .ods or .parquet")
        return None
    found = _by_content(data)
    if not ending or found is ENDINGS[ending]:
        return found
    if found is None:
        problems.add(
            Kind.FILE, f"it is a packed file that is neither XLSX nor ODS, and cannot be read as {ending}"
        )
    else:
        problems.add(
            Kind.FILE, f"it ends in {ending} but its content is {found}: rename it, or save it as {ending}"
        )
    return None


def _by_content(data: bytes) -> FileKind | None:
    if data.startswith(b"PAR1"):
        return FileKind.PARQUET
    if not data.startswith(b"PK\x03\x04"):
        return FileKind.CSV
    try:
        names = set(ZipFile(BytesIO(data)).namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        # the first entry of an OpenDocument file is, by its standard, an unpacked `mimetype`
        return FileKind.ODS if data[30:38] == b"mimetype" else FileKind.XLSX
    if "[Content_Types].xml" in names:
        return FileKind.XLSX
    return FileKind.ODS if "content.xml" in names else None


def open_package(data: bytes, problems: Problems) -> ZipFile | None:
    """The unpacked workbook; None, with the problem noted, where it is damaged, locked or unpacks to too much."""
    try:
        package = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        problems.add(Kind.FILE, "the workbook is damaged: it cannot be unpacked")
        return None
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        problems.add(Kind.FILE, OLD_OR_LOCKED)
    elif words := against(parts, len(data), PACKAGE):
        problems.add(Kind.FILE, f"the workbook {words}")
    return None if problems else package
