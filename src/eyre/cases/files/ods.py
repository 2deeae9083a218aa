"""ODS as columns of words, read as a stream (OpenDocument 1.3, part 3, chapter 9)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

from eyre.core.cases.problems import Kind, Problems
from eyre.core.cases.sheets import Sheet

from .cells import DAMAGED, DAMAGED_TOO, sheet_of_rows, the_only_sheet
from .kinds import OLD_OR_LOCKED, open_package
from .ods_events import NamedRow, TableRows
from .xml_rows import ExpatError, walk


def read_ods(data: bytes, problems: Problems) -> Sheet | None:
    """The sheet in the bytes of an ODS workbook; None where problems leave nothing to go on with."""
    package = open_package(data, problems)
    if package is None:
        return None
    try:
        return _read(package, problems)
    except (*DAMAGED, *DAMAGED_TOO, BadZipFile, ExpatError, zlib.error) as error:
        problems.add(Kind.FILE, f"the workbook is damaged and cannot be read ({type(error).__name__})")
        return None


def _read(package: ZipFile, problems: Problems) -> Sheet | None:
    manifest = "META-INF/manifest.xml"
    if manifest in package.namelist() and b"encryption-data" in package.read(manifest):
        problems.add(Kind.FILE, OLD_OR_LOCKED)
        return None
    filled = list(dict.fromkeys(name for name, *_ in _rows(package)))
    if not the_only_sheet(filled, problems):
        return None
    each = ((number + i, cells) for _, number, cells, times in _rows(package) for i in range(times))
    return sheet_of_rows(each, problems)


def _rows(package: ZipFile) -> Iterator[NamedRow]:
    with package.open("content.xml") as source:
        yield from walk(source, TableRows())
