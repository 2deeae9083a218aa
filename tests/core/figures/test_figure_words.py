"""A share is said exactly enough that no reader takes it for another; a span includes the cuts it owns."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Cut, Owner, Scale
from eyre.core.figures.words import say_fraction, say_per_cent, say_span

SCALE = Scale(
    ("worst", "middle", "best"), (Cut(Fraction(1, 2), Owner.UPPER), Cut(Fraction(5, 8), Owner.LOWER))
)
SHARES = st.integers(1, 20_000).flatmap(lambda of: st.integers(0, of).map(lambda x: Fraction(x, of)))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(0), "0 per cent"),
        (Fraction(1), "100 per cent"),
        (Fraction(13, 20), "65 per cent"),
        (Fraction(129, 200), "64.5 per cent"),
        (Fraction(20, 31), "64.52 per cent"),
        (Fraction(1, 3), "33.33 per cent"),
        (Fraction(12_999, 20_000), "64.995 per cent"),
        (Fraction(1, 30_000), "0.003 per cent"),
        (Fraction(29_999, 30_000), "99.997 per cent"),
        (1 - Fraction(1, 10**11), "99.999999999 per cent"),
    ],
)
def test_per_cents(share: Fraction, said: str) -> None:
    assert say_per_cent(share) == said


@given(SHARES)
def test_what_is_no_whole_per_cent_is_never_said_as_one(share: Fraction) -> None:
    said = Fraction(say_per_cent(share).removesuffix(" per cent"))
    assert (said.denominator == 1) == ((100 * share).denominator == 1)
    assert abs(said - 100 * share) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(1, 6), "1/6"),
        (Fraction(8, 9), "8/9"),
        (Fraction(3, 10), "30 per cent"),
        (Fraction(39, 100), "39 per cent"),
        (Fraction(1), "100 per cent"),
        (Fraction(0), "0 per cent"),
    ],
)
def test_fractions(share: Fraction, said: str) -> None:
    assert say_fraction(share) == said


@pytest.mark.parametrize(
    ("band", "said"),
    [
        ("worst", "under 50 per cent"),
        ("middle", "at least 50 per cent and at most 62.5 per cent"),
        ("best", "over 62.5 per cent"),
    ],
)
def test_spans(band: str, said: str) -> None:
    assert say_span(SCALE, band, say_per_cent) == said


def test_a_band_that_the_scale_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        say_span(SCALE, "other", say_per_cent)


HOLDS = {
    "at least": lambda share, cut: share >= cut,
    "over": lambda share, cut: share > cut,
    "under": lambda share, cut: share < cut,
    "at most": lambda share, cut: share <= cut,
}


@given(SHARES, st.tuples(*[st.sampled_from(Owner)] * 2))
def test_a_share_lies_where_the_words_say(share: Fraction, owners: tuple[Owner, Owner]) -> None:
    scale = Scale(
        SCALE.bands, tuple(Cut(cut.at, owner) for cut, owner in zip(SCALE.cuts, owners, strict=True))
    )
    said = say_span(scale, scale.place_share(share.numerator, share.denominator), str)
    borders = re.findall(r"(at least|over|under|at most) (\S+)", said)
    assert borders
    assert all(HOLDS[word](share, Fraction(cut)) for word, cut in borders)
