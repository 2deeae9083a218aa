"""How many cases must be inspected, and how precise is what was inspected?

n cases of the N on a list, a share P expected (1/2 asks for most), a margin e either side, z the normal quantile of
the level of confidence. Two published formulas differ by at most one case from N = 50 on, so the plan names its own:

- COCHRAN: n = N·n0/(N + n0 − 1) with n0 = z²P(1−P)/e², rounded up (Cochran 1977, Sampling Techniques, 4.4; the same
  as Krejcie and Morgan 1970, whose table takes z² = 3.841 and rounds to nearest).
- KAUERMANN: n = P(1−P)/(e²/z² + P(1−P)/N), rounded up (Kauermann and Küchenhoff 2010, Stichproben, 2.3, as in the R
  package samplingbook).

The probation inspectorate describes 80 % and five points (reference: inspection method, section 4).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from eyre.core.statistics import normal_quantile


class Formula(StrEnum):
    """Which published formula counts the cases."""

    COCHRAN = "cochran"
    KAUERMANN = "kauermann"


class Rounded(StrEnum):
    """What becomes of a part of a case."""

    UP = "up"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Aim:
    """How precise a sample shall be. `level` and `margin` are shares: 0.8 and 0.05 are 80 % and five points."""

    level: float = 0.8
    margin: float = 0.05
    share: float = 0.5
    formula: Formula = Formula.COCHRAN
    rounded: Rounded = Rounded.UP

    def __post_init__(self) -> None:
        for name in ("level", "margin", "share"):
            if not 0 < getattr(self, name) < 1:
                raise ValueError(f"{name} must lie between 0 and 1, not at {getattr(self, name)}")


def cases_needed(aim: Aim, population: int | None) -> int:
    """How many of so many cases must be inspected; None is a list without end. Never more than there are.

    Raises:
        ValueError: when the list is shorter than one case.
    """
    return _whole(_needed(aim, population, normal_quantile(aim.level) ** 2), aim.rounded, population)


def cases_needed_at(aim: Aim, population: int, z_squared: float) -> int:
    """`cases_needed` with z² given, as printed tables have it (3.841)."""
    return _whole(_needed(aim, population, z_squared), aim.rounded, population)


def _needed(aim: Aim, population: int | None, z_squared: float) -> float:
    spread = aim.share * (1 - aim.share)
    without_end = z_squared * spread / aim.margin**2
    if population is None:
        return without_end
    if population < 1:
        raise ValueError(f"a list has at least one case, not {population}")
    if aim.formula is Formula.COCHRAN:
        return population * without_end / (population + without_end - 1)
    return spread / (aim.margin**2 / z_squared + spread / population)


def _whole(number: float, rounded: Rounded, population: int | None) -> int:
    whole = math.ceil(number) if rounded is Rounded.UP else math.floor(number + 0.5)
    return whole if population is None else min(whole, population)


def margin_reached(drawn: int, population: int | None, *, level: float = 0.8, share: float = 0.5) -> float:
    """The half-width, as a share, that so many cases reach: 0 where every case is inspected.

    It is e of COCHRAN solved for the margin: z·√(P(1−P)/n · (N−n)/(N−1)).

    Raises:
        ValueError: when nothing is drawn, or more than there is.
    """
    if drawn < 1 or (population is not None and drawn > population):
        raise ValueError(f"cannot draw {drawn} of {'any' if population is None else population}")
    if drawn == population:
        return 0.0
    corrected = 1.0 if population is None else (population - drawn) / (population - 1)
    return normal_quantile(level) * math.sqrt(share * (1 - share) / drawn * corrected)
