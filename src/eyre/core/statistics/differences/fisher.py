"""How often would chance alone set two groups so far apart? Fisher's exact test, in whole numbers throughout."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb

from eyre.core.figures import Count


@dataclass(frozen=True, slots=True)
class Fisher:
    """How often chance alone gives a table as unlikely as this one (`two_sided`), or the first side as low or as high."""

    two_sided: float
    less: float
    greater: float


def fisher(first: Count, second: Count) -> Fisher:
    """The test of no difference between two counts, their sums held fixed; 1 for nothing to compare.

    Tables exactly as likely as the one found count as unlikely as it: compared in whole numbers, so that no
    tolerance is needed.
    """
    sufficient = first.x + second.x
    least = max(0, sufficient - second.of)
    ways = [
        comb(first.of, x) * comb(second.of, sufficient - x)
        for x in range(least, min(first.of, sufficient) + 1)
    ]
    place, whole = first.x - least, sum(ways)
    unlikely = sum(each for each in ways if each <= ways[place])
    sides = (unlikely, sum(ways[: place + 1]), sum(ways[place:]))
    return Fisher(*(float(Fraction(each, whole)) for each in sides))
