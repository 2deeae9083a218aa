"""Rounding is exact, by the mode the edition names."""

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Count, Rounding, Undefined, percent, round_fraction, round_ratio

PEER = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.HALF_DOWN: ROUND_HALF_DOWN,
    Rounding.DOWN: ROUND_DOWN,
}


@pytest.mark.parametrize(
    ("count", "mode", "expected"),
    [
        (Count(129, 200), Rounding.HALF_UP, 65),
        (Count(129, 200), Rounding.HALF_EVEN, 64),
        (Count(129, 200), Rounding.HALF_DOWN, 64),
        (Count(129, 200), Rounding.DOWN, 64),
        (Count(5, 8), Rounding.HALF_UP, 63),
        (Count(5, 8), Rounding.HALF_EVEN, 62),
        (Count(0, 7), Rounding.HALF_UP, 0),
        (Count(7, 7), Rounding.DOWN, 100),
    ],
)
def test_percent(count: Count, mode: Rounding, expected: int) -> None:
    assert percent(count, mode) == expected


def test_no_percent_of_nothing() -> None:
    assert isinstance(percent(Count(0, 0)), Undefined)


@given(
    st.integers(0, 10**6), st.sampled_from([1, 2, 4, 5, 8, 10, 20, 25, 50, 100]), st.sampled_from(Rounding)
)
def test_agrees_with_the_decimal_module_where_that_is_exact(x: int, of: int, mode: Rounding) -> None:
    peer = (Decimal(x) / Decimal(of)).quantize(Decimal(1), rounding=PEER[mode])
    assert round_fraction(Fraction(x, of), mode) == int(peer)


@given(st.integers(0, 10**4), st.integers(1, 10**4), st.integers(1, 50), st.sampled_from(Rounding))
def test_lowest_terms_are_not_needed(x: int, of: int, times: int, mode: Rounding) -> None:
    assert round_ratio(x * times, of * times, mode) == round_fraction(Fraction(x, of), mode)
