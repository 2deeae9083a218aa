"""Which numbers of sufficient cases on a finite list does a sample not contradict? Counted exactly, without a curve.

K of N is contradicted when so many, or so few, sufficient cases in a sample of n would have come with half the remaining
chance or less (Konijn 1973; Buonaccorsi 1987). Both ends are those of numbers that are *not* contradicted; R's
`samplingbook` prints the first that are, one case wider at each end.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import comb

from eyre.core.figures import Count, Undefined

from .interval import Interval, Method
from .wilson import wilson

SMALL, GREAT_PART = 20, (1, 5)


def exact(count: Count, *, population: int, level: float = 0.95) -> Interval | Undefined:
    """The exact interval for the share of a finite list; `Undefined` for 0 of 0.

    Raises:
        ValueError: when the list is smaller than the sample, or the level is not between 0 and 1.
    """
    if count.of == 0:
        return Undefined("no interval: counted from nothing (0 of 0)")
    if population < count.of:
        raise ValueError("a case list cannot be smaller than the sample drawn from it")
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not {level}")
    low, high = exact_totals(count.x, count.of, population, level)
    method = Method.CENSUS if population == count.of else Method.EXACT_FINITE
    return Interval(low / population, high / population, level, method)


@lru_cache(maxsize=4096)  # a page asks for the same few counts again and again
def exact_totals(x: int, of: int, population: int, level: float) -> tuple[int, int]:
    """The least and the greatest number of sufficient cases on the list that x of `of` do not contradict."""
    tail = (1 - Fraction(str(level))) / 2
    least = _first(x, population - (of - x), lambda k: _exceeds(tail, x, of, k, population))
    missing = _first(of - x, population - x, lambda k: _exceeds(tail, of - x, of, k, population))
    return least, population - missing


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The least number from low to high that holds, where every greater one does too."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _exceeds(tail: Fraction, x: int, of: int, k: int, population: int) -> bool:
    """Whether x or more sufficient cases in a sample have more than this chance, when k of the list are sufficient.

    In whole numbers: at a level such as 80 per cent a chance may be exactly the tail.
    """
    first, end = max(x, of - (population - k)), min(of, k)
    ways = comb(k, first) * comb(population - k, of - first)
    whole = ways
    for i in range(first, end):
        ways = ways * (k - i) * (of - i) // ((i + 1) * (population - k - of + i + 1))
        whole += ways
    return whole * tail.denominator > tail.numerator * comb(population, of)


def share_interval(
    count: Count, *, population: int | None = None, level: float = 0.95
) -> Interval | Undefined:
    """The interval that Eyre shows beside a share, by the method that keeps its promise there.

    Exact for a list of known length where the sample is small (under 20), none or all are sufficient, or more than a fifth
    of the list was inspected; Wilson's with the correction for the list elsewhere, and plain for a list of no known length
    (reference/statistics.md, section 4). Raises as `exact`.
    """
    if population is None or count.of == 0 or not _is_exact(count, population):
        return wilson(count, level=level, population=population)
    return exact(count, population=population, level=level)


def _is_exact(count: Count, population: int) -> bool:
    part, whole = GREAT_PART
    return count.of < SMALL or count.x in (0, count.of) or whole * count.of > part * population
