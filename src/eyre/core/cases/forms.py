"""Which of the four forms of the input contract is this header, and what is wrong with it?

long: inspection, case, question, answer; wide: inspection, case, a column per question;
counts: inspection, question, sufficient, relevant; standards: inspection, standard, rating or score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from .problems import Kind, Problems, listed, shown
from .sheets import Column, Rows, Sheet

WELL_KNOWN_GROUPS = ("sex", "grade", "ethnicity", "office", "age", "disposal", "risk", "disability")


class Form(StrEnum):
    """The forms a file of answers may have."""

    LONG = "long"
    WIDE = "wide"
    COUNTS = "counts"
    STANDARDS = "standards"


REQUIRED: Mapping[Form, tuple[str, ...]] = {
    Form.LONG: ("inspection", "case", "question", "answer"),
    Form.WIDE: ("inspection", "case"),
    Form.COUNTS: ("inspection", "question", "sufficient", "relevant"),
    Form.STANDARDS: ("inspection", "standard"),
}
OPTIONAL: Mapping[Form, tuple[str, ...]] = {
    Form.LONG: ("edition",),
    Form.WIDE: ("edition",),
    Form.COUNTS: ("edition", "not_relevant", "not_answered"),
    Form.STANDARDS: ("edition", "rating", "score"),
}
NAMED = {name for names in (*REQUIRED.values(), *OPTIONAL.values()) for name in names}
FORMS = (
    "the forms are: inspection,case,question,answer (long); inspection,case,<a column per question> (wide); "
    "inspection,question,sufficient,relevant (counts); inspection,standard,rating or inspection,standard,score "
    "(standards)"
)


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """A sheet whose form is recognised: the columns of the contract by name, the others as they are headed."""

    form: Form
    named: Mapping[str, Column]
    others: Mapping[str, Column]
    rows: Rows

    def __len__(self) -> int:
        return len(self.rows)


def recognise(header: Iterable[str]) -> Form | None:
    """The form a header belongs to by the columns that only this form has, or nearly has; None where none fits."""
    names = {name.strip().lower() for name in header}
    if "standard" in names:
        return Form.STANDARDS
    if names & {"sufficient", "relevant"}:
        return Form.COUNTS
    if names & {"question", "answer"}:
        return Form.LONG
    if names & {"rating", "score"} and "case" not in names:
        return Form.STANDARDS
    if "case" in names:
        return Form.LONG if _misspelt(names, "question") and _misspelt(names, "answer") else Form.WIDE
    return None


def _misspelt(names: Iterable[str], name: str) -> bool:
    return bool(get_close_matches(name, list(names), 1, 0.8))


def arrange(sheet: Sheet, problems: Problems) -> Table | None:
    """The table of a sheet; None, with problems noted, where the header cannot be read."""
    sheet = sheet.without_blanks()
    header = [name.strip() for name in sheet.header]
    form = recognise(header)
    if form is None:
        problems.add(Kind.MISSING_COLUMN, f"the header {_say(header)} fits no form; {FORMS}", 1)
        return None
    known = len(problems)
    _check_names(header, form, problems)
    if not len(sheet) and not problems:
        problems.add(Kind.NO_ROWS, "there is no row below the header")
    return None if len(problems) > known else _table(form, header, sheet)


def _say(header: Sequence[str]) -> str:
    return shown(listed(header), longest=200)


def _table(form: Form, header: Sequence[str], sheet: Sheet) -> Table:
    of_form = {*REQUIRED[form], *OPTIONAL[form]}
    named, others = {}, {}
    for name, column in zip(header, sheet.columns, strict=True):
        if name.lower() in of_form:
            named[name.lower()] = column.trimmed()
        elif name:
            others[name] = column.trimmed()
    return Table(form, named, others, sheet.rows)


def _check_names(header: Sequence[str], form: Form, problems: Problems) -> None:
    names = [name.lower() for name in header]
    for name in REQUIRED[form]:
        if name not in names:
            problems.add(Kind.MISSING_COLUMN, _missing(name, form, header), 1, name)
    if form is Form.STANDARDS:
        _check_rating_or_score(names, problems)
    for name, n in Counter(names).items():
        if name and n > 1:
            places = listed(str(i) for i, other in enumerate(names, 1) if other == name)
            problems.add(
                Kind.DUPLICATE_COLUMN, f"{n} columns are headed {shown(name)}: columns {places}", 1, name
            )
    _check_strangers(header, form, problems)


def _missing(name: str, form: Form, header: Sequence[str]) -> str:
    near = get_close_matches(name, [other.lower() for other in header if other.lower() not in NAMED], 1, 0.6)
    hint = f"; is it the column headed {shown(near[0])}?" if near else ""
    return f"the {form} form needs a column {name}{hint}"


def _check_rating_or_score(names: Sequence[str], problems: Problems) -> None:
    if "rating" not in names and "score" not in names:
        problems.add(Kind.MISSING_COLUMN, "the standards form needs a column rating or a column score", 1)
    if "rating" in names and "score" in names:
        problems.add(Kind.WRONG_COLUMN, "give a column rating or a column score, not both", 1, "score")


def _check_strangers(header: Sequence[str], form: Form, problems: Problems) -> None:
    for i, name in enumerate(header, 1):
        if not name:
            problems.add(Kind.WRONG_COLUMN, f"the {i}. column has no name in the header", 1)
        elif not name.isprintable() or len(name) > 200:
            problems.add(
                Kind.WRONG_COLUMN, f"{shown(name)} is no name for a column", 1, shown(name, longest=20)
            )
        elif form in (Form.COUNTS, Form.STANDARDS) and name.lower() not in REQUIRED[form] + OPTIONAL[form]:
            fitting = ", ".join(REQUIRED[form] + OPTIONAL[form])
            problems.add(Kind.WRONG_COLUMN, f"the {form} form has no such column; it has {fitting}", 1, name)
