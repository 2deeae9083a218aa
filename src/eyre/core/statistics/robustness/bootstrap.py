"""What would another sample of this size have been rated? Cases drawn again with replacement, as whole cases.

It answers how reproducible a rating is, and never what the true band is: a resample adds the noise of sampling twice,
so the lowest of resampled shares lies too low (docs/analysts: the urn is for that question).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eyre.core.figures import Scale

from .urn import Patterns, lowest, product


def resampled_bands(patterns: Patterns, scale: Scale, *, draws: int, seed: int) -> NDArray[np.int8]:
    """The band of each question in each resample (draws x q), as `urn.drawn_bands` gives it."""
    cases = len(patterns.yes)
    random = np.random.Generator(np.random.PCG64(seed))
    again = random.multinomial(cases, np.full(cases, 1 / cases), size=draws).astype(np.float64)
    x = product(again, patterns.yes.astype(np.float64)).astype(np.int64)
    of = product(again, patterns.relevant.astype(np.float64)).astype(np.int64)
    return scale.place_many(x, of)


def resampled_lowest(
    patterns: Patterns, scale: Scale, groups: Sequence[Sequence[int]], *, draws: int, seed: int
) -> NDArray[np.int8]:
    """The lowest band of each group in each resample (draws x groups), as `urn.lowest` gives it."""
    return lowest(resampled_bands(patterns, scale, draws=draws, seed=seed), groups)
