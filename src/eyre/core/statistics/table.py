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

    `starts[n]` is the place of 0 of n; x of n stands x places further. `ends` holds (low, high) pairs.
    """

    level: float
    greatest: int
    starts: NDArray[np.int32] = field(repr=False)
    ends: NDArray[np.float64] = field(repr=False)

    def look_up(self, x: NDArray[np.integer], of: NDArray[np.integer]) -> NDArray[np.float64]:
        """The ends of the interval of each count: the shape of x and one axis more (low, high); NaN for 0 of 0.

        The caller answers for 0 <= x <= of, as `count_block` gives them: this is the inner loop of bulk rating.

        Raises:
            IndexError: when some `of` is larger than the table.
        """
        place = self.starts[of]
        place += x
        # one complex number holds both ends, so that each interval is fetched once
        ends: NDArray[np.float64] = self.ends.view(np.complex128)[place].view(np.float64)
        return ends


@lru_cache(maxsize=8)
def interval_table(greatest: int, level: float = 0.95) -> IntervalTable:
    """The table for counts of up to `greatest` cases; (n + 1)(n + 2)/2 intervals of 16 bytes.

    Raises:
        ValueError: when the level is not between 0 and 1.
    """
    sizes = np.arange(greatest + 1, dtype=np.int32)
    starts = np.concatenate([[0], np.cumsum(sizes + 1)[:-1]]).astype(np.int32)
    of = np.repeat(sizes, sizes + 1)
    x = np.arange(len(of), dtype=np.int32) - starts[of]
    ends = np.stack(wilson_many(x, of, level=level), axis=-1)
    return IntervalTable(level, greatest, starts, ends)
