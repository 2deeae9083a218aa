"""What a coefficient of agreement is, and which pairs of categories count as how near."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isnan

import numpy as np
from numpy.typing import NDArray

from eyre.core.figures import Undefined

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient of agreement: 1 where all agree, about 0 where chance alone would do as well, below 0 for less.

    `low` and `high` are the ends of its 95 % interval, cut at -1 and 1; both are `Undefined` where there is no spread
    to reckon one from.
    """

    value: float
    low: float | Undefined
    high: float | Undefined

    def __str__(self) -> str:
        if isinstance(self.low, Undefined):
            return f"{self.value:.2f}"
        return f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f})"


class Weights(StrEnum):
    """How much a pair of different categories agrees: not at all, or the more the nearer they stand in their order."""

    IDENTITY = "identity"
    LINEAR = "linear"
    QUADRATIC = "quadratic"
    ORDINAL = "ordinal"

    def matrix(self, categories: int) -> Floats:
        """The weights of each pair of so many categories in their order: 1 on the diagonal, down to 0.

        Ordinal weights are Gwet's: 1 - C(d + 1, 2) / C(q, 2), with d the steps apart and q the number of categories
        (Handbook of Inter-Rater Reliability, 4th edition, chapter 3).
        """
        places = np.arange(categories)
        apart = np.abs(places[:, None] - places[None, :]).astype(np.float64)
        if self is Weights.IDENTITY:
            return np.eye(categories)
        power = {Weights.LINEAR: apart, Weights.QUADRATIC: apart**2, Weights.ORDINAL: apart * (apart + 1)}[
            self
        ]
        greatest = float(power.max(initial=0.0))
        return np.ones_like(power) if greatest == 0 else 1 - power / greatest


@dataclass(frozen=True, slots=True, eq=False)
class Reckoned:
    """A coefficient of many questions at once: the values, their standard errors, and the degrees of freedom.

    NaN is a coefficient that is undefined; infinite degrees of freedom stand for the normal quantile.
    """

    value: Floats
    error: Floats
    freedom: Floats

    def at(self, place: int, quantile: float, why: str) -> Coefficient | Undefined:
        """The coefficient of one question as a value; `why` it is undefined, where it is."""
        value, error = float(self.value[place]), float(self.error[place])
        if isnan(value):
            return Undefined(why)
        if isnan(error) or error < NO_SPREAD:
            none = Undefined(
                "no interval: too few cases, or none that differs, so there is no spread to reckon from"
            )
            return Coefficient(value, none, none)
        half = quantile * error
        return Coefficient(value, max(-1.0, value - half), min(1.0, value + half))


NO_SPREAD = 1e-12
