"""Problems are all counted, the first of each kind are kept, and nothing is cut in silence."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases.problems import KEPT, LISTED, Kind, Problem, Problems, listed, shown


def many(n: int, column: str = "answer", kind: Kind = Kind.IMPOSSIBLE_VALUE) -> Problems:
    problems = Problems()
    problems.add_rows(kind, column, np.arange(n), np.arange(2, n + 2), lambda i: f"value {i}")
    return problems


def test_a_problem_says_where_it_is() -> None:
    assert (
        str(Problem(Kind.IMPOSSIBLE_VALUE, "“maybe” is none", 7, "answer"))
        == "row 7, column answer: “maybe” is none"
    )
    assert str(Problem(Kind.RAGGED_ROW, "it has 3 cells", 7)) == "row 7: it has 3 cells"
    assert str(Problem(Kind.FILE, "it is a PDF")) == "it is a PDF"


def test_after_fifty_of_a_kind_the_rest_is_a_number() -> None:
    lines = list(many(12_350).lines())
    assert len(lines) == LISTED + 1
    assert lines[0] == "row 2, column answer: value 0"
    assert lines[-1] == "and 12,300 more like it in column answer (impossible value)"


def test_fifty_are_listed_without_a_remark() -> None:
    assert len(list(many(LISTED).lines())) == LISTED


def test_a_kind_that_comes_late_is_listed_too() -> None:
    problems = many(KEPT + 5)
    problems.extend(many(3, "question", Kind.UNKNOWN_QUESTION))
    assert [(g.kind, g.total, len(g.first)) for g in problems.groups()] == [
        (Kind.UNKNOWN_QUESTION, 3, 3),
        (Kind.IMPOSSIBLE_VALUE, KEPT + 5, LISTED),
    ]
    assert len(problems) == KEPT + 8
    assert len(problems.all()) == KEPT


@given(
    st.lists(st.tuples(st.sampled_from(list(Kind)), st.sampled_from("ab"), st.integers(1, 99)), max_size=300)
)
def test_every_problem_is_counted_and_the_list_follows_the_file(found: list[tuple[Kind, str, int]]) -> None:
    problems = Problems()
    for kind, column, row in found:
        problems.add(kind, "words", row, column)
    assert len(problems) == len(found) == sum(len(g.first) + g.more for g in problems.groups())
    assert bool(problems) == bool(found)
    rows = [problem.row or 0 for problem in problems.all()]
    assert rows == sorted(row for _, _, row in found)


@given(st.text(max_size=200))
def test_a_quoted_value_cannot_move_a_terminal(word: str) -> None:
    assert shown(word).isprintable()
    assert len(shown(word, 10)) <= 12 * 8


def test_long_lists_are_cut_with_a_number() -> None:
    assert listed("abc") == "a, b, c"
    assert listed("abcd", most=2) == "a, b and 2 more"
