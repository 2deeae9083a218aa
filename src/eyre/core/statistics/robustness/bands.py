"""What is the chance that the share of all cases on the list lies in each band, after a sample of them?

The cases that were not inspected are as likely sufficient as the sample makes them: K - x ~ BetaBinomial(N - n, a + x,
b + n - x) for a prior Beta(a, b); with a list of unknown size the share is Beta(a + x, b + n - x). The prior is Jeffreys'
(½, ½) unless another is asked for. The band of K of N is found by the scale's own comparison in whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import exp, isinf, lgamma, log, log1p

import numpy as np

from eyre.core.figures import Count, Scale, Undefined

Prior = tuple[float, float]
JEFFREYS: Prior = (0.5, 0.5)
UNIFORM: Prior = (1.0, 1.0)  # to see how much hangs on the prior
_STEPS, _PRECISION, _TINY = 500, 1e-15, 1e-300


def band_probabilities(
    count: Count, scale: Scale, *, population: int | None = None, prior: Prior = JEFFREYS
) -> Mapping[str, float] | Undefined:
    """The chance (0 to 1) of each band, lowest first; `Undefined` for 0 of 0.

    `population` is the number of cases on the list, among them those inspected; None where it is not known.

    Raises:
        ValueError: when the list is smaller than the sample, or the prior is not positive.
    """
    if min(prior) <= 0:
        raise ValueError(f"a prior needs two positive weights, not {prior}")
    if population is not None and population < count.of:
        raise ValueError("a case list cannot be smaller than the sample drawn from it")
    if count.of == 0:
        return Undefined("no chance to reckon with: counted from nothing (0 of 0)")
    a, b = prior[0] + count.x, prior[1] + count.of - count.x
    chances = _endless(scale, a, b) if population is None else _finite(count, scale, population, a, b)
    return dict(zip(scale.bands, chances, strict=True))


def _finite(count: Count, scale: Scale, population: int, a: float, b: float) -> list[float]:
    unseen = population - count.of
    chance = np.exp(log_beta_binomial(unseen, a, b))
    totals = count.x + np.arange(unseen + 1)
    places = scale.place_many(totals, np.full(unseen + 1, population))
    return [float(chance[places == place].sum()) for place in range(len(scale.bands))]


def log_beta_binomial(m: int, a: float, b: float) -> np.ndarray:
    """The logarithms of the chances of 0 to m: rising factorials, each the one before it and a factor more."""
    steps = np.arange(m)
    rising_a = np.concatenate(([0.0], np.cumsum(np.log((a + steps) / (1 + steps)))))
    rising_b = np.concatenate(([0.0], np.cumsum(np.log((b + steps) / (1 + steps)))))
    rising_whole = float(np.sum(np.log((a + b + steps) / (1 + steps))))
    logs: np.ndarray = rising_a + rising_b[::-1] - rising_whole
    return logs


def _endless(scale: Scale, a: float, b: float) -> list[float]:
    below = [0.0, *(incomplete_beta(float(cut.at), a, b) for cut in scale.cuts), 1.0]
    return [high - low for low, high in pairwise(below)]


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def incomplete_beta(at: float, a: float, b: float) -> float:
    """The chance that a Beta(a, b) lies below `at`: the continued fraction of DLMF 8.17.22, by Lentz's method."""
    if at in (0.0, 1.0):
        return at
    if at > (a + 1) / (a + b + 2):
        return 1.0 - incomplete_beta(1.0 - at, b, a)
    front = exp(a * log(at) + b * log1p(-at) - _log_beta(a, b)) / a
    return front * _fraction(at, a, b)


def _fraction(at: float, a: float, b: float) -> float:
    c, d = 1.0, 1.0 / (1.0 - (a + b) * at / (a + 1) or _TINY)
    value = d
    for step in range(1, _STEPS):
        for factor in _factors(step, at, a, b):
            d = 1.0 / (1.0 + factor * d or _TINY)
            c = 1.0 + factor / c or _TINY
            value *= c * d
        if abs(c * d - 1.0) < _PRECISION:
            break
    return value if not isinf(value) else 0.0


def _factors(step: int, at: float, a: float, b: float) -> tuple[float, float]:
    even = step * (b - step) * at / ((a + 2 * step - 1) * (a + 2 * step))
    odd = -(a + step) * (a + b + step) * at / ((a + 2 * step) * (a + 2 * step + 1))
    return even, odd
