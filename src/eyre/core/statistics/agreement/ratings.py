"""The answers of assessors to many questions, in the shape in which agreement is counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .values import Floats

MISSING = -1


@dataclass(frozen=True, eq=False)
class Ratings:
    """`given[k, u, r]` is the place of the category that assessor r gave case u at question k, or MISSING (-1)."""

    given: NDArray[np.int8]
    categories: int

    def counts(self) -> Floats:
        """How many assessors gave each case each category: questions x cases x categories."""
        places = np.arange(self.categories, dtype=np.int8)
        counts: Floats = (self.given[..., None] == places).sum(axis=2, dtype=np.float64)
        return counts

    def tables(self) -> Floats:
        """For two assessors, how often each pair of categories was given: questions x first x second."""
        first, second = self.given[..., 0], self.given[..., 1]
        both = (first != MISSING) & (second != MISSING)
        size = self.categories**2
        question = np.broadcast_to(np.arange(len(self.given))[:, None], first.shape)
        cell = question * size + first.astype(np.intp) * self.categories + second
        found = np.bincount(cell[both], minlength=len(self.given) * size)
        return found.reshape(-1, self.categories, self.categories).astype(np.float64)


def ratings_of(given: NDArray[np.signedinteger], categories: int) -> Ratings:
    """The ratings in an array of questions x cases x assessors.

    Raises:
        ValueError: when it has another shape, fewer than two assessors or categories, or a category out of range.
    """
    if given.ndim != 3 or given.shape[2] < 2:
        raise ValueError("agreement needs questions x cases x at least two assessors")
    if categories < 2:
        raise ValueError("agreement needs at least two categories that could be given")
    if given.size and (given.min() < MISSING or given.max() >= categories):
        raise ValueError(f"a category lies outside 0 to {categories - 1}, and is not {MISSING} for none")
    return Ratings(given.astype(np.int8), categories)
