"""The empty case list as a file to fill in: its header and, in a workbook, what may stand below it."""

from __future__ import annotations

from io import BytesIO

from eyre.core.cases.listed import Column, Specification, Type
from eyre.platform.downloads import csv_text

ROWS = 5_000  # as far down as the cells know what may stand in them
WIDE = 22


def as_csv(rules: Specification) -> bytes:
    """The header, in UTF-8 with its mark, so that older spreadsheets keep the letters."""
    return csv_text([column.name for column in rules.columns], [], bom=True).encode()


def as_xlsx(rules: Specification) -> bytes:
    """A workbook with one sheet: the header, cells of dates as dates, and lists of what may be chosen."""
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = "case list"
    sheet.freeze_panes = "A2"
    for number, column in enumerate(rules.columns, 1):
        letter = get_column_letter(number)
        head = sheet.cell(1, number, column.name)
        head.font, head.comment = Font(bold=True), Comment(says(column), "Eyre")
        sheet.column_dimensions[letter].width = WIDE
        if column.type is Type.DAY:
            sheet.column_dimensions[letter].number_format = "DD/MM/YYYY"
        if column.type is Type.CHOICE:
            words = ",".join(choice.value for choice in column.choices)
            allowed = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
            allowed.add(f"{letter}2:{letter}{ROWS}")
            sheet.add_data_validation(allowed)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def says(column: Column) -> str:
    """What stands in a column, in a sentence."""
    words = (
        f"{column.says[:1].upper()}{column.says[1:]}. {'Needed' if column.is_needed else 'May be left out'}."
    )
    if column.choices:
        words += f" One of: {', '.join(choice.value for choice in column.choices)}."
    return words
