"""A case list: every problem at once by row and column, or the list; and which cases may be drawn."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases.listed import Checked, check_list, compared, exclusions, read_specification, summary
from eyre.core.cases.problems import Problems
from eyre.core.cases.sheets import sheet_of
from eyre.core.editions import EditionInvalid

TODAY, FIELDWORK = date(2026, 9, 1), date(2026, 10, 5)
DATA: dict[str, Any] = {
    "id": "a-list",
    "title": "A list",
    "editions": ["an-edition"],
    "columns": [
        {"name": "case", "type": "identifier", "part": "identifier", "says": "which", "example": "X1", "also": ["crn"], "sealed": True},
        {"name": "name", "type": "words", "part": "name", "says": "who", "example": "A", "sealed": True, "longest": 10},
        {"name": "born", "type": "date", "part": "date-of-birth", "says": "when", "example": "1/1/1990", "needed": False, "sealed": True},
        {"name": "kind", "type": "choice", "part": "kind", "says": "what", "example": "order", "key": "disposal", "choices": [{"value": "order", "code": "order", "kind": "community", "also": ["o"]}, {"value": "licence", "code": "lic", "kind": "licence"}]},
        {"name": "office", "type": "words", "says": "where", "example": "Quay", "key": "office", "strata": True},
        {"name": "start", "type": "date", "part": "started", "says": "from", "example": "1/1/2026"},
        {"name": "end", "type": "date", "part": "ended", "says": "to", "example": "1/1/2026", "needed": False},
    ],
    "eligibility": [
        {"code": "early", "test": "started-more-weeks-before", "weeks": 30, "why": "too early", "status": "recalled"},
        {"code": "late", "test": "started-fewer-weeks-before", "weeks": 26, "why": "too late", "status": "recalled"},
        {"code": "short", "test": "lasted-fewer-weeks", "weeks": 8, "why": "too short", "status": "ours"},
        {"code": "licence", "test": "kind-is", "kinds": ["licence"], "why": "a licence", "status": "ours"},
    ],
    "sample": {"confidence": 80, "margin": 5, "formula": "cochran"},
}  # fmt: skip
LIST = read_specification(DATA)
KINDS = LIST.of_part("kind").kinds()
HEADER = ["CRN", "name", "Born", "kind", "office", "START", "end"]
GOOD = ["X1", "Robin", "1/2/1990", "O", "Quay", "20/03/2026", ""]


def checked(
    *rows: list[str], header: list[str] = HEADER, today: date = TODAY
) -> tuple[Checked | None, Problems]:
    problems = Problems()
    sheet = sheet_of(header, [(number, row) for number, row in enumerate(rows, 2)])
    return check_list(sheet, LIST, today, problems), problems


def said(*rows: list[str], header: list[str] = HEADER) -> list[str]:
    return [str(problem) for problem in checked(*rows, header=header)[1].all()]


def row(**other: str) -> list[str]:
    places = ["case", "name", "born", "kind", "office", "start", "end"]
    return [other.get(place, cell) for place, cell in zip(places, GOOD, strict=True)]


def test_a_good_list_is_read_column_by_column() -> None:
    found, problems = checked(GOOD, row(case="X2", kind="Licence", end="2026-06-01"))
    assert not problems
    assert found is not None
    assert found.rows == [2, 3]
    assert found.texts("kind") == ["order", "lic"]
    assert found.days("end") == [None, date(2026, 6, 1)]
    assert found.texts("born") == ["1990-02-01", "1990-02-01"]


def test_rows_of_nothing_are_left_out_and_counted() -> None:
    found, _ = checked(GOOD, [""] * 7, row(case="X2"))
    assert found is not None
    assert (found.rows, found.blank) == ([2, 4], 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "ordre"}, "row 3, column kind: “ordre” is not one of: order, licence. Did you mean “order”?"),
        ({"kind": "zzz"}, "row 3, column kind: “zzz” is not one of: order, licence."),
        ({"kind": ""}, "row 3, column kind: nothing stands here; every case needs its kind"),
        ({"start": "31/02/2026"}, "row 3, column start: “31/02/2026”: there is no day 31: February 2026 has 28 days"),
        ({"start": "02/09/2026"}, "row 3, column start: “02/09/2026” lies in the future; the list was sent on 01/09/2026"),
        ({"end": "19/03/2026"}, "row 3, column end: the case ends before it starts: end 19/03/2026, start 20/03/2026"),
        ({"born": "21/03/2026"}, "row 3, column start: the case starts before the birth: start 20/03/2026, born 21/03/2026"),
        ({"case": "x 1"}, "row 3, column case: “x 1” stands in row 2 already; a case is listed once"),
        ({"case": ""}, "row 3, column case: nothing stands here; every case needs its case"),
        ({"name": "A far too long name"}, "row 3, column name: it has 19 characters, and at most 10 are kept: “A far too long name”"),
        ({"office": "=1+1"}, "row 3, column office: “=1+1” begins like a formula of a spreadsheet: take the first character away"),
        ({"office": "Qu\u200eay"}, "row 3, column office: “Qu\\x200eay” holds a character that cannot be seen"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(change: dict[str, str], words: str) -> None:
    assert said(GOOD, row(**({"case": "X2"} | change))) == [words]


def test_columns_that_lack_are_there_twice_or_are_not_asked_for() -> None:
    header = ["case", "CRN", "name", "knid", "office", "start", "end"]
    assert said(GOOD, header=header) == [
        "row 1: there is no column “kind” (what); the file has “case”, “CRN”, “name”, “knid”, “office”, “start”, “end”",
        "row 1, column case: the column “case” is there twice",
        "row 1, column knid: the column “knid” is not asked for; did you mean “kind”? Asked for are: case, name, born, kind, office, start, end",
    ]


def test_a_header_in_the_middle_is_named_and_everything_else_looked_at() -> None:
    found = said(GOOD, HEADER, row(case="X2", kind="?"))
    assert found[0].startswith("row 3: the header stands here again")
    assert found[1].startswith("row 4, column kind")
    assert len(found) == 2


def test_a_list_of_nothing_is_none() -> None:
    assert said() == ["there is no case in it: each case is a row below the header"]


DAYS = st.dates(date(2025, 1, 1), TODAY)


@given(st.lists(st.tuples(DAYS, st.sampled_from(["o", "LICENCE", "Order"]), st.integers(0, 50)), max_size=20))
def test_every_case_is_there_once_with_one_reason_or_none(cases: list[tuple[date, str, int]]) -> None:
    rows = [
        row(case=f"X{number}", start=f"{day:%d/%m/%Y}", kind=kind, end=f"{min(TODAY, day + timedelta(more)):%d/%m/%Y}")
        for number, (day, kind, more) in enumerate(cases)
    ]  # fmt: skip
    found, _ = checked(*rows, row(case="last"))
    assert found is not None
    assert len(found) == len(cases) + 1
    reasons = exclusions(
        LIST.windows,
        [KINDS[each] for each in found.texts("kind")],
        found.days("start"),
        found.days("end"),
        FIELDWORK,
    )
    assert sum(summary(reasons).values()) + reasons.count("") == len(found)
    for reason, start in zip(reasons, found.days("start"), strict=True):
        assert start is not None
        weeks = (FIELDWORK - start).days / 7
        assert (reason == "early") == (weeks > 30)
        assert (reason == "late") == (weeks < 26)


@given(st.lists(st.sampled_from(GOOD), min_size=7, max_size=7), st.integers(0, 6), st.text(max_size=8))
def test_whatever_stands_in_a_cell_is_taken_or_refused(cells: list[str], place: int, text: str) -> None:
    cells[place] = text
    found, problems = checked(cells)
    assert (found is None) == bool(problems)


@pytest.mark.parametrize(
    ("start", "end", "kind", "reason"),
    [
        (FIELDWORK - timedelta(weeks=30), None, "community", ""),
        (FIELDWORK - timedelta(weeks=30, days=1), None, "community", "early"),
        (FIELDWORK - timedelta(weeks=26), None, "community", ""),
        (FIELDWORK - timedelta(weeks=26, days=-1), None, "community", "late"),
        (FIELDWORK - timedelta(weeks=28), FIELDWORK - timedelta(weeks=20), "community", ""),
        (FIELDWORK - timedelta(weeks=28), FIELDWORK - timedelta(weeks=20, days=1), "community", "short"),
        (FIELDWORK - timedelta(weeks=28), None, "licence", "licence"),
    ],
)
def test_the_windows_to_the_day(start: date, end: date | None, kind: str, reason: str) -> None:
    assert exclusions(LIST.windows, [kind], [start], [end], FIELDWORK) == [reason]


def test_identifiers_are_compared_without_space_and_case() -> None:
    assert compared("x 12\u00a03A") == compared("X123a") == "x123a"


def test_a_specification_is_refused_with_every_mistake() -> None:
    columns = [
        {**DATA["columns"][0], "part": "nonsense"},
        {**DATA["columns"][1], "strata": True},
        {**DATA["columns"][3], "also": ["CRN"], "choices": []},
    ]
    with pytest.raises(EditionInvalid) as why:
        read_specification({**DATA, "columns": columns})
    told = str(why.value)
    for words in ("'nonsense' is no part", "what is sealed makes no strata", "two columns go by the name 'crn'",
                  "a choice has choices", "no column has the part 'started'", "there is no kind of case 'licence'"):  # fmt: skip
        assert words in told
