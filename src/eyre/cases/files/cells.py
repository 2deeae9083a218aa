"""The cells of a workbook as text, and its rows as a sheet: what the XLSX and ODS readers share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eyre.core.cases.problems import Kind, Problems
from eyre.core.cases.sheets import Sheet, sheet_of

from .limits import MAX_CELLS, MAX_COLUMNS, MAX_SHEET_ROWS

# What readers of foreign formats raise on foreign bytes: anything that a wrong type, index or number may cause.
DAMAGED = (ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError)
DAMAGED_TOO = (
    SyntaxError,
    TypeError,
    ValueError,
)  # XML errors are SyntaxErrors, DefusedXml's are ValueErrors


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula, where an answer belongs."""


class TooLarge(Exception):
    """The sheet goes on where no real one does; the message says in words what to do."""


FORMULA = Formula()
TOO_MANY_ROWS = f"the sheet has more than {MAX_SHEET_ROWS:,} rows: split the file, or save it as CSV"
Cell = str | Formula
Row = tuple[int, Sequence[Cell]]


def as_text(value: object) -> Cell:
    """A cell's value as the text a CSV would hold: whole numbers without a point, an empty cell as nothing."""
    match value:
        case None:
            return ""
        case str():
            return FORMULA if value.startswith("=") else value
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case _:
            return str(value)


def the_only_sheet(names: Sequence[str], problems: Problems) -> bool:
    """Whether exactly one sheet holds anything; noted where none or several do."""
    if not names:
        problems.add(Kind.NO_ROWS, "the workbook is empty")
    elif len(names) > 1:
        quoted = ", ".join(f"“{name}”" for name in names[:5])
        problems.add(Kind.FILE, f"{len(names)} sheets are filled ({quoted}): keep one sheet in the file")
    return len(names) == 1


def sheet_of_rows(rows: Iterable[Row], problems: Problems) -> Sheet | None:
    """The sheet of a workbook's rows; short rows are filled up, and what cannot be read is noted."""
    lines: Iterator[Row] = iter(rows)
    number, first = next(lines, (1, []))
    if number > 1 or not first:
        problems.add(Kind.MISSING_COLUMN, "it is empty: the header belongs here", 1)
        return None
    if len(first) > MAX_COLUMNS:
        problems.add(Kind.WRONG_COLUMN, f"{len(first):,} columns; the limit is {MAX_COLUMNS:,}", 1)
        return None
    if any(isinstance(cell, Formula) for cell in first):
        problems.add(Kind.FORMULA, "a formula stands in the header; paste its value", 1)
        return None
    header = [str(cell) for cell in first]
    return sheet_of(header, list(_records(header, lines, problems)))


def _records(
    header: Sequence[str], lines: Iterator[Row], problems: Problems
) -> Iterator[tuple[int, list[str]]]:
    room = MAX_CELLS
    for number, cells in lines:
        room -= len(header)
        if room < 0:
            problems.add(
                Kind.FILE, f"more than {MAX_CELLS:,} cells: split the file, or save it as CSV", number
            )
            return
        if len(cells) > len(header):
            words = f"a cell stands beyond the last column of the header ({len(header)} columns)"
            problems.add(Kind.RAGGED_ROW, words, number)
            continue
        formulas = [name for name, cell in zip(header, cells, strict=False) if isinstance(cell, Formula)]
        for name in formulas:
            problems.add(Kind.FORMULA, "a formula stands here; paste its value", number, name.strip())
        if not formulas:
            texts = [str(cell) for cell in cells]
            yield number, texts + [""] * (len(header) - len(texts))


def without_tail(cells: Sequence[Cell]) -> Sequence[Cell]:
    """A row without the empty cells at its end."""
    end = len(cells)
    while end and cells[end - 1] == "":
        end -= 1
    return cells[:end]
