"""What does an inspectorate mean by its words for proportions? One wording policy, an edition as data.

Values only; `policy_data.py` reads them from plain data, `meaning.py` applies them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from eyre.core.editions import Provenance

from .quantity import Hedge
from .spans import Spans


@dataclass(frozen=True, slots=True)
class Anchor:
    """A fraction that has a name: "a third" is 1/3, and so is "one in three"."""

    share: Fraction
    phrase: str
    ratio: str = ""
    is_fraction: bool = True  # whether "more than ..." of a lower fraction stops here


class Proposed(StrEnum):
    """Whether Eyre may propose a word for a count; it may be checked in any case."""

    FIRST = "first"  # before the plain per cent
    ALSO = "also"  # after it, for an author who looks for another way
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ProportionWord:
    """A word or phrase and the shares of which it is true.

    `small` replaces `shares` where there are at most `small_up_to` cases ("almost all" from 85 per cent).
    """

    word: str
    shares: Spans
    synonyms: tuple[str, ...] = ()
    small: Spans | None = None
    small_up_to: int = 0
    proposed: Proposed = Proposed.NEVER
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Tolerances:
    """How far a hedge reaches from its number, as shares: 3 points are 3/100."""

    equal: Fraction  # "a third" without a hedge, on both sides
    nearly: Fraction  # below
    just_over: Fraction  # above
    about: Fraction  # on both sides


@dataclass(frozen=True, slots=True)
class NumberTolerances:
    """The same for numbers that are no shares ("nearly 13,000"), as a part of the number; at least 1 either way."""

    nearly: Fraction
    just_over: Fraction
    about: Fraction


@dataclass(frozen=True, slots=True)
class Borderline:
    """When a true phrase deserves a second look: `points` from an edge, or where one case would make it false."""

    points: Fraction
    one_case: bool


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """Up to `counts_up_to` cases a count is better than a share; "all but k" needs `all_but_of_each` times k cases."""

    counts_up_to: int
    all_but_of_each: int


@dataclass(frozen=True, slots=True)
class Numerals:
    """How figures are spelled: words up to a limit, and the words for %."""

    words_up_to: int
    per_cent: str


@dataclass(frozen=True, eq=False, repr=False)
class WordingPolicy:
    """One edition of the meaning of words for proportions. Read once; the same object is the same policy."""

    id: str
    title: str
    inspectorate: str
    licence: str
    anchors: tuple[Anchor, ...]
    tolerances: Tolerances
    numbers: NumberTolerances
    borderline: Borderline
    small_numbers: SmallNumbers
    numerals: Numerals
    words: tuple[ProportionWord, ...]
    evaluative: tuple[str, ...]
    provenance: tuple[Provenance, ...] = ()

    def __repr__(self) -> str:
        return f"WordingPolicy({self.id!r})"

    @cached_property
    def _by_name(self) -> Mapping[str, ProportionWord]:
        return {_folded(name): word for word in self.words for name in (word.word, *word.synonyms)}

    @cached_property
    def _evaluative(self) -> frozenset[str]:
        return frozenset(map(_folded, self.evaluative))

    @cached_property
    def fractions(self) -> tuple[Fraction, ...]:
        """The named fractions, rising: where "more than" and "less than" stop."""
        return tuple(sorted({anchor.share for anchor in self.anchors if anchor.is_fraction}))

    def word(self, name: str) -> ProportionWord | None:
        """The word of this name or synonym, however it is spelled; None where the policy has none."""
        return self._by_name.get(_folded(name))

    def is_evaluative(self, phrase: str) -> bool:
        """Whether a phrase judges instead of counting ("too few", "a significant number"): flagged, never proposed.

        A phrase to which the policy gives a meaning is not evaluative for having an evaluative word in it.
        """
        folded = _folded(phrase)
        if folded in self._evaluative or folded in self._by_name:
            return folded in self._evaluative
        padded = f" {folded.removeprefix('just over ').removeprefix('just under ')} "
        return any(f" {word} " in padded for word in self._evaluative)

    def next_above(self, share: Fraction) -> Fraction | None:
        """The next named fraction above, at which "more than" ends."""
        return next((one for one in self.fractions if one > share), None)

    def next_below(self, share: Fraction) -> Fraction | None:
        """The next named fraction below, at which "less than" ends."""
        return next((one for one in reversed(self.fractions) if one < share), None)

    def reach(self, hedge: Hedge) -> Fraction:
        """How far the hedge reaches, as a share; the tolerance of the bare number for a hedge without a reach."""
        reaches = {Hedge.NEARLY: self.tolerances.nearly, Hedge.JUST_OVER: self.tolerances.just_over}
        return {**reaches, Hedge.ABOUT: self.tolerances.about}.get(hedge, self.tolerances.equal)

    def number_reach(self, hedge: Hedge) -> Fraction:
        """How far the hedge reaches from a number that is no share, as a part of that number."""
        numbers = self.numbers
        reaches = {
            Hedge.NEARLY: numbers.nearly,
            Hedge.JUST_OVER: numbers.just_over,
            Hedge.ABOUT: numbers.about,
        }
        return reaches.get(hedge, Fraction(0))


def _folded(name: str) -> str:
    """Small letters, one space or hyphen is like the other, no leading article; but "a few" is not "few"."""
    words = " ".join(name.casefold().replace("-", " ").split())
    return words if words in _WITH_ARTICLE else words.removeprefix("a ").removeprefix("the ")


_WITH_ARTICLE = frozenset({"a few", "a little"})
