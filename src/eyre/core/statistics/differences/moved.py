"""Did the share of all cases rise or fall between two inspections, or do only the two samples differ?

Each time the cases that were not inspected are as likely sufficient as that time's sample makes them (the posterior of
`robustness.bands`, with Jeffreys' prior). The two are independent: different cases, drawn apart. What is given is the
chance that the later share is above, at, or below the earlier one; exact sums where a list has an end, and quadrature in
the angle θ of share = sin²θ, in which the densities are smooth, where neither has.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import asin, exp, lgamma, log, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from eyre.core.figures import Count, Undefined
from eyre.core.statistics.robustness.bands import JEFFREYS, Prior, incomplete_beta, log_beta_binomial

from .newcombe import NOTHING, Populations

LIKELY, VERY_LIKELY = 0.80, 0.95
NODES = 256
REACH = 9.0  # standard deviations in θ on either side of the share; beyond lies less than a float tells

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Moved:
    """The chances (0 to 1, together 1) that the share of all cases is higher now, the same, or lower."""

    up: float
    same: float
    down: float

    @property
    def words(self) -> str:
        """Where it went, in words of likelihood of our own: “very likely” from 95 in 100, “likely” from 80."""
        for chance, way in ((self.up, "rose"), (self.down, "fell"), (self.same, "the same")):
            if chance >= VERY_LIKELY:
                return f"very likely {way}"
            if chance >= LIKELY:
                return f"likely {way}"
        return "cannot be told"


def moved(
    before: Count, now: Count, *, populations: Populations = (None, None), prior: Prior = JEFFREYS
) -> Moved | Undefined:
    """The chance that the share of all cases moved, and which way; `Undefined` where one side is 0 of 0.

    `populations` are the sizes of the two case lists, None where one is not known.

    Raises:
        ValueError: when a list is smaller than its sample, or the prior is not positive.
    """
    if min(prior) <= 0:
        raise ValueError(f"a prior needs two positive weights, not {prior}")
    if any(size is not None and size < n.of for n, size in zip((before, now), populations, strict=True)):
        raise ValueError("a case list cannot be smaller than the sample drawn from it")
    if not before.of or not now.of:
        return NOTHING
    then, size = populations
    if then is not None and size is not None:
        return _both_end(before, then, now, size, prior)
    if then is not None:
        return _split(_before_ends(before, then, now, prior))
    if size is not None:
        return _split(1.0 - _before_ends(now, size, before, prior))
    return _split(_endless(before, now, prior))


def _split(up: float) -> Moved:
    up = min(max(up, 0.0), 1.0)
    return Moved(up, 0.0, 1.0 - up)


def _weights(count: Count, prior: Prior) -> tuple[float, float]:
    return prior[0] + count.x, prior[1] + count.of - count.x


def _chances(count: Count, population: int, prior: Prior) -> Floats:
    """The chance of each number of sufficient cases on the list, from `count.x` upwards."""
    found = np.exp(log_beta_binomial(population - count.of, *_weights(count, prior)))
    whole: Floats = found / found.sum()
    return whole


def _both_end(before: Count, then: int, now: Count, size: int, prior: Prior) -> Moved:
    """Shares of two lists compared in whole numbers, so that equal ones are equal."""
    below = np.concatenate(([0.0], np.cumsum(_chances(before, then, prior))))
    chances = _chances(now, size, prior)
    level = (
        now.x + np.arange(len(chances))
    ) * then  # the earlier share times both sizes, where the two are equal
    up = float(chances @ _up_to(below, -(-level // size) - before.x))
    not_down = float(chances @ _up_to(below, level // size + 1 - before.x))
    return Moved(min(up, 1.0), max(not_down - up, 0.0), max(1.0 - not_down, 0.0))


def _up_to(below: Floats, places: NDArray[np.int64]) -> Floats:
    """The chance of the first so many places."""
    chances: Floats = below[np.clip(places, 0, len(below) - 1)]
    return chances


def _before_ends(before: Count, then: int, now: Count, prior: Prior) -> float:
    """The chance that a share without end lies above that of a list of `then` cases."""
    a, b = _weights(now, prior)
    above = [1.0 - incomplete_beta(x / then, a, b) for x in range(before.x, before.x + then - before.of + 1)]
    return float(_chances(before, then, prior) @ np.array(above))


def _endless(before: Count, now: Count, prior: Prior) -> float:
    """The chance that the later of two shares without end is the higher."""
    c, d = _weights(before, prior)
    angles, weights = _angles(now)
    density = [w * _density(angle, *_weights(now, prior)) for angle, w in zip(angles, weights, strict=True)]
    below = [incomplete_beta(sin(angle) ** 2, c, d) for angle in angles]
    return sum(p * q for p, q in zip(density, below, strict=True)) / sum(density)


def _angles(count: Count) -> tuple[list[float], list[float]]:
    """Gauss-Legendre nodes over the angles at which the density is not nothing."""
    middle, spread = asin(sqrt((count.x + 0.5) / (count.of + 1))), REACH / (2 * sqrt(count.of + 1))
    low, high = max(0.0, middle - spread), min(pi / 2, middle + spread)
    nodes, weights = _legendre()
    return (low + (high - low) * (nodes + 1) / 2).tolist(), ((high - low) / 2 * weights).tolist()


@cache
def _legendre() -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    return nodes, weights


def _density(angle: float, a: float, b: float) -> float:
    """The density of Beta(a, b) in θ: 2 sin²ᵃ⁻¹θ cos²ᵇ⁻¹θ / B(a, b)."""
    share = sin(angle) ** 2
    if not 0 < share < 1:
        return 0.0
    whole = lgamma(a) + lgamma(b) - lgamma(a + b)
    return 2 * exp((a - 0.5) * log(share) + (b - 0.5) * log(1 - share) - whole)
