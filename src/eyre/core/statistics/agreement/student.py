"""The quantiles of Student's t, by which the interval of AC1 and alpha is reckoned."""

from __future__ import annotations

from functools import cache
from math import exp, inf, isinf, lgamma, log, log1p

from eyre.core.statistics.interval import normal_quantile

STEPS = 400
TINY = 1e-300


@cache
def t_quantile(freedom: float, level: float = 0.95) -> float:
    """The t of a two-sided interval: 2.262 for 9 degrees of freedom at 0.95; the normal one for infinitely many.

    Raises:
        ValueError: when there is less than one degree of freedom, or the level is not between 0 and 1.
    """
    normal = normal_quantile(level)
    if isinf(freedom):
        return normal
    if freedom < 1:
        raise ValueError(f"a t has at least one degree of freedom, not {freedom}")
    low, high = normal, normal + 1
    while _outside(high, freedom) > 1 - level:
        low, high = high, high * 2
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if _outside(middle, freedom) > 1 - level else (low, middle)
    return (low + high) / 2


def _outside(t: float, freedom: float) -> float:
    """How likely |T| is greater than t: the regularised incomplete beta I_x(v/2, 1/2) at x = v/(v + t^2)."""
    a, b, x = freedom / 2, 0.5, freedom / (freedom + t * t)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) if x < 1 else 0.0
    if x < (a + 1) / (a + b + 2):
        return front * _continued(x, a, b) / a
    return 1 - front * _continued(1 - x, b, a) / b


def _continued(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta (DLMF 8.17.22), by Lentz's method."""
    c, d = 1.0, 1 / _not_nothing(1 - (a + b) * x / (a + 1))
    found, before = d, inf
    for m in range(1, STEPS):
        if abs(found - before) <= 1e-15 * abs(found):
            break
        before = found
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _not_nothing(1 + term * d)
            c = _not_nothing(1 + term / c)
            found *= c * d
    return found


def _not_nothing(value: float) -> float:
    return value if abs(value) > TINY else TINY
