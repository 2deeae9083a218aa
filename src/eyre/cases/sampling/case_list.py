"""A case list from a file: the cases that can be drawn, each with its stratum, and those excluded, with why.

The file is CSV, XLSX, ODS or Parquet with a header: a column `case`, the columns that make the strata, and, if some
cases cannot be drawn, a column `excluded` that says why (empty: the case can be drawn). Other columns are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eyre.cases.files import AnswersRefused, FileProblems, read_sheet
from eyre.core.cases.problems import Kind, Problems
from eyre.core.cases.sheets import Column, Sheet
from eyre.core.sampling import Excluded, Frame, FrameFaulty, frame_of

ALL = "all cases"
CASE, EXCLUDED = "case", "excluded"


@dataclass(frozen=True, slots=True)
class CaseList:
    """What a file of cases says."""

    frame: Frame
    excluded: tuple[Excluded, ...]
    by: tuple[str, ...]


def read_case_list(path: str | Path, by: Sequence[str] = ()) -> CaseList:
    """The cases of a file, in strata made of the columns `by`; one stratum of all where none is named.

    Raises:
        AnswersRefused: with every problem, by row and column.
    """
    sheet, problems = read_sheet(path), Problems()
    columns = _columns(sheet, by, problems)
    found = None if problems else _cases(sheet, columns, tuple(by), problems)
    if found is None or problems:
        raise AnswersRefused([FileProblems(str(path), problems)])
    return found


def _columns(sheet: Sheet, by: Sequence[str], problems: Problems) -> dict[str, Column]:
    """The columns that are needed, by name in lower case; what is missing or there twice is noted."""
    names = [name.strip().lower() for name in sheet.header]
    for name in sorted({name for name in names if names.count(name) > 1 and name in {CASE, EXCLUDED, *by}}):
        problems.add(Kind.DUPLICATE_COLUMN, f"the column {name!r} is there twice", 1, name)
    for name in (CASE, *by):
        if name not in names:
            there = ", ".join(sheet.header)
            problems.add(Kind.MISSING_COLUMN, f"there is no column {name!r}; the file has {there}", 1)
    if not len(sheet):
        problems.add(Kind.NO_ROWS, "there is no case in it")
    return {name: column.trimmed() for name, column in zip(names, sheet.columns, strict=True)}


def _cases(
    sheet: Sheet, columns: dict[str, Column], by: tuple[str, ...], problems: Problems
) -> CaseList | None:
    cases = columns[CASE].cells()
    reasons = columns[EXCLUDED].cells() if EXCLUDED in columns else [""] * len(cases)
    labels = list(labels_of([columns[name].cells() for name in by], len(cases)))
    kept = [place for place, reason in enumerate(reasons) if not reason]
    excluded = tuple(
        Excluded(cases[place], reason) for place, reason in enumerate(reasons) if reason and cases[place]
    )
    try:
        frame = frame_of([cases[place] for place in kept], [labels[place] for place in kept])
    except FrameFaulty as why:
        for fault in why.faults:
            row = int(sheet.rows[kept[fault.row - 1]])
            problems.add(Kind.IMPOSSIBLE_VALUE, fault.words, row, CASE)
        return None
    for case in sorted(set(frame.cases) & {one.case for one in excluded}):
        problems.add(Kind.CONTRADICTION, f"{case!r} is excluded in one row and not in another", None, CASE)
    return CaseList(frame, excluded, by)


def labels_of(columns: Sequence[list[str]], number: int) -> Iterable[str]:
    """The name of each case's stratum: its labels, joined; what is empty is “not known”. Nothing is “all cases”."""
    if not columns:
        return [ALL] * number
    return (" · ".join(label or "not known" for label in row) for row in zip(*columns, strict=True))
