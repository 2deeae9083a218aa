"""A tally counts answers of five kinds apart; tallies add kind by kind."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases import Answer, AnswerMatrix, Tally
from eyre.core.figures import Count

tallies = st.builds(Tally, *[st.integers(0, 99)] * 4)


@given(tallies, tallies)
def test_tallies_add_kind_by_kind(one: Tally, other: Tally) -> None:
    both = one + other
    assert (both.yes, both.no) == (one.yes + other.yes, one.no + other.no)
    assert both.not_relevant == one.not_relevant + other.not_relevant
    assert both.not_answered == one.not_answered + other.not_answered
    assert both.count == one.count + other.count
    assert both.cases == one.cases + other.cases


def test_only_relevant_answers_make_the_count() -> None:
    tally = Tally(3, 4, 5, 6)
    assert (tally.count, tally.cases) == (Count(3, 7), 18)


@given(st.lists(st.tuples(st.sampled_from(Answer), st.sampled_from(["f", "m", ""])), min_size=1, max_size=40))
def test_groups_add_up_to_the_whole(answers: list[tuple[Answer, str]]) -> None:
    cells = np.array([[answer] for answer, _ in answers], dtype=np.uint8)
    groups = {"sex": tuple(label for _, label in answers)}
    matrix = AnswerMatrix(tuple(map(str, range(len(answers)))), ("1",), cells, groups)
    parts = [tallies["1"] for tallies in matrix.tallies_by("sex").values()]
    assert sum(parts, start=Tally(0, 0)) == matrix.tally("1")


@given(st.lists(st.lists(st.sampled_from(Answer), min_size=10, max_size=10), max_size=20), st.data())
def test_each_label_counts_as_its_cases_alone(rows: list[list[Answer]], data: st.DataObject) -> None:
    cells = np.array(rows, dtype=np.uint8).reshape(-1, 10)
    labels = [data.draw(st.sampled_from(["f", "m", ""])) for _ in rows]
    names, questions = tuple(map(str, range(len(rows)))), tuple("abcdefghij")
    matrix = AnswerMatrix(names, questions, cells, {"sex": tuple(labels)})
    alone = {
        label: AnswerMatrix(tuple(map(str, range(labels.count(label)))), questions, cells[places])
        for label in sorted(set(labels))
        for places in [[i for i, each in enumerate(labels) if each == label]]
    }
    assert matrix.tallies_by("sex") == {label: each.tallies() for label, each in alone.items()}
    narrowed = matrix.asking(["c", "a"])
    assert narrowed.tallies() == {ref: matrix.tally(ref) for ref in ("c", "a")}
    assert narrowed.tallies_by("sex") == {
        label: {ref: tallies[ref] for ref in ("c", "a")}
        for label, tallies in matrix.tallies_by("sex").items()
    }


def test_a_question_it_does_not_hold_cannot_be_asked() -> None:
    with pytest.raises(KeyError):
        AnswerMatrix((), ("1",), np.zeros((0, 1), dtype=np.uint8)).asking(["2"])
