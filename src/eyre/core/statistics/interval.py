"""An interval for a share: from where to where, how sure, and how it was reckoned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from statistics import NormalDist


class Method(StrEnum):
    """How an interval was reckoned."""

    WILSON = "wilson"
    WILSON_FINITE = "wilson_finite"
    EXACT_FINITE = "exact_finite"
    CENSUS = "census"


NAMES = {
    Method.WILSON: "Wilson",
    Method.WILSON_FINITE: "Wilson, corrected for the size of the case list",
    Method.EXACT_FINITE: "exact, for a case list of this length",
    Method.CENSUS: "all cases were inspected",
}


@dataclass(frozen=True, slots=True)
class Interval:
    """A share lies between `low` and `high` (0 to 1) with confidence `level` (0 to 1).

    It speaks of sampling alone: how far the judgements themselves could differ is not in it.
    """

    low: float
    high: float
    level: float
    method: Method

    def __str__(self) -> str:
        return f"{self.low:.1%} to {self.high:.1%} ({self.level:.0%} interval; {NAMES[self.method]})"

    @property
    def width(self) -> float:
        """How far apart the ends are; 0 where every case was inspected."""
        return self.high - self.low

    def contains(self, share: Fraction | float) -> bool:
        """Whether a share lies between the ends, the ends included."""
        return self.low <= share <= self.high


@cache
def normal_quantile(level: float) -> float:
    """The z of a two-sided interval: 1.96 for a level of 0.95.

    Raises:
        ValueError: when the level does not lie strictly between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not {level}")
    return NormalDist().inv_cdf((1 + level) / 2)
