"""What people answered on an invented case is counted, and told only where it says nothing of one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases.calibration import ANSWERS, NotAnswered, Spread, alike_in_all, spread, unclear_in
from eyre.core.figures import Count, Undefined

TABLE = [
    # yes, no, not relevant → pairs alike, told, differing from most, of those over relevance
    ((5, 0, 0), (10, 10), True, 0, 0),
    ((4, 1, 0), (6, 10), True, 1, 0),
    ((3, 0, 2), (4, 10), True, 2, 2),
    ((0, 2, 2), (2, 6), True, 2, 2),
    ((1, 1, 0), (0, 1), False, 1, 0),
    ((0, 0, 0), (0, 0), False, 0, 0),
    ((4, 2, 1), (7, 21), True, 3, 1),
]


@pytest.mark.parametrize(("counts", "alike", "told", "differ", "relevance"), TABLE)
def test_table(
    counts: tuple[int, int, int], alike: tuple[int, int], told: bool, differ: int, relevance: int
) -> None:
    found = Spread("1", *counts)
    assert found.alike == Count(*alike)
    assert found.is_told is told
    assert (found.differing.differ.x, found.differing.relevance) == (differ, relevance)


def test_what_is_no_answer_is_refused() -> None:
    with pytest.raises(NotAnswered, match="'perhaps' is no answer"):
        spread("2.1.1", ["yes", "perhaps"])


def test_nothing_is_told_of_two() -> None:
    assert isinstance(alike_in_all([Spread("1", 2, 0, 0)]), Undefined)
    assert unclear_in([Spread("1", 1, 1, 0)]) == ()


ANSWER = st.sampled_from(ANSWERS)


@given(st.lists(ANSWER, max_size=12))
def test_pairs_are_counted_as_by_hand(answers: list[str]) -> None:
    pairs = [(i, j) for i in range(len(answers)) for j in range(i)]
    same = sum(answers[i] == answers[j] for i, j in pairs)
    assert spread("1", answers).alike == Count(same, len(pairs))


@given(st.lists(ANSWER, min_size=3, max_size=12), st.randoms(use_true_random=False))
def test_who_answered_first_says_nothing(answers: list[str], dice: object) -> None:
    mixed = sorted(answers, key=lambda _: dice.random())  # type: ignore[attr-defined]
    assert spread("1", mixed) == spread("1", answers)


@given(st.lists(st.lists(ANSWER, min_size=3, max_size=9), min_size=1, max_size=5))
def test_the_whole_is_the_sum(many: list[list[str]]) -> None:
    spreads = [spread(str(place), answers) for place, answers in enumerate(many)]
    whole = alike_in_all(spreads)
    assert whole == sum((each.alike for each in spreads), Count(0, 0))
