"""Counts are exact, add up, and refuse what is no "x of y"."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Count, NotACount, Undefined, total


@st.composite
def counts(draw: st.DrawFn) -> Count:
    of = draw(st.integers(0, 500))
    return Count(draw(st.integers(0, of)), of)


@pytest.mark.parametrize(("x", "of"), [(1, 0), (-1, 5), (6, 5), (0, -1)])
def test_what_is_no_count_is_refused(x: int, of: int) -> None:
    with pytest.raises(NotACount, match=f"{x} of {of}"):
        Count(x, of)


def test_a_count_says_itself_as_the_field_does() -> None:
    assert str(Count(32, 87)) == "32 of 87"
    assert Count(32, 87).complement == Count(55, 87)
    assert Count(32, 87).share == Fraction(32, 87)


def test_nothing_counted_is_undefined_never_zero() -> None:
    share = Count(0, 0).share
    assert isinstance(share, Undefined)
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(share)


@given(st.lists(counts()))
def test_a_total_sums_both_sides_and_never_averages(parts: list[Count]) -> None:
    assert total(parts) == Count(sum(c.x for c in parts), sum(c.of for c in parts))


@given(counts())
def test_a_count_and_its_complement_make_the_whole(count: Count) -> None:
    assert (count + count.complement) == Count(count.of, 2 * count.of)
    assert count.complement.complement == count
