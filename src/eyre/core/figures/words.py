"""How is an exact share said? As a per cent or a fraction, and a band by the cuts around it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from itertools import count

from .scale import Owner, Scale

Say = Callable[[Fraction], str]
MOST_PARTS = 9  # up to ninths a fraction is said as one: 1/6, not 16.67 per cent


@lru_cache(maxsize=4096)  # the same few cuts are said in every step of every rating
def say_per_cent(share: Fraction) -> str:
    """ "65 per cent", "64.5 per cent", "64.52 per cent": to two places, with no zeros behind.

    What is no whole per cent is never said as one: 12999 of 20000 is "64.995 per cent".
    """
    value = 100 * share
    if value.denominator == 1:
        return f"{value.numerator} per cent"
    places = next(places for places in count(2) if round(value, places).denominator > 1)
    return f"{float(round(value, places)):.{places}f}".rstrip("0") + " per cent"


def say_fraction(share: Fraction) -> str:
    """A share of the maximum as the field says it: 1/6 stays a fraction, 39/100 becomes 39 per cent."""
    return str(share) if 1 < share.denominator <= MOST_PARTS else say_per_cent(share)


def say_span(scale: Scale, band: str, say: Say) -> str:
    """Where a band lies, each cut on the side of its owner: "at least 50 per cent and under 65 per cent".

    Raises:
        ValueError: for a band the scale does not have.
    """
    i = scale.bands.index(band)
    lower = [
        f"{'at least' if cut.owner is Owner.UPPER else 'over'} {say(cut.at)}" for cut in scale.cuts[:i][-1:]
    ]
    upper = [
        f"{'under' if cut.owner is Owner.UPPER else 'at most'} {say(cut.at)}" for cut in scale.cuts[i : i + 1]
    ]
    return " and ".join(lower + upper)
