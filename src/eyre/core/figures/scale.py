"""Where on a scale of bands does a share fall? The bands leave no gap, and every cut has an owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .count import Count
from .rounding import Rounding, round_fraction
from .undefined import Undefined


class NotAScale(ValueError):
    """The cuts do not partition the line between 0 and 1."""


class Owner(StrEnum):
    """Which band a share exactly on the cut belongs to."""

    LOWER = "lower"
    UPPER = "upper"


@dataclass(frozen=True, slots=True)
class Cut:
    """A border between two bands: `at` is a share between 0 and 1, owned by the lower or the upper band."""

    at: Fraction
    owner: Owner

    def is_passed_by(self, x: int, of: int) -> bool:
        """Whether x of `of` belongs to the band above; compared in integers, never rounded."""
        left, right = x * self.at.denominator, of * self.at.numerator
        return left >= right if self.owner is Owner.UPPER else left > right


@dataclass(frozen=True, slots=True)
class Scale:
    """Bands from the lowest to the highest, with one cut between each two.

    `bands` are names; `cuts[i]` divides `bands[i]` from `bands[i + 1]`.

    Raises:
        NotAScale: when the numbers of bands and cuts do not fit, or the cuts do not rise.
    """

    bands: tuple[str, ...]
    cuts: tuple[Cut, ...]
    # each cut once more as whole numbers, (numerator, denominator, owned by the upper band): most of the work of
    # rating one inspection is comparing with them, and a fraction takes its time to tell its parts
    _borders: tuple[tuple[int, int, bool], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.bands) != len(self.cuts) + 1:
            raise NotAScale(f"{len(self.bands)} bands need {len(self.bands) - 1} cuts, not {len(self.cuts)}")
        if any(not 0 <= cut.at <= 1 for cut in self.cuts):
            raise NotAScale("every cut lies between 0 and 1")
        if any(low.at >= high.at for low, high in pairwise(self.cuts)):
            raise NotAScale("every cut lies above the one before it")
        borders = ((cut.at.numerator, cut.at.denominator, cut.owner is Owner.UPPER) for cut in self.cuts)
        object.__setattr__(self, "_borders", tuple(borders))

    def place(self, count: Count) -> str | Undefined:
        """The band of a count by its exact share; `Undefined` for 0 of 0."""
        if count.of == 0:
            return Undefined("counted from nothing (0 of 0)")
        return self.place_share(count.x, count.of)

    def place_share(self, x: int, of: int) -> str:
        """The band of x of `of`, where `of` is not 0: `place` for those who have checked."""
        passed = 0
        for numerator, denominator, owned_by_upper in self._borders:
            left, right = x * denominator, of * numerator
            if left < right or (left == right and not owned_by_upper):
                break
            passed += 1
        return self.bands[passed]

    def place_rounded(self, count: Count, mode: Rounding) -> str | Undefined:
        """The band the whole per cent would give, were it rounded before it is compared.

        For the note beside a result only: "rounded first, it would be Good".
        """
        share = count.share
        if isinstance(share, Undefined):
            return share
        return self.place(Count(round_fraction(100 * share, mode), 100))

    def place_many(self, x: NDArray[np.integer], of: NDArray[np.integer]) -> NDArray[np.int8]:
        """`place` for arrays of counts of one shape: the index into `bands`, or -1 for 0 of 0.

        The same integer comparison as `place`; exact while x·denominator stays under 2**63.
        """
        x64, of64 = x.astype(np.int64), of.astype(np.int64)
        index = np.zeros(np.shape(x), dtype=np.int8)
        for cut in self.cuts:
            left, right = x64 * cut.at.denominator, of64 * cut.at.numerator
            index += left >= right if cut.owner is Owner.UPPER else left > right
        index[of64 == 0] = -1
        return index

    def least_passing(self, band: str, of: int) -> int:
        """The least x of `of` that reaches `band`, `of` + 1 where none does; what an edition's printed tables show."""
        index = self.bands.index(band)
        if index == 0:
            return 0
        numerator, denominator, owned_by_upper = self._borders[index - 1]
        return -(-of * numerator // denominator) if owned_by_upper else of * numerator // denominator + 1

    def table(self, of: int) -> Sequence[tuple[str, int, int]]:
        """(band, least x, greatest x) out of `of`, lowest band first, bands without any x left out."""
        starts = [self.least_passing(band, of) for band in self.bands] + [of + 1]
        rows = zip(self.bands, starts, starts[1:], strict=False)
        return [(band, low, high - 1) for band, low, high in rows if low < high]
