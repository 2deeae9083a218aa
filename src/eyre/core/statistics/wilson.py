"""Wilson's score interval (1927), plain and corrected for a finite case list.

It is the default for a share of cases because it keeps its promise at the sizes of an inspection and at shares
near 0 and 1, where the textbook interval fails (Brown, Cai and DasGupta 2001). Where the size of the case list is
known, the sample size n becomes n(N - 1)/(N - n) inside the formula (Franco, Little, Louis and Slud 2019), so that
inspecting every case leaves no uncertainty of sampling.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from eyre.core.figures import Count, Undefined

from .interval import Interval, Method, normal_quantile

Floats = NDArray[np.float64]


def wilson(count: Count, *, level: float = 0.95, population: int | None = None) -> Interval | Undefined:
    """The interval for the share of a count; `Undefined` for 0 of 0.

    `population` is the number of cases on the list the sample was drawn from.

    Raises:
        ValueError: when the list is smaller than the sample, or the level is not between 0 and 1.
    """
    if count.of == 0:
        return Undefined("no interval: counted from nothing (0 of 0)")
    return _interval(count, level, population)


@lru_cache(maxsize=16384)  # a page asks for the same few counts again and again
def _interval(count: Count, level: float, population: int | None) -> Interval:
    sizes = None if population is None else np.array(population)
    low, high = wilson_many(np.array(count.x), np.array(count.of), level=level, population=sizes)
    return Interval(float(low), float(high), level, _method(count, population))


def wilson_many(
    x: NDArray[np.integer],
    of: NDArray[np.integer],
    *,
    level: float = 0.95,
    population: NDArray[np.integer] | None = None,
) -> tuple[Floats, Floats]:
    """`wilson` for arrays of counts: the low ends and the high ends; NaN for 0 of 0.

    Raises:
        ValueError: when some x is not between 0 and `of`, a list is smaller than its sample, or the level is wrong.
    """
    if np.any((x < 0) | (x > of)):
        raise ValueError("every count needs 0 ≤ x ≤ y")
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.ones(np.shape(x)) if population is None else _finite_weight(of, population)
        return _ends(x.astype(np.float64), of.astype(np.float64), weight, normal_quantile(level))


def _finite_weight(of: NDArray[np.integer], population: NDArray[np.integer]) -> Floats:
    """What the sample size is multiplied by: (N - 1)/(N - n); infinite when every case was inspected."""
    if np.any(population < of):
        raise ValueError("a case list cannot be smaller than the sample drawn from it")
    weight: Floats = np.where(population == of, np.inf, (population - 1.0) / (population - of))
    return weight


def _ends(x: Floats, of: Floats, weight: Floats, z: float) -> tuple[Floats, Floats]:
    share = x / of
    spread = z * z / (of * weight)  # z²/n of the formula; 0 for a census, where both ends meet the share
    centre = share + spread / 2
    half = np.sqrt(spread * (share * (1 - share) + spread / 4))
    # Rounding may leave an end a hair past the share, or x = 0 a hair above nothing: both ends are exact there.
    low = np.where(x == 0, 0.0, np.minimum((centre - half) / (1 + spread), share))
    high = np.where(x == of, 1.0, np.maximum((centre + half) / (1 + spread), share))
    return np.where(of == 0, np.nan, low), np.where(of == 0, np.nan, high)


def _method(count: Count, population: int | None) -> Method:
    if population is None:
        return Method.WILSON
    return Method.CENSUS if population == count.of else Method.WILSON_FINITE
