"""Did the share of all cases move? Held to enumeration, to the limit of a long list, and to what must always be true."""

from fractions import Fraction
from math import gamma, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eyre.core.figures import Count, Undefined
from eyre.core.statistics.differences import Moved, moved

Populations = tuple[int | None, int | None]


def counts(least: int = 1, most: int = 30) -> st.SearchStrategy[Count]:
    return st.integers(least, most).flatmap(lambda of: st.integers(0, of).map(lambda x: Count(x, of)))


def told(before: Count, now: Count, populations: Populations = (None, None)) -> Moved:
    found = moved(before, now, populations=populations)
    assert isinstance(found, Moved)
    return found


def chance_of(more: int, unseen: int, a: float, b: float) -> float:
    """Beta-binomial by the gamma function itself: small lists only."""
    ways = gamma(unseen + 1) / gamma(more + 1) / gamma(unseen - more + 1)
    top = gamma(a + more) * gamma(b + unseen - more) / gamma(a + b + unseen)
    return ways * top / (gamma(a) * gamma(b) / gamma(a + b))


def enumerated(before: Count, then: int, now: Count, size: int) -> tuple[Fraction | float, float, float]:
    up = same = down = 0.0
    for k in range(then - before.of + 1):
        for m in range(size - now.of + 1):
            chance = chance_of(k, then - before.of, 0.5 + before.x, 0.5 + before.of - before.x) * chance_of(
                m, size - now.of, 0.5 + now.x, 0.5 + now.of - now.x
            )
            earlier, later = Fraction(before.x + k, then), Fraction(now.x + m, size)
            up += chance * (later > earlier)
            same += chance * (later == earlier)
            down += chance * (later < earlier)
    return up, same, down


@pytest.mark.parametrize(
    ("before", "then", "now", "size"),
    [
        (Count(2, 5), 12, Count(4, 5), 12),
        (Count(0, 3), 9, Count(3, 4), 20),
        (Count(7, 10), 10, Count(6, 10), 15),
        (Count(1, 1), 30, Count(0, 2), 7),
        (Count(5, 10), 10, Count(10, 20), 20),  # every case inspected both times, the same share
    ],
)
def test_two_lists_are_compared_case_by_case(before: Count, then: int, now: Count, size: int) -> None:
    found = told(before, now, (then, size))
    assert (found.up, found.same, found.down) == pytest.approx(enumerated(before, then, now, size), abs=1e-12)


def test_two_lists_inspected_whole_leave_no_doubt() -> None:
    assert told(Count(5, 10), Count(6, 10), (10, 10)) == Moved(1.0, 0.0, 0.0)
    assert told(Count(6, 10), Count(6, 10), (10, 10)) == Moved(0.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("before", "now"),
    [(Count(20, 40), Count(26, 40)), (Count(0, 5), Count(1, 3)), (Count(30, 40), Count(3, 9))],
)
def test_a_list_without_end_is_what_a_long_one_comes_to(before: Count, now: Count) -> None:
    endless, long = told(before, now), told(before, now, (200_000, 200_000))
    assert long.up + long.same / 2 == pytest.approx(endless.up, abs=2e-4)
    for half in ((2_000, None), (None, 2_000)):
        assert told(before, now, half).up == pytest.approx(endless.up, abs=5e-3)


@pytest.mark.parametrize(
    ("before", "now"), [(Count(437, 980), Count(460, 960)), (Count(3, 12), Count(9, 14))]
)
def test_a_list_without_end_is_what_drawing_gives(before: Count, now: Count) -> None:
    dice = np.random.default_rng(7)
    earlier, later = (dice.beta(n.x + 0.5, n.of - n.x + 0.5, 400_000) for n in (before, now))
    assert told(before, now).up == pytest.approx(float(np.mean(later > earlier)), abs=5 * 0.5 / sqrt(400_000))


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (Count(10, 40), Count(30, 40), "very likely rose"),
        (Count(30, 40), Count(10, 40), "very likely fell"),
        (Count(18, 39), Count(24, 39), "likely rose"),
        (Count(20, 39), Count(21, 39), "cannot be told"),
    ],
)
def test_it_is_said_in_words_of_likelihood(before: Count, now: Count, words: str) -> None:
    assert told(before, now).words == words


def test_nothing_moves_from_nothing() -> None:
    assert isinstance(moved(Count(0, 0), Count(3, 4)), Undefined)
    assert isinstance(moved(Count(3, 4), Count(0, 0)), Undefined)


def test_a_list_shorter_than_its_sample_is_refused() -> None:
    with pytest.raises(ValueError, match="smaller than the sample"):
        moved(Count(3, 4), Count(3, 4), populations=(None, 3))
    with pytest.raises(ValueError, match="two positive weights"):
        moved(Count(3, 4), Count(3, 4), prior=(0, 1))


@settings(max_examples=40)
@given(counts(), counts(), st.sampled_from([(None, None), (40, 50), (30, None), (None, 35)]))
def test_going_backwards_turns_it_round(before: Count, now: Count, populations: Populations) -> None:
    then, size = populations
    here, there = told(before, now, populations), told(now, before, (size, then))
    assert (here.up, here.same, here.down) == pytest.approx((there.down, there.same, there.up), abs=1e-9)
    assert here.up + here.same + here.down == pytest.approx(1)


@settings(max_examples=40)
@given(counts(), counts(), st.sampled_from([(None, None), (40, 50)]))
def test_counting_what_is_not_sufficient_turns_it_round(
    before: Count, now: Count, populations: Populations
) -> None:
    here, there = told(before, now, populations), told(before.complement, now.complement, populations)
    assert (here.up, here.down) == pytest.approx((there.down, there.up), abs=1e-9)


@settings(max_examples=40)
@given(counts(), counts(2), st.sampled_from([(None, None), (40, 50)]))
def test_one_more_sufficient_case_never_makes_a_rise_less_likely(
    before: Count, now: Count, populations: Populations
) -> None:
    better = Count(min(now.x + 1, now.of), now.of)
    assert told(before, better, populations).up >= told(before, now, populations).up - 1e-9
