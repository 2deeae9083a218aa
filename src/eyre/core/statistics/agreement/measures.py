"""All that is said of how two assessors agree, question by question."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eyre.core.figures import Count, Undefined
from eyre.core.statistics.interval import Interval
from eyre.core.statistics.wilson import wilson

from .coefficients import alpha, gwet, kappa
from .ratings import MISSING, Ratings
from .student import t_quantile
from .values import Coefficient, Reckoned

FEWEST = 40  # pairs: below it the 95 % range of AC1 spans a third of the scale at 90 % agreement (statistics.md, 7)
NO_PAIR = "no pair: no case was answered by both"
ONE_WAY = "undefined: every answer is the same, so chance alone would always agree"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two assessors agree. `agreed` counts the cases that both answered (x the same, of all).

    `is_few`: so few pairs that a coefficient says next to nothing; pages then give the count alone.
    """

    agreed: Count
    share: Interval | Undefined
    kappa: Coefficient | Undefined
    ac1: Coefficient | Undefined
    alpha: Coefficient | Undefined

    @property
    def pairs(self) -> int:
        """How many cases both answered."""
        return self.agreed.of

    @property
    def is_few(self) -> bool:
        """Whether there are too few pairs for a coefficient."""
        return self.pairs < FEWEST


def agreements(ratings: Ratings) -> tuple[Agreement, ...]:
    """How far two assessors agree, one result a question; every coefficient rests on the cases that both answered."""
    tables = ratings.tables()
    pairs = tables.sum(axis=(1, 2)).astype(int)
    same = np.trace(tables, axis1=1, axis2=2).astype(int)
    reckoned = kappa(ratings), gwet(_both(ratings)), alpha(ratings)
    return tuple(
        _one(Count(int(same[k]), int(pairs[k])), tuple(_at(each, k, int(pairs[k])) for each in reckoned))
        for k in range(len(pairs))
    )


def _both(ratings: Ratings) -> Ratings:
    """Only the cases that both answered, so that all coefficients rest on the same pairs."""
    missing = (ratings.given == MISSING).any(axis=2, keepdims=True)
    return Ratings(np.where(missing, np.int8(MISSING), ratings.given), ratings.categories)


def _at(reckoned: Reckoned, place: int, pairs: int) -> Coefficient | Undefined:
    freedom = float(reckoned.freedom[place])
    quantile = t_quantile(freedom) if freedom >= 1 else 0.0
    return reckoned.at(place, quantile, ONE_WAY if pairs else NO_PAIR)


def _one(agreed: Count, found: tuple[Coefficient | Undefined, ...]) -> Agreement:
    kappa_, ac1, alpha_ = found
    return Agreement(agreed, wilson(agreed), kappa_, ac1, alpha_)
