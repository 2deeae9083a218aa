"""Questions that assessors understand differently are found, and nothing is said of them from few answers."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases.wording import Differing, Verdict, unclear
from eyre.core.figures import Count

TABLE = [
    # differing of compared, per question → what is said of each
    ([(2, 40), (3, 40), (20, 40)], ["as others", "as others", "unclear"]),
    ([(2, 40), (3, 40), (5, 40)], ["as others", "as others", "as others"]),
    ([(0, 40), (9, 9)], ["as others", "too few"]),
    ([(10, 10)], ["as others"]),  # alone it stands out from nothing
    (
        [(1, 10), (0, 100), (0, 100)],
        ["as others", "as others", "as others"],
    ),  # 0.048 for one of three: not enough
    ([(3, 10), (0, 100), (0, 100)], ["unclear", "as others", "as others"]),
    ([], []),
    ([(0, 20), (0, 20)], ["as others", "as others"]),
]


def told(counts: list[tuple[int, int]]) -> list[Differing]:
    return [Differing(f"2.{place}", Count(*count)) for place, count in enumerate(counts)]


@pytest.mark.parametrize(("counts", "said"), TABLE)
def test_table(counts: list[tuple[int, int]], said: list[str]) -> None:
    assert [each.verdict.value for each in unclear(told(counts))] == said


def test_the_chance_is_fishers_adjusted_by_holm() -> None:
    counts = [(3, 10), (0, 100), (2, 100)]
    found = unclear(told(counts))
    # Of 210 answers 5 differ: how often 3 or more of them fall among the 10 of the first question
    one = sum(comb(10, x) * comb(200, 5 - x) for x in (3, 4, 5)) / comb(210, 5)
    assert found[0].chance == pytest.approx(3 * one)


@pytest.mark.parametrize(("relevance", "words"), [(15, "relevant at all"), (3, "yes and no")])
def test_the_words_say_over_what_they_differ(relevance: int, words: str) -> None:
    found = unclear([Differing("2.1", Count(20, 40), relevance), Differing("2.2", Count(1, 40))])
    assert words in found[0].words
    assert found[1].words == ""


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="about relevance"):
        Differing("2.1", Count(2, 4), 3)
    with pytest.raises(ValueError, match="between 0 and 1"):
        unclear([], level=0)


COUNTS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda each: (each[0], sum(each)))


@given(st.lists(COUNTS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_questions_says_nothing(counts: list[tuple[int, int]], dice: object) -> None:
    asked = told(counts)
    mixed = sorted(asked, key=lambda _: dice.random())  # type: ignore[attr-defined]
    said = {each.told.ref: (each.verdict, each.chance) for each in unclear(asked)}
    assert {each.told.ref: (each.verdict, each.chance) for each in unclear(mixed)} == said


@given(st.lists(COUNTS, min_size=2, max_size=6))
def test_one_more_that_differs_never_clears_a_question(counts: list[tuple[int, int]]) -> None:
    x, of = counts[0]
    if x < of:
        before, after = unclear(told(counts))[0], unclear(told([(x + 1, of), *counts[1:]]))[0]
        assert not (before.verdict is Verdict.UNCLEAR and after.verdict is not Verdict.UNCLEAR)
