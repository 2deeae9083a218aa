"""What a phrase can mean, as a value: a set of shares, or a set of numbers, that a count lies in or not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from eyre.core.figures import Count

from .spans import Spans


class NoMeaning(ValueError):
    """The policy gives the phrase no meaning that a count could show to be true or false."""


class Guard(Enum):
    """Which edges of a meaning deserve a second look."""

    NONE = auto()  # equal after rounding, or exactly a number: no edge to speak of
    NEAR = auto()  # a hedge that says how near ("almost", "just over", "about")
    SIDE = auto()  # a claim to lie on one side ("more than half", "a majority"): one case may decide


class Counted(Enum):
    """Which number of "x of n" a phrase names."""

    EITHER = auto()  # "196 cases": the counted or the whole
    COUNTED = auto()  # "five of the six"
    LEFT_OUT = auto()  # "all but one"


@dataclass(frozen=True, slots=True)
class ShareMeaning:
    """True of the share x/n when it lies in `shares`; in `small` where n is at most `small_up_to`.

    `letter` holds the shares of which the phrase is true to the letter though the policy would say it otherwise:
    20 per cent is "less than half". Equal meanings are synonyms.
    """

    shares: Spans
    letter: Spans
    guard: Guard
    small: Spans | None = None
    small_up_to: int = 0

    def shares_of(self, of: int) -> Spans:
        """The true shares where `of` cases were counted."""
        return self.small if self.small is not None and of <= self.small_up_to else self.shares

    def edges_of(self, of: int) -> tuple[Fraction, ...]:
        """Where it stops being true to the letter, for `of` cases."""
        return self.small.edges if self.small is not None and of <= self.small_up_to else self.letter.edges

    def holds(self, count: Count) -> bool:
        """Whether the policy calls it true of x of n, n > 0."""
        return self.shares_of(count.of).has(count.x, count.of)

    def holds_to_the_letter(self, count: Count) -> bool:
        """Whether it is true of x of n, n > 0, though the policy would say it otherwise."""
        return self.letter.has(count.x, count.of) or (self.small is not None and self.holds(count))


@dataclass(frozen=True, slots=True)
class NumberMeaning:
    """True when the number that is `counted` lies in `numbers`, out of exactly `of` where that is said.

    `least_of` is the least n of which the policy would say it.
    """

    numbers: Spans
    counted: Counted
    of: int | None = None
    least_of: int = 0

    def holds(self, count: Count) -> bool:
        """Whether the policy calls it true of x of n."""
        return count.of >= self.least_of and self.holds_to_the_letter(count)

    def holds_to_the_letter(self, count: Count) -> bool:
        """Whether it is true of x of n, however few they are."""
        if self.of is not None and self.of != count.of:
            return False
        return any(self.numbers.has(number, 1) for number in self._candidates(count))

    def _candidates(self, count: Count) -> tuple[int, ...]:
        match self.counted:
            case Counted.LEFT_OUT:
                return (count.of - count.x,)
            case Counted.EITHER:
                return (count.x, count.of)
            case _:
                return (count.x,)


Meaning = ShareMeaning | NumberMeaning
