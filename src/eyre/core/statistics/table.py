"""The Wilson intervals of all small counts, reckoned once, so that millions of them are look-ups."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .wilson import wilson_many


@dataclass(frozen=True, eq=False)
class IntervalTable:
    """Intervals for every x of n with n up to `greatest`, at one confidence level.

    `ends` holds (low, high) pairs: those of 0 of 0, then of 0 and 1 of 1, then of 0, 1 and 2 of 2, and so on.
    """

    level: float
    greatest: int
    ends: NDArray[np.float64] = field(repr=False)

    def look_up(self, x: NDArray[np.integer], of: NDArray[np.integer]) -> NDArray[np.float64]:
        """The ends of the interval of each count: the shape of x and one axis more (low, high); NaN for 0 of 0.

        The caller answers for 0 <= x <= of, as `count_block` gives them: this is the inner loop of bulk rating.

        Raises:
            IndexError: when some `of` is larger than the table.
        """
        if of.max(initial=0) > self.greatest:
            raise IndexError(f"the table ends at {self.greatest} cases")
        place = of.astype(np.int64)
        place *= place + 1
        place >>= 1
        place += x
        # one complex number holds both ends, so that each interval is fetched once
        pairs = self.ends.view(np.complex128)[:, 0].take(place)
        ends: NDArray[np.float64] = pairs.view(np.float64).reshape(*place.shape, 2)
        return ends


@lru_cache(maxsize=8)
def interval_table(greatest: int, level: float = 0.95) -> IntervalTable:
    """The table for counts of up to `greatest` cases; (n + 1)(n + 2)/2 intervals of 16 bytes.

    Raises:
        ValueError: when the level is not between 0 and 1.
    """
    sizes = np.arange(greatest + 1)
    of = np.repeat(sizes, sizes + 1)
    x = np.arange(len(of)) - of * (of + 1) // 2
    return IntervalTable(level, greatest, np.stack(wilson_many(x, of, level=level), axis=-1))
