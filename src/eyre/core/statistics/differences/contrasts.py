"""Which of several contrasts between groups may be told in words?

Nothing is said under ten relevant cases a side: a sample of that size sees no difference short of a chasm, and small
counts point at people. “Higher” and “lower” need no difference to lie outside the 95 % interval *and* the contrast to
stand after Holm's adjustment over all that were made together. “Similar” needs the whole interval within ten points
either way: not having seen a difference is not having seen that there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eyre.core.figures import Count, Undefined

from .adjusting import holm
from .fisher import fisher
from .newcombe import Difference, Populations, newcombe

FEWEST = 10  # relevant cases a side
SIMILAR = 0.10  # within ten points
TOO_FEW = Undefined(f"fewer than {FEWEST} relevant cases on a side")
SECRET = Undefined(f"one side would give away another with fewer than {FEWEST} relevant cases")
UNKNOWN: Populations = (None, None)


class Verdict(StrEnum):
    """What may be said of the first side against the second."""

    HIGHER = "higher"
    LOWER = "lower"
    SIMILAR = "similar"
    UNCLEAR = "no clear difference"
    TOO_FEW = "too few cases to compare"


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two counts set against each other. `adjusted` is the chance after Holm; None where too few cases stand on a side.

    `first` and `second` are there for whoever counts on: what a page may show is in `shown`.
    """

    first: Count
    second: Count
    difference: Difference | Undefined
    adjusted: float | None
    verdict: Verdict

    @property
    def shown(self) -> tuple[Count, Count] | None:
        """Both counts, or neither: one alone would give the other away where the total is known."""
        return None if self.verdict is Verdict.TOO_FEW else (self.first, self.second)

    @property
    def is_withdrawn(self) -> bool:
        """Whether its own interval would carry a word, and how many were compared takes it away."""
        found = self.difference
        return (
            self.verdict is Verdict.UNCLEAR and not isinstance(found, Undefined) and not found.includes_none
        )


def contrasts(
    pairs: Sequence[tuple[Count, Count]],
    *,
    populations: Sequence[Populations] | None = None,
    secret: Sequence[bool] | None = None,
    level: float = 0.95,
) -> tuple[Contrast, ...]:
    """Every pair of counts set against each other, adjusted for how many have enough cases to be compared at all.

    `secret` says which pairs are kept back although they have enough, as a side of them would give another away.

    Raises:
        ValueError: when a list is smaller than its sample, `populations` has another length, or the level is wrong.
    """
    sizes = [UNKNOWN] * len(pairs) if populations is None else list(populations)
    hidden = [False] * len(pairs) if secret is None else list(secret)
    found = [
        SECRET if is_secret else _difference(pair, size, level)
        for pair, size, is_secret in zip(pairs, sizes, hidden, strict=True)
    ]
    chances = [fisher(*pair).two_sided for pair, each in zip(pairs, found, strict=True) if _is_told(each)]
    return tuple(_contrasts(pairs, found, iter(holm(chances)), level))


def _difference(pair: tuple[Count, Count], populations: Populations, level: float) -> Difference | Undefined:
    if min(side.of for side in pair) < FEWEST:
        return TOO_FEW
    return newcombe(*pair, level=level, populations=populations)


def _is_told(found: Difference | Undefined) -> bool:
    return not isinstance(found, Undefined)


def _contrasts(
    pairs: Sequence[tuple[Count, Count]],
    found: Sequence[Difference | Undefined],
    adjusted: Iterator[float],
    level: float,
) -> Iterator[Contrast]:
    for (first, second), each in zip(pairs, found, strict=True):
        if isinstance(each, Undefined):
            yield Contrast(first, second, each, None, Verdict.TOO_FEW)
        else:
            chance = next(adjusted)
            yield Contrast(first, second, each, chance, _verdict(each, chance, level))


def _verdict(found: Difference, adjusted: float, level: float) -> Verdict:
    if found.includes_none:
        is_near = found.low >= -SIMILAR and found.high <= SIMILAR
        return Verdict.SIMILAR if is_near else Verdict.UNCLEAR
    if adjusted > 1 - level:
        return Verdict.UNCLEAR
    return Verdict.HIGHER if found.low > 0 else Verdict.LOWER
