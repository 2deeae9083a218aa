"""By how much do two shares differ, and how sure is that? Newcombe's intervals from the two score intervals (1998).

Two samples: method 10 of Statistics in Medicine 17:873-890, from Wilson's interval of each side; where the size of a
side's case list is known, that interval is the one corrected for it. The same cases judged twice: method 10 of 17:2635-2650,
which takes account of how the two judgements go together.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from eyre.core.figures import Count, Undefined
from eyre.core.statistics.wilson import wilson

NOTHING = Undefined("no difference: one side is counted from nothing (0 of 0)")
Populations = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """The first share less the second, exactly, and the interval (-1 to 1) in which it lies with confidence `level`."""

    first: Count
    second: Count
    exact: Fraction
    low: float
    high: float
    level: float

    @property
    def points(self) -> float:
        """The difference in percentage points."""
        return float(100 * self.exact)

    @property
    def includes_none(self) -> bool:
        """Whether the interval leaves room for no difference at all."""
        return self.low <= 0 <= self.high

    def __str__(self) -> str:
        return f"{_signed(self.exact)} points ({self.span}; {self.level:.0%} interval)"

    @property
    def span(self) -> str:
        """The interval in whole points: "−2 to +40"."""
        return f"{_signed(self.low)} to {_signed(self.high)}"


def _signed(share: Fraction | float) -> str:
    """A share in whole points with its sign, as a person reads it."""
    points = round(100 * share)
    return f"{points:+d}".replace("-", "\N{MINUS SIGN}") if points else "0"


def newcombe(
    first: Count, second: Count, *, level: float = 0.95, populations: Populations = (None, None)
) -> Difference | Undefined:
    """The difference of two shares of different cases; `Undefined` where a side is 0 of 0.

    `populations` are the sizes of the case lists the two sides were drawn from, None where one is not known.

    Raises:
        ValueError: when a list is smaller than its sample, or the level is not between 0 and 1.
    """
    a, b = (
        wilson(n, level=level, population=size) for n, size in zip((first, second), populations, strict=True)
    )
    if isinstance(a, Undefined) or isinstance(b, Undefined):
        return NOTHING
    p, q = first.x / first.of, second.x / second.of
    exact = Fraction(first.x, first.of) - Fraction(second.x, second.of)
    low = float(exact) - sqrt((p - a.low) ** 2 + (b.high - q) ** 2)
    high = float(exact) + sqrt((a.high - p) ** 2 + (q - b.low) ** 2)
    return Difference(first, second, exact, max(low, -1.0), min(high, 1.0), level)


@dataclass(frozen=True, slots=True)
class Pairs:
    """The same cases judged twice: sufficient both times, only the first, only the second, neither time."""

    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def of(self) -> int:
        """How many cases."""
        return self.both + self.only_first + self.only_second + self.neither

    @property
    def first(self) -> Count:
        """Sufficient the first time."""
        return Count(self.both + self.only_first, self.of)

    @property
    def second(self) -> Count:
        """Sufficient the second time."""
        return Count(self.both + self.only_second, self.of)


def newcombe_paired(pairs: Pairs, *, level: float = 0.95, continuity: bool = True) -> Difference | Undefined:
    """The difference of two shares of the same cases; `Undefined` for no case.

    With `continuity` this is Newcombe's method 10, which corrects the correlation for continuity where it is positive;
    without it his method 8.

    Raises:
        ValueError: for negative numbers, or a level that is not between 0 and 1.
    """
    a, b = wilson(pairs.first, level=level), wilson(pairs.second, level=level)
    if isinstance(a, Undefined) or isinstance(b, Undefined):
        return NOTHING
    p, q = pairs.first.x / pairs.of, pairs.second.x / pairs.of
    exact = Fraction(pairs.only_first - pairs.only_second, pairs.of)
    together = _correlation(pairs, continuity)
    low = float(exact) - _half(p - a.low, b.high - q, together)
    high = float(exact) + _half(a.high - p, q - b.low, together)
    return Difference(pairs.first, pairs.second, exact, max(low, -1.0), min(high, 1.0), level)


def _half(one: float, other: float, together: float) -> float:
    return sqrt(max(one**2 - 2 * together * one * other + other**2, 0.0))


def _correlation(pairs: Pairs, continuity: bool) -> float:
    x, y = pairs.first.x, pairs.second.x
    margins = x * (pairs.of - x) * y * (pairs.of - y)
    if not margins:
        return 0.0
    product = float(pairs.both * pairs.neither - pairs.only_first * pairs.only_second)
    if continuity and product > 0:
        product = max(product - pairs.of / 2, 0.0)
    return product / sqrt(margins)
