"""The sentences about a rule follow the rule."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.frameworks import Condition, share_in_words


@pytest.mark.parametrize(
    ("share", "per_cent", "words"),
    [("1/6", False, "1/6"), ("1/2", True, "50 %"), ("13/20", True, "65 %"), ("5/8", True, "62.5 %")],
)
def test_a_share_in_words(share: str, per_cent: bool, words: str) -> None:
    assert share_in_words(Fraction(share), per_cent=per_cent) == words


@given(st.fractions(0, 1, max_denominator=1000))
def test_a_fraction_in_words_is_exact(share: Fraction) -> None:
    assert Fraction(share_in_words(share, per_cent=False)) == share


COUNTS = st.dictionaries(st.sampled_from(["good", "fair", "bad"]), st.integers(0, 6))


@given(COUNTS, st.integers(0, 6), st.none() | st.integers(0, 6))
def test_a_condition_counts_only_its_bands(counts: dict[str, int], least: int, most: int | None) -> None:
    n = counts.get("good", 0) + counts.get("fair", 0)
    expected = n >= least and (most is None or n <= most)
    assert Condition(("good", "fair"), least, most).holds(counts) is expected
