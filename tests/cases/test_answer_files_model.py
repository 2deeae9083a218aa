"""Reading in bulk against a plain model: the same tallies for good files, the same problems for bad ones."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.cases.files import AnswersRefused, Contents, read_bytes
from eyre.core.cases import Tally
from eyre.core.cases.problems import Kind
from eyre.frameworks.reading import load_edition

EDITION = load_edition("hmip-probation-pdu-2021")
QUESTIONS = tuple(EDITION.questions)
Place = tuple[str, int, str]
Row = tuple[str, str, str, str]

inspections = st.sampled_from(["A", "B", " A ", "b", ""])
cases = st.sampled_from(["1", "2", "3", " 2", "", "=1"])
questions = st.sampled_from(["2.1.1", "2.2.1", "2.2.2", "v1", "V1", "9.9.9", "1.1.1", ""])
answers = st.sampled_from(["yes", "no", "not_relevant", "", "YES", " No", "maybe", "not relevant"])
any_rows = st.lists(st.tuples(inspections, cases, questions, answers), min_size=1, max_size=12)
good_rows = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "Ç"]),
        st.sampled_from(["1", "2", "x,y", 'say "so"', "two\u2003words"]),
        st.sampled_from(QUESTIONS),
        st.sampled_from(["yes", "no", "not_relevant", "", "Yes", " NO "]),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda row: row[:3],
)


def as_csv(header: str, rows: list[tuple[str, ...]]) -> bytes:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\n".join([header, *quoted, ""]).encode()


def read_long_rows(rows: list[Row]) -> Contents:
    return read_bytes(as_csv("inspection,case,question,answer", list(rows)), "a.csv", EDITION)


def model_problems(rows: list[Row]) -> set[Place]:
    """What a patient clerk would find, a row at a time."""
    found: set[Place] = set()
    seen: dict[tuple[str, str, str], int] = {}
    folded = {question.casefold(): question for question in QUESTIONS}
    for number, row in enumerate(rows, 2):
        inspection, case, question, answer = (cell.strip() for cell in row)
        if not any((inspection, case, question, answer)):
            continue
        wrong = {
            ("empty key", number, name)
            for name, cell in [("inspection", inspection), ("case", case), ("question", question)]
            if not cell
        }
        if case.startswith("="):
            wrong.add(("impossible value", number, "case"))
        if question and question.casefold() not in folded:
            wrong.add(("unknown question", number, "question"))
        found |= wrong
        if answer.lower() not in ("yes", "no", "not_relevant", ""):
            found.add(("impossible value", number, "answer"))
        if not wrong:
            key = (inspection, case, folded[question.casefold()])
            if key in seen:
                found.add(("duplicate row", number, "question"))
            seen.setdefault(key, number)
    return found


@given(any_rows)
def test_every_problem_the_model_finds_is_reported_and_no_other(rows: list[Row]) -> None:
    expected = model_problems(rows)
    if all(not cell.strip() for row in rows for cell in row):
        expected = {("no rows", 0, "")}
    try:
        read_long_rows(rows)
        found = set()
    except AnswersRefused as refused:
        problems = refused.files[0].problems
        found = {(p.kind.value, p.row or 0, p.column) for p in problems.all()}
        assert len(problems) == len(problems.all()) == len(found)
    assert found == expected


@given(good_rows)
def test_a_good_long_file_gives_the_tallies_of_plain_counting(rows: list[Row]) -> None:
    expected: dict[str, dict[str, dict[str, int]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(int))
    )
    for inspection, _, question, answer in rows:
        expected[inspection][question][answer.strip().lower()] += 1
    found = {a.inspection: a.matrix.tallies() for a in read_long_rows(rows).answers}
    assert found == {
        inspection: {q: Tally(n["yes"], n["no"], n["not_relevant"], n[""]) for q, n in counted.items()}
        for inspection, counted in expected.items()
    }
    assert list(found) == list(dict.fromkeys(row[0] for row in rows))


@given(good_rows)
def test_the_order_of_rows_changes_no_answer(rows: list[Row]) -> None:
    for one in read_long_rows(rows).answers:
        same = next(a for a in read_long_rows(rows[::-1]).answers if a.inspection == one.inspection)
        assert one.matrix.questions == same.matrix.questions
        assert sorted(one.matrix.cases) == sorted(same.matrix.cases)
        for case in one.matrix.cases:
            for question in one.matrix.questions:
                assert one.matrix.answer(case, question) is same.matrix.answer(case, question)


@given(good_rows)
def test_the_wide_form_says_the_same_as_the_long_one(rows: list[Row]) -> None:
    """Where every case has a row for every question, the two forms hold the same answers."""
    asked = tuple(dict.fromkeys(row[2] for row in rows))
    answered = {row[:3]: row[3] for row in rows}
    full = list(dict.fromkeys(row[:2] for row in rows))
    wide = [(*pair, *(answered.get((*pair, question), "") for question in asked)) for pair in full]
    data = as_csv(",".join(["inspection", "case", *asked]), wide)
    found = read_bytes(data, "a.csv", EDITION)
    by_long = {a.inspection: a.matrix.tallies() for a in read_long_rows(rows).answers}
    for one in found.answers:
        for question, tally in one.matrix.tallies().items():
            counted = by_long[one.inspection][question]
            assert (tally.count, tally.not_relevant) == (counted.count, counted.not_relevant)
        given_there = [q for q, t in by_long[one.inspection].items() if t.count.of or t.not_relevant]
        assert sorted(one.matrix.questions) == sorted(given_there)


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        # a supervision case and a court report: neither is asked about the other's questions
        (["1,yes,", "2,,no"], {("1", "2.1.1"): "YES", ("1", "2.2.1"): "NOT_PUT", ("2", "2.1.1"): "NOT_PUT"}),
        # a case without any answer is waiting for all of them
        (["1,yes,no", "2,,"], {("2", "2.1.1"): "NOT_ANSWERED", ("2", "2.2.1"): "NOT_ANSWERED"}),
    ],
)
def test_an_empty_cell_of_another_kind_of_case_was_not_put(
    rows: list[str], cells: dict[tuple[str, str], str]
) -> None:
    data = "\n".join(["inspection,case,2.1.1,2.2.1", *(f"A,{row}" for row in rows)]).encode()
    matrix = read_bytes(data, "a.csv", EDITION).answers[0].matrix
    assert {key: matrix.answer(*key).name for key in cells} == cells


def test_a_question_nobody_answered_in_an_inspection_was_not_put_there() -> None:
    data = b"inspection,case,2.1.1,2.2.1\nA,1,yes,\nB,1,yes,no\n"
    first, second = read_bytes(data, "a.csv", EDITION).answers
    assert (first.matrix.questions, second.matrix.questions) == (("2.1.1",), ("2.1.1", "2.2.1"))


def test_sub_groups_are_kept_per_case() -> None:
    data = b"inspection,case,question,answer,Sex\nA,1,2.1.1,yes,F\nA,2,2.1.1,no,M\nA,1,2.2.1,no,F\n"
    matrix = read_bytes(data, "a.csv", EDITION).answers[0].matrix
    assert matrix.groups == {"Sex": ("F", "M")}
    assert matrix.tallies_by("Sex")["F"]["2.1.1"] == Tally(1, 0)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"), st.sampled_from(QUESTIONS[:4]), st.integers(0, 9), st.integers(0, 9)
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda row: row[:2],
    )
)
def test_tallies_are_taken_as_stated_and_never_more_than_relevant(
    rows: list[tuple[str, str, int, int]],
) -> None:
    lines = [f"{inspection},{q},{x},{n},3," for inspection, q, x, n in rows]
    header = "inspection,question,sufficient,relevant,not_relevant,not_answered"
    too_many = [i for i, (_, _, x, n) in enumerate(rows, 2) if x > n]
    data = "\n".join([header, *lines]).encode()
    if too_many:
        with pytest.raises(AnswersRefused) as refused:
            read_bytes(data, "a.csv", EDITION)
        problems = refused.value.files[0].problems.all()
        assert [(p.kind, p.row, p.column) for p in problems] == [
            (Kind.MORE_THAN_RELEVANT, i, "sufficient") for i in too_many
        ]
    else:
        found = {t.inspection: t.tallies for t in read_bytes(data, "a.csv", EDITION).tallies}
        assert all(found[inspection][q] == Tally(x, n - x, 3, 0) for inspection, q, x, n in rows)
        assert sum(map(len, found.values())) == len(rows)
