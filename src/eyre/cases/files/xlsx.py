"""XLSX as columns of words, through openpyxl with defusedxml."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from eyre.core.cases.problems import Kind, Problems
from eyre.core.cases.sheets import Sheet

from .cells import DAMAGED, DAMAGED_TOO, Row, as_text, sheet_of_rows, the_only_sheet, without_tail
from .kinds import open_package
from .limits import MAX_COLUMNS


def read_xlsx(data: bytes, problems: Problems) -> Sheet | None:
    """The sheet in the bytes of an XLSX workbook; None where problems leave nothing to go on with."""
    if open_package(data, problems) is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which no answer needs
            return _read(data, problems)
    except (*DAMAGED, *DAMAGED_TOO, BadZipFile, zlib.error) as error:
        problems.add(Kind.FILE, f"the workbook is damaged and cannot be read ({type(error).__name__})")
        return None


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
    """The rows that hold anything, with their numbers."""
    sheet.reset_dimensions()  # the size a file states may be wrong, or a million rows of nothing
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = without_tail([as_text(value) for value in values[: MAX_COLUMNS + 1]])
        if cells:
            yield number, cells
