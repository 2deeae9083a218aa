"""What could all cases of a list have come to, after some of them were inspected? Pólya's urn on whole cases.

Each inspected case lies in the urn with weight 1 as the whole it is: its yes, its no, its not relevant together, so that
what goes together in cases goes together in what is drawn. Two cases of weight ½, one all yes and one all no, make the
chance of every question exactly that of Jeffreys' prior. The N - n cases not inspected are drawn one by one, and each is
put back with one more like it (Rubin 1981; Lo 1988; Ghosh and Meeden 1997). Drawn at once: Dirichlet weights, then a
multinomial. The urn depends on n, N and the seed alone, so one urn serves every question and standard of those cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from eyre.core.figures import Owner, Scale

Numbers = NDArray[np.float64]
NONE = -1  # no band: no relevant case
ONE_CORE = 250_000  # multiplications that OpenBLAS leaves to one core
HALF, ONE = 0.5, 1.0  # the weight of either case of the prior: Jeffreys', and the uniform one to compare with


@dataclass(frozen=True)
class Patterns:
    """Cases by questions: whether each answer is yes, and whether it is relevant; both n x q of 0 and 1.

    Raises:
        ValueError: when the shapes differ, there is no case, or a yes is not relevant.
    """

    yes: NDArray[np.bool_]
    relevant: NDArray[np.bool_]

    def __post_init__(self) -> None:
        if self.yes.shape != self.relevant.shape or self.yes.ndim != 2 or not len(self.yes):
            raise ValueError("patterns are one or more cases by questions, twice in the same shape")
        if np.any(self.yes & ~self.relevant):
            raise ValueError("an answer is yes only where the question is relevant")

    @cached_property
    def with_prior(self) -> tuple[Numbers, Numbers]:
        """Both tables as numbers, with the two half cases below them: one all yes, one all no."""
        ones, nothing = np.ones((1, self.yes.shape[1])), np.zeros((1, self.yes.shape[1]))
        return np.vstack([self.yes, ones, nothing]), np.vstack([self.relevant, ones, ones])


@dataclass(frozen=True)
class Urn:
    """What was drawn: for each draw, how often each inspected case, and each half case, came again.

    Where the list has no known end, `again` is the share of each in an endless list, and `is_endless`.
    """

    again: Numbers
    is_endless: bool = False


def urn(cases: int, population: int | None, *, draws: int, seed: int, prior: float = HALF) -> Urn:
    """Draw `population` - `cases` further cases, `draws` times; None: the list is endless, or its size not known.

    `prior` is the weight of either of the two cases that stand for what was believed beforehand. The same numbers give
    the same urn (NumPy's PCG64, its gamma and multinomial draws).

    Raises:
        ValueError: when there is no case, or the list is smaller than the sample.
    """
    if cases < 1 or (population is not None and population < cases):
        raise ValueError(
            "a case list cannot be smaller than the sample drawn from it, and a sample not empty"
        )
    random = np.random.Generator(np.random.PCG64(seed))
    weights = np.append(np.ones(cases), [prior, prior])
    shares = random.standard_gamma(weights, size=(draws, cases + 2))
    shares /= shares.sum(axis=1, keepdims=True)
    if population is None:
        return Urn(shares, is_endless=True)
    return Urn(random.multinomial(population - cases, shares).astype(np.float64))


def drawn_bands(patterns: Patterns, scale: Scale, drawn: Urn) -> NDArray[np.int8]:
    """The band of each question in each draw (draws x q), as a place in `scale.bands`; NONE without a relevant case.

    A question that was relevant to no inspected case has no band in any draw, as it has none by the rule: what would be
    drawn of it is the prior alone, and the lowest of several questions would then be the prior's.
    """
    bands = _drawn(patterns, scale, drawn)
    bands[:, ~patterns.relevant.any(axis=0)] = NONE
    return bands


def _drawn(patterns: Patterns, scale: Scale, drawn: Urn) -> NDArray[np.int8]:
    yes, relevant = patterns.with_prior
    if drawn.is_endless:
        return _placed(scale, product(drawn.again, yes), product(drawn.again, relevant))
    x = patterns.yes.sum(axis=0) + product(drawn.again, yes)
    of = patterns.relevant.sum(axis=0) + product(drawn.again, relevant)
    # Counts in floats up to 2**53 are whole numbers, and a matrix product of floats is many times quicker
    return scale.place_many(x.astype(np.int64), of.astype(np.int64))


def product(again: Numbers, table: Numbers) -> Numbers:
    """`again @ table`, some draws at a time.

    OpenBLAS wakes every core for a larger product, and on a server at work they wait for each other: 70 ms for what
    takes one core 2 ms.
    """
    draws, cases = again.shape
    found = np.empty((draws, table.shape[1]))
    step = max(1, ONE_CORE // max(1, cases * table.shape[1]))
    for start in range(0, draws, step):
        np.matmul(again[start : start + step], table, out=found[start : start + step])
    return found


def _placed(scale: Scale, x: Numbers, of: Numbers) -> NDArray[np.int8]:
    """`Scale.place_many` for shares of an endless list, which meet a cut exactly with no chance."""
    index = np.zeros(x.shape, dtype=np.int8)
    for cut in scale.cuts:
        left, right = x * cut.at.denominator, of * cut.at.numerator
        index += left >= right if cut.owner is Owner.UPPER else left > right
    index[of <= 0] = NONE
    return index


def lowest(bands: NDArray[np.int8], groups: Sequence[Sequence[int]]) -> NDArray[np.int8]:
    """The lowest band of each group of questions in each draw (draws x groups); NONE where no question has one.

    A group is a standard: the lowest of its key questions governs.
    """
    top = np.int8(np.iinfo(np.int8).max)
    known = np.where(bands == NONE, top, bands)
    columns = [
        known[:, list(group)].min(axis=1) if group else np.full(len(bands), top, np.int8) for group in groups
    ]
    least = np.stack(columns, axis=1) if columns else np.empty((len(bands), 0), np.int8)
    return np.where(least == top, np.int8(NONE), least)


def frequencies(bands: NDArray[np.int8], scale: Scale) -> list[Mapping[str, float]]:
    """For each column: the share of draws in each band, lowest first; what is missing to 1 had none."""
    return [
        {name: float(np.mean(column == place)) for place, name in enumerate(scale.bands)}
        for column in bands.T
    ]
