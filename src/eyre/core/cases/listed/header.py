"""Which column of a file is which column of the specification?"""

from __future__ import annotations

from difflib import get_close_matches

from eyre.core.cases.problems import Kind, Problems, listed, shown
from eyre.core.cases.sheets import Column as Cells
from eyre.core.cases.sheets import Sheet

from .specification import Column, Specification, listed_names, plain


def arrange(sheet: Sheet, specification: Specification, problems: Problems) -> dict[str, Cells]:
    """The cells of each column that is there, by its name in the specification; everything wrong is noted."""
    known = {name: column for column in specification.columns for name in column.names()}
    found: dict[str, Cells] = {}
    for title, cells in zip(sheet.header, sheet.columns, strict=True):
        column = known.get(plain(title))
        if column is None:
            problems.add(Kind.WRONG_COLUMN, _unknown(title, specification, known), 1, title.strip())
        elif column.name in found:
            problems.add(Kind.DUPLICATE_COLUMN, f"the column “{column.name}” is there twice", 1, column.name)
        else:
            found[column.name] = cells.trimmed()
    for column in specification.columns:
        if column.is_needed and column.name not in found:
            there = listed(shown(title) for title in sheet.header)
            words = f"there is no column “{column.name}” ({column.says}); the file has {there}"
            problems.add(Kind.MISSING_COLUMN, words, 1)
    return found


def _unknown(title: str, specification: Specification, known: dict[str, Column]) -> str:
    if not title.strip():
        return "a column with no name holds something: name it, or empty it"
    near = get_close_matches(plain(title), list(known), 1, 0.7)
    hint = f"did you mean “{known[near[0]].name}”?" if near else "take it out."
    return f"the column {shown(title)} is not asked for; {hint} Asked for are: {listed_names(specification.columns)}"
