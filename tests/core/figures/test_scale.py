"""A scale partitions the line: every share has one band, and the owner of a cut has its share."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Count, Cut, NotAScale, Owner, Rounding, Scale, Undefined

BANDS = ("inadequate", "requires_improvement", "good", "outstanding")


def scale(owner: Owner, *cuts: str) -> Scale:
    return Scale(BANDS, tuple(Cut(Fraction(cut), owner) for cut in cuts))


CASES = scale(Owner.UPPER, "1/2", "65/100", "4/5")
OVERALL = scale(Owner.LOWER, "1/6", "1/2", "5/6")


@pytest.mark.parametrize(
    ("on", "x", "of", "band"),
    [
        (CASES, 65, 100, "good"),
        (CASES, 129, 200, "requires_improvement"),
        (CASES, 13, 20, "good"),
        (CASES, 49, 100, "inadequate"),
        (CASES, 1, 2, "requires_improvement"),
        (CASES, 4, 5, "outstanding"),
        (OVERALL, 4, 24, "inadequate"),
        (OVERALL, 5, 24, "requires_improvement"),
        (OVERALL, 18, 36, "requires_improvement"),
        (OVERALL, 19, 36, "good"),
        (OVERALL, 30, 36, "good"),
        (OVERALL, 31, 36, "outstanding"),
        (OVERALL, 5, 27, "requires_improvement"),
        (OVERALL, 4, 27, "inadequate"),
    ],
)
def test_the_owner_of_a_cut_has_the_share_on_it(on: Scale, x: int, of: int, band: str) -> None:
    assert on.place(Count(x, of)) == band


def test_the_published_tables_follow_from_the_cuts() -> None:
    assert OVERALL.table(24) == [
        ("inadequate", 0, 4),
        ("requires_improvement", 5, 12),
        ("good", 13, 20),
        ("outstanding", 21, 24),
    ]
    assert [row[0] for row in OVERALL.table(1)] == ["inadequate", "outstanding"]


def test_rounding_first_can_cross_a_cut() -> None:
    assert CASES.place_rounded(Count(129, 200), Rounding.HALF_UP) == "good"
    assert CASES.place_rounded(Count(129, 200), Rounding.DOWN) == "requires_improvement"


def test_no_band_for_nothing() -> None:
    assert isinstance(CASES.place(Count(0, 0)), Undefined)
    assert isinstance(CASES.place_rounded(Count(0, 0), Rounding.DOWN), Undefined)


@pytest.mark.parametrize(
    "cuts", [("1/2", "1/3", "4/5"), ("1/2", "1/2", "4/5"), ("1/2", "4/5"), ("1/2", "2/3", "3/2")]
)
def test_cuts_that_are_no_partition_are_refused(cuts: tuple[str, ...]) -> None:
    with pytest.raises(NotAScale):
        scale(Owner.UPPER, *cuts)


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    shares = draw(st.sets(st.fractions(0, 1, max_denominator=60), min_size=3, max_size=3))
    owners = draw(st.tuples(*[st.sampled_from(Owner)] * 3))
    return Scale(BANDS, tuple(Cut(at, owner) for at, owner in zip(sorted(shares), owners, strict=True)))


@given(scales(), st.integers(1, 120))
def test_a_greater_count_never_has_a_lower_band_and_the_table_says_the_same(on: Scale, of: int) -> None:
    placed = [on.place(Count(x, of)) for x in range(of + 1)]
    assert placed == sorted(placed, key=lambda band: BANDS.index(str(band)))
    assert placed == [band for band, low, high in on.table(of) for _ in range(low, high + 1)]


@given(scales(), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=30))
def test_many_at_once_is_the_same_rule(on: Scale, pairs: list[tuple[int, int]]) -> None:
    counts = [Count(min(pair), max(pair)) for pair in pairs]
    x, of = np.array([c.x for c in counts], dtype=int), np.array([c.of for c in counts], dtype=int)
    expected = [-1 if c.of == 0 else BANDS.index(str(on.place(c))) for c in counts]
    assert on.place_many(x, of).tolist() == expected


@pytest.mark.parametrize("owner", Owner)
def test_many_at_once_exactly_on_a_cut_the_owner_has_it(owner: Owner) -> None:
    on = scale(owner, "1/6", "1/2", "5/6")
    x, of = np.array([4, 12, 20, 0, 24]), np.array([24, 24, 24, 0, 24])
    up = owner is Owner.UPPER
    assert on.place_many(x, of).tolist() == [up, 1 + up, 2 + up, -1, 3]


@given(scales(), st.integers(0, 500), st.integers(1, 500))
def test_the_band_is_as_high_as_cuts_are_passed(on: Scale, x: int, of: int) -> None:
    """`place` compares with whole numbers it keeps; a cut alone compares with its fraction."""
    x = min(x, of)
    assert on.place(Count(x, of)) == BANDS[sum(cut.is_passed_by(x, of) for cut in on.cuts)]


def test_what_a_scale_keeps_to_itself_is_no_part_of_it() -> None:
    assert scale(Owner.UPPER, "1/2", "65/100", "4/5") == CASES
    assert "borders" not in repr(CASES)
