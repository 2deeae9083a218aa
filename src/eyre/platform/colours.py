"""Which of Eyre's colours belongs to a place on a scale, and which to one of several things without an order?"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

CATEGORIES = "abcdef"  # the colours of things that have no order
NO_PLACE = "none"  # the colour of what stands outside the scale, such as Not rated


def band_colour(rank: int, of: int) -> str:
    """The colour token of a band: "0" (lowest) to "3" (highest), or "mid" for the exact middle of an odd scale."""
    if of < 2:
        return "3"
    place = Fraction(rank, of - 1)
    if place == Fraction(1, 2):
        return "mid"
    return str(min(range(4), key=lambda colour: abs(place - Fraction(colour, 3))))


def colours_of(labels: Sequence[str], bands: Sequence[str]) -> dict[str, str]:
    """A colour token for each label: by its place among `bands` (lowest first), or in turn where there are none."""
    if not bands:
        return {label: CATEGORIES[n % len(CATEGORIES)] for n, label in enumerate(labels)}
    places = {band: band_colour(rank, len(bands)) for rank, band in enumerate(bands)}
    return {label: places.get(label, NO_PLACE) for label in labels}
