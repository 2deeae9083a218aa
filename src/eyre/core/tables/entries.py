"""What enters a league table, and what is a place in it? Equal shares share a place: 1, 2=, 2=, 4."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from eyre.core.figures import Undefined
from eyre.core.ratings import Score


@dataclass(frozen=True, slots=True)
class Entry:
    """One inspection of one provider, as a table sees it.

    `provider` and `inspection` are ids, `name` is what is printed. `score` is None where it is not known, `band`
    (an id) where the overall rating is not known; `year` is that of publication, None where it is not known.
    """

    provider: str
    name: str
    inspection: str
    edition: str
    score: Score | None
    band: str | None
    year: int | None = None

    @property
    def share(self) -> Fraction | None:
        """The share of the maximum; None where there is no score or nothing was rated."""
        share = None if self.score is None else self.score.share
        return None if isinstance(share, Undefined) else share


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place counted from 1; `joint` where several share it, printed with an equals sign as in "4="."""

    number: int
    joint: bool = False

    def __str__(self) -> str:
        return f"{self.number}{'=' if self.joint else ''}"


def place_shares(shares: Sequence[Fraction]) -> list[Place]:
    """The place of each share, the greatest first; equals share a place, and the places they fill are skipped."""
    how_many = Counter(shares)
    number, numbers = 1, {}
    for share in sorted(how_many, reverse=True):
        numbers[share] = number
        number += how_many[share]
    return [Place(numbers[share], how_many[share] > 1) for share in shares]
