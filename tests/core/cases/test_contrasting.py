"""Sub-groups set against each other: who is kept back, what is adjusted for, and what order does not matter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases import Answer, AnswerMatrix
from eyre.core.cases.contrasting import group_contrasts
from eyre.core.figures import Count
from eyre.core.statistics.differences import Verdict, newcombe


def matrix(labels: str, **answers: str) -> AnswerMatrix:
    """Cases with a label each ("-" for none); for each question a letter a case: y, n, r (not relevant), - (not put)."""
    codes = {"y": Answer.YES, "n": Answer.NO, "r": Answer.NOT_RELEVANT, "-": Answer.NOT_PUT}
    cells = np.array([[codes[letter] for letter in row] for row in answers.values()], dtype=np.uint8).T
    names = tuple(f"case {i}" for i in range(len(labels)))
    groups = {"sex": tuple("" if each == "-" else each for each in labels)}
    return AnswerMatrix(names, tuple(answers), np.ascontiguousarray(cells), groups)


def test_a_question_is_told_side_by_side() -> None:
    found = group_contrasts(matrix("f" * 12 + "m" * 12, q1="y" * 12 + "n" * 12), "sex", ["q1"])
    (row,) = found.rows
    assert (row.question, row.first, row.second) == ("q1", "f", "m")
    assert row.contrast.shown == (Count(12, 12), Count(0, 12))
    assert (row.contrast.verdict, found.family) == (Verdict.HIGHER, 1)
    assert found.labels == (("f", 12), ("m", 12))


def test_under_ten_relevant_cases_neither_side_is_shown() -> None:
    """Nine women: what the men have would give away the women where the total is known."""
    found = group_contrasts(matrix("f" * 9 + "m" * 30, q1="y" * 39), "sex", ["q1"])
    assert found.rows[0].contrast.shown is None
    assert (found.family, found.labels) == (0, (("f", None), ("m", 30)))


def test_what_is_kept_back_cannot_be_reckoned_from_the_others() -> None:
    """Three others: what all cases have, less the men and the women, would be theirs. So the women are kept back too."""
    labels = "f" * 12 + "m" * 20 + "o" * 3
    found = group_contrasts(matrix(labels, q1="y" * 35, q2="y" * 32 + "r" * 3), "sex", ["q1", "q2"])
    shown = [(row.question, row.first, row.second) for row in found.rows if row.contrast.shown]
    assert shown == [("q2", "f", "m")], "of q2 nothing is left to reckon"
    assert found.family == 1
    many = group_contrasts(matrix("a" * 12 + "b" * 20 + "c" * 7 + "d" * 3, q1="y" * 42), "sex", ["q1"])
    assert [(row.first, row.second) for row in many.rows if row.contrast.shown] == [("a", "b")]


def test_cases_that_are_not_relevant_do_not_make_ten() -> None:
    found = group_contrasts(matrix("f" * 10 + "m" * 10, q1="y" * 9 + "r" + "y" * 10), "sex", ["q1"])
    assert found.rows[0].contrast.verdict is Verdict.TOO_FEW


def test_cases_without_a_label_and_questions_not_put_are_left_out() -> None:
    cases = matrix("f" * 10 + "m" * 10 + "-" * 10, q1="y" * 30, q2="-" * 10 + "y" * 20)
    found = group_contrasts(cases, "sex", ["q1", "q2"])
    assert [(row.question, row.contrast.first) for row in found.rows] == [("q1", Count(10, 10))]


def test_three_labels_make_three_pairs_and_one_family() -> None:
    labels = "a" * 10 + "b" * 10 + "c" * 10
    found = group_contrasts(matrix(labels, q1="y" * 10 + "n" * 20, q2="n" * 30), "sex", ["q1", "q2"])
    assert [(row.first, row.second) for row in found.rows[:3]] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert found.family == 6


def test_the_list_counts_only_where_every_case_was_relevant() -> None:
    labels = "f" * 10 + "m" * 10
    listed = {"f": 10, "m": 10}
    whole = group_contrasts(matrix(labels, q1="y" * 5 + "n" * 15), "sex", ["q1"], populations=listed)
    found = whole.rows[0].contrast.difference
    assert (found.low, found.high) == (0.5, 0.5)  # type: ignore[union-attr]
    part = group_contrasts(
        matrix("f" * 11 + "m" * 10, q1="y" * 5 + "n" * 5 + "r" + "n" * 10),
        "sex",
        ["q1"],
        populations={"f": 11, "m": 10},
    )
    # to how many of the others it would be relevant nobody knows: that side has no list
    assert part.rows[0].contrast.difference == newcombe(Count(5, 10), Count(0, 10), populations=(None, 10))


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="ethnicity"):
        group_contrasts(matrix("f", q1="y"), "ethnicity", ["q1"])


@given(st.permutations(range(24)), st.lists(st.sampled_from("ynr"), min_size=24, max_size=24))
def test_the_order_of_the_cases_is_irrelevant(order: list[int], answers: list[str]) -> None:
    labels = "f" * 12 + "m" * 12
    here = group_contrasts(matrix(labels, q1="".join(answers)), "sex", ["q1"])
    mixed = matrix("".join(labels[i] for i in order), q1="".join(answers[i] for i in order))
    assert group_contrasts(mixed, "sex", ["q1"]) == here


@given(st.text("abc", min_size=1, max_size=60))
def test_what_is_not_shown_is_nothing_or_ten_cases(labels: str) -> None:
    found = group_contrasts(matrix(labels, q1="y" * len(labels)), "sex", ["q1"])
    shown = {side for row in found.rows if row.contrast.shown for side in (row.first, row.second)}
    left = sum(label not in shown for label in labels)
    assert not shown or left == 0 or left >= 10


@given(st.text("fm-", min_size=1, max_size=40))
def test_what_is_shown_never_has_fewer_than_ten_a_side(labels: str) -> None:
    found = group_contrasts(matrix(labels, q1="y" * len(labels)), "sex", ["q1"])
    for row in found.rows:
        assert row.contrast.shown is None or min(side.of for side in row.contrast.shown) >= 10
    assert all(number is None or number >= 10 for _, number in found.labels)
