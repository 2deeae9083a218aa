"""A count: x of y, exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from .undefined import Undefined


class NotACount(ValueError):
    """The two numbers cannot be "x of y": negative, or more counted than there were."""


@dataclass(frozen=True, slots=True)
class Count:
    """`x` things of `of`: whole numbers, 0 <= x <= of.

    Roll-ups add counts (`a + b`); percentages are never averaged.

    Raises:
        NotACount: when x is negative or greater than `of`.
    """

    x: int
    of: int

    def __post_init__(self) -> None:
        if self.x < 0 or self.of < 0 or self.x > self.of:
            raise NotACount(f"{self.x} of {self.of} is not a count: it needs 0 ≤ x ≤ y")

    def __add__(self, other: Count) -> Count:
        return Count(self.x + other.x, self.of + other.of)

    def __str__(self) -> str:
        return f"{self.x} of {self.of}"

    @property
    def share(self) -> Fraction | Undefined:
        """The exact fraction x/of, or `Undefined` where nothing was counted from."""
        return Fraction(self.x, self.of) if self.of else Undefined("counted from nothing (0 of 0)")

    @property
    def complement(self) -> Count:
        """The same count said the other way: 32 of 87 insufficient is 55 of 87 sufficient."""
        return Count(self.of - self.x, self.of)


def total(counts: Iterable[Count]) -> Count:
    """The sum of counts: their x added, their y added; 0 of 0 where there are none."""
    return sum(counts, start=Count(0, 0))
