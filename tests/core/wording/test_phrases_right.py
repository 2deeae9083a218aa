"""Whatever is proposed is true, best first, and the best never moves down as the share rises."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wording_cases import POLICIES, POLICY

from eyre.core.figures import Count
from eyre.core.wording import Form, Hedge, Kind, Phrase, ShareMeaning, WordingPolicy, holds, phrases_for

COUNTS = st.integers(1, 2000).flatmap(lambda n: st.builds(Count, st.integers(0, n), st.just(n)))
SOME = (1, 2, 3, 4, 5, 7, 8, 10, 16, 19, 20, 21, 22, 24, 30, 33, 39, 47, 60, 87)


@pytest.mark.parametrize(
    ("count", "best", "also"),
    [
        (Count(5, 6), "five of six", "all but one"),
        (Count(9, 10), "9 of 10", "all but one"),
        (Count(14, 16), "14 of 16", "all but two"),
        (Count(15, 20), "15 of 20", "three-quarters"),
        (Count(14, 21), "two-thirds", "14 of 21"),
        (Count(0, 5), "none", "none of five"),
        (Count(7, 7), "all", "seven of seven"),
        (Count(115, 147), "almost four-fifths", "78 per cent"),
        (Count(28, 39), "72 per cent", "28 of 39"),
        (Count(32, 87), "37 per cent", "more than a third"),
        (Count(73, 100), "almost three-quarters", "73 per cent"),
        (Count(24, 47), "just over half", "51 per cent"),
        (Count(50, 100), "half", "50 per cent"),
        (Count(40, 100), "40 per cent", "four in ten"),
        (Count(95, 100), "almost all", "95 per cent"),
        (Count(399, 400), "almost all", "all but one"),
        (Count(1, 400), "less than one per cent", "1 of 400"),
        (Count(196, 196), "all", "196 of 196"),
        (Count(3, 40), "eight per cent", "3 of 40"),
    ],
    ids=str,
)
def test_the_best_phrase_and_another(count: Count, best: str, also: str) -> None:
    texts = [phrase.text for phrase in phrases_for(POLICY, count)]
    assert texts[0] == best
    assert also in texts


def everything_proposed_is_true(policy: WordingPolicy, of: int) -> None:
    for x in range(of + 1):
        count = Count(x, of)
        phrases = phrases_for(policy, count)
        assert phrases, count
        for phrase in phrases:
            verdict = holds(policy, phrase.quantity, count)
            assert verdict.kind is Kind.TRUE, (phrase.text, verdict.reason)


def position(phrase: Phrase, count: Count) -> Fraction:
    """The middle of what a phrase means."""
    if not isinstance(phrase.meaning, ShareMeaning):
        return Fraction(count.x, count.of)
    (span,) = phrase.meaning.shares_of(count.of).spans
    return (span.low + (1 if span.high is None else span.high)) / 2


def the_best_never_moves_down(policy: WordingPolicy, of: int) -> None:
    places = [position(phrases_for(policy, Count(x, of))[0], Count(x, of)) for x in range(of + 1)]
    assert places == sorted(places)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_what_is_proposed_is_true_and_rises_in_every_policy(policy: WordingPolicy) -> None:
    for of in SOME:
        everything_proposed_is_true(policy, of)
        the_best_never_moves_down(policy, of)


@pytest.mark.slow
def test_what_is_proposed_is_true_and_rises_for_every_count_up_to_400() -> None:
    for of in range(1, 401):
        everything_proposed_is_true(POLICY, of)
        the_best_never_moves_down(POLICY, of)


@given(COUNTS, st.sampled_from(POLICIES))
def test_what_is_proposed_is_true_of_more_cases_too(count: Count, policy: WordingPolicy) -> None:
    assert all(holds(policy, one.quantity, count).kind is Kind.TRUE for one in phrases_for(policy, count))


@given(COUNTS)
def test_the_opposite_is_the_complement(count: Count) -> None:
    assert phrases_for(POLICY, count, opposite=True) == phrases_for(POLICY, count.complement)


@given(COUNTS, st.sampled_from(POLICIES))
def test_nothing_proposed_judges_or_stands_twice(count: Count, policy: WordingPolicy) -> None:
    texts = [phrase.text for phrase in phrases_for(policy, count)]
    assert len(set(texts)) == len(texts)
    assert not any(policy.is_evaluative(text) for text in texts)


@given(st.integers(0, 500), st.data())
def test_half_of_an_odd_number_only_within_half_a_point(n: int, data: st.DataObject) -> None:
    count = Count(data.draw(st.integers(0, 2 * n + 1)), 2 * n + 1)
    if "half" in [phrase.text for phrase in phrases_for(POLICY, count)]:
        assert abs(Fraction(count.x, count.of) - Fraction(1, 2)) <= Fraction(1, 200)


@given(COUNTS)
def test_a_suppressed_cell_has_no_words(count: Count) -> None:
    assert phrases_for(POLICY, count, suppressed=True) == ()


def test_nothing_counted_has_no_words() -> None:
    assert phrases_for(POLICY, Count(0, 0)) == ()


@given(COUNTS)
def test_all_and_none_are_said_of_all_and_none_alone(count: Count) -> None:
    forms = {phrase.quantity.form for phrase in phrases_for(POLICY, count)}
    assert (Form.ALL in forms) == (count.x == count.of)
    assert (Form.NONE in forms) == (count.x == 0)


@given(COUNTS)
def test_the_per_cent_is_always_among_them_and_never_0_of_some(count: Count) -> None:
    (said,) = [one.quantity for one in phrases_for(POLICY, count) if one.quantity.form is Form.PERCENT]
    assert (said.low == 0) == (count.x == 0)
    assert (said.low == 100) == (count.x == count.of)
    assert (said.hedge is Hedge.UNDER) == (0 < 200 * count.x < count.of)
