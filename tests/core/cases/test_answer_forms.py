"""Which form is it, and what is wrong with its header?"""

import pytest

from eyre.core.cases.forms import Form, arrange, recognise
from eyre.core.cases.problems import Kind, Problems
from eyre.core.cases.sheets import sheet_of


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("inspection,case,question,answer", Form.LONG),
        ("Inspection, CASE ,Question,Answer,sex", Form.LONG),
        ("inspection,case,answer", Form.LONG),
        ("inspection,case,2.2.1,2.2.2", Form.WIDE),
        ("inspection,question,sufficient,relevant", Form.COUNTS),
        ("inspection,standard,rating", Form.STANDARDS),
        ("inspection,standard,score", Form.STANDARDS),
        ("name,value", None),
        ("", None),
    ],
)
def test_the_header_tells_the_form(header: str, form: Form | None) -> None:
    assert recognise(header.split(",")) is form


@pytest.mark.parametrize(
    ("header", "kind", "words"),
    [
        ("name,value", Kind.MISSING_COLUMN, "fits no form"),
        ("inspection,case,question,anwser", Kind.MISSING_COLUMN, "is it the column headed “anwser”?"),
        ("case,question,answer", Kind.MISSING_COLUMN, "needs a column inspection"),
        ("inspection,case,question,answer,Answer", Kind.DUPLICATE_COLUMN, "columns 4, 5"),
        ("inspection,standard", Kind.MISSING_COLUMN, "a column rating or a column score"),
        ("inspection,standard,rating,score", Kind.WRONG_COLUMN, "not both"),
        ("inspection,standard,rating,remark", Kind.WRONG_COLUMN, "the standards form has no such column"),
        (
            "inspection,question,sufficient,relevant,sex",
            Kind.WRONG_COLUMN,
            "the counts form has no such column",
        ),
        ("inspection,case,question,answer,", Kind.WRONG_COLUMN, "the 5. column has no name"),
        ("inspection,case,question,answer,a\x1bb", Kind.WRONG_COLUMN, "is no name for a column"),
    ],
)
def test_a_header_that_cannot_be_read_is_refused_in_row_one(header: str, kind: Kind, words: str) -> None:
    problems = Problems()
    names = header.split(",")
    assert arrange(sheet_of(names, [(2, ["x"] * len(names))]), problems) is None
    found = [problem for problem in problems.all() if problem.kind is kind]
    assert any(words in problem.text for problem in found), problems.all()
    assert {problem.row for problem in found} == {1}


def test_two_mistakes_in_a_header_are_two_problems() -> None:
    problems = Problems()
    arrange(sheet_of(["question", "answer", "answer"], [(2, ["x"] * 3)]), problems)
    assert {problem.column for problem in problems.all()} == {"inspection", "case", "answer"}


def test_columns_of_the_contract_are_found_whatever_their_case_and_order() -> None:
    problems = Problems()
    sheet = sheet_of(
        ["Office", "ANSWER", "question", "case", "inspection"], [(2, ["a ", " yes", "q", "c", "i"])]
    )
    table = arrange(sheet, problems)
    assert table is not None
    assert {name: column.cells() for name, column in table.named.items()} == {
        "answer": ["yes"],
        "question": ["q"],
        "case": ["c"],
        "inspection": ["i"],
    }
    assert {name: column.cells() for name, column in table.others.items()} == {"Office": ["a"]}


def test_a_header_alone_is_no_file_of_answers() -> None:
    problems = Problems()
    assert arrange(sheet_of(["inspection", "standard", "rating"], []), problems) is None
    assert [problem.kind for problem in problems.all()] == [Kind.NO_ROWS]
