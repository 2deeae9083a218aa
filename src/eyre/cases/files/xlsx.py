"""XLSX as columns of words, through openpyxl with defusedxml."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from eyre.core.cases.problems import Kind, Problems, shown
from eyre.core.cases.sheets import Sheet

from .cells import (
    DAMAGED,
    DAMAGED_TOO,
    TOO_MANY_ROWS,
    Row,
    TooLarge,
    as_text,
    sheet_of_rows,
    the_only_sheet,
    without_tail,
)
from .kinds import open_package
from .limits import (
    MAX_COLUMNS,
    MAX_EMPTY_CELLS,
    MAX_OTHER_PART,
    MAX_SHEET_ROWS,
    MAX_WORDS_PART,
)


def read_xlsx(data: bytes, problems: Problems) -> Sheet | None:
    """The sheet in the bytes of an XLSX workbook; None where problems leave nothing to go on with."""
    package = open_package(data, problems)
    if package is None or _has_bloated_parts(package, problems):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which no answer needs
            return _read(data, problems)
    except TooLarge as error:
        problems.add(Kind.FILE, str(error))
        return None
    except (*DAMAGED, *DAMAGED_TOO, BadZipFile, zlib.error) as error:
        problems.add(Kind.FILE, f"the workbook is damaged and cannot be read ({type(error).__name__})")
        return None


def _has_bloated_parts(package: ZipFile, problems: Problems) -> bool:
    """Whether a part that openpyxl reads as a whole is so large that nobody would wait for it."""
    for part in package.infolist():
        if "/worksheets/" in part.filename or "/media/" in part.filename:
            continue
        limit = MAX_WORDS_PART if "sharedStrings" in part.filename else MAX_OTHER_PART
        if part.file_size > limit:
            name = shown(part.filename)
            problems.add(
                Kind.FILE, f"its part {name} unpacks to over {limit:,} bytes: split it, or save it as CSV"
            )
            return True
    return False


def _read(data: bytes, problems: Problems) -> Sheet | None:
    from openpyxl import load_workbook

    workbook = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        filled = [sheet for sheet in workbook.worksheets if next(_rows(sheet), None) is not None]
        if not the_only_sheet([sheet.title for sheet in filled], problems):
            return None
        return sheet_of_rows(_rows(filled[0]), problems)
    finally:
        workbook.close()


def _rows(sheet: Any) -> Iterator[Row]:
    """The rows that hold anything, with their numbers. Raises TooLarge where the sheet goes on with nothing."""
    sheet.reset_dimensions()  # the size a file states may be wrong, or a million rows of nothing
    room = MAX_EMPTY_CELLS
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MAX_SHEET_ROWS:
            raise TooLarge(TOO_MANY_ROWS)
        cells = without_tail([as_text(value) for value in values])
        room -= len(values) - len(cells) + (not cells)
        if room < 0:
            raise TooLarge(
                f"the sheet holds over {MAX_EMPTY_CELLS:,} empty cells that are formatted: delete the empty rows "
                "below the answers and the empty columns beside them, or save it as CSV"
            )
        if cells:
            yield number, cells[: MAX_COLUMNS + 1]
