"""How far is a share from the cuts beside it? In points, and in cases; exact, without any model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from eyre.core.figures import Count, Scale, Undefined

NEAR = Fraction(5, 100)  # "within five points"
FEW = 5  # "five cases or fewer"


class Ground(StrEnum):
    """Why a rating is close to another one: the grounds on which a panel may depart from the rule.

    As recalled, not read, of HM Inspectorate of Probation's methodology; an edition says which of them it allows.
    """

    POINTS = "within five points of a cut"
    ONE_CASE = "one case would change it"
    FEW_CASES = "five cases or fewer"


@dataclass(frozen=True, slots=True)
class Distance:
    """Where a share stands in its band. None where there is no band below, or above.

    `to_fall` and `to_rise` are cases: how many would have to be judged otherwise for the band to change. `above` and
    `below` are the distances to the cut beneath and to the cut overhead, as shares (0.03 is three points).
    """

    count: Count
    band: str
    to_fall: int | None
    to_rise: int | None
    above: Fraction | None
    below: Fraction | None

    @property
    def nearest(self) -> int | None:
        """The fewest cases that would change the band; None where no number of them would."""
        return min((each for each in (self.to_fall, self.to_rise) if each is not None), default=None)


def distance(count: Count, scale: Scale) -> Distance | Undefined:
    """The distance of a count from the cuts beside it; `Undefined` for 0 of 0."""
    band = scale.place(count)
    if isinstance(band, Undefined):
        return band
    place = scale.bands.index(band)
    share = Fraction(count.x, count.of)
    lower = scale.cuts[place - 1].at if place else None
    upper = scale.cuts[place].at if place < len(scale.cuts) else None
    return Distance(
        count,
        band,
        _to_fall(count, scale, place),
        _to_rise(count, scale, place),
        None if lower is None else share - lower,
        None if upper is None else upper - share,
    )


def _to_fall(count: Count, scale: Scale, place: int) -> int | None:
    """Cases that would have to be not sufficient after all; None where nothing lies below this band."""
    least = scale.least_passing(scale.bands[place], count.of)
    return count.x - least + 1 if place and least > 0 else None


def _to_rise(count: Count, scale: Scale, place: int) -> int | None:
    """Cases that would have to be sufficient after all; None where no number of them is enough."""
    if place == len(scale.cuts):
        return None
    least = scale.least_passing(scale.bands[place + 1], count.of)
    return least - count.x if least <= count.of else None


def grounds(found: Distance) -> tuple[Ground, ...]:
    """Which grounds hold, in their order."""
    return tuple(_grounds(found))


def _grounds(found: Distance) -> Iterator[Ground]:
    ends = [each for each in (found.above, found.below) if each is not None]
    if any(abs(each) <= NEAR for each in ends):
        yield Ground.POINTS
    if found.nearest is not None and found.nearest <= 1:
        yield Ground.ONE_CASE
    if found.count.of <= FEW:
        yield Ground.FEW_CASES
