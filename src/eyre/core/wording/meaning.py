"""What is a phrase true of? The set of shares or numbers that a quantity names under a wording policy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from eyre.core.figures import Count

from .policy import ProportionWord, WordingPolicy
from .quantity import Form, Hedge, Quantity
from .spans import ONE, ZERO, Span, Spans

T = TypeVar("T")

_DECIMALS = re.compile(r"\d\.(\d+)")


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

_ALL = Spans((Span(ONE, ONE),))
_NONE = Spans((Span(ZERO, ZERO),))
_NEAR = frozenset({Hedge.NEARLY, Hedge.JUST_OVER, Hedge.ABOUT})
# How a hedged fraction is spelled, to see whether a policy gives it a meaning of its own ("less than half")
_SPELLED = {
    Hedge.NONE: ("",), Hedge.NEARLY: ("nearly ", "almost "), Hedge.JUST_OVER: ("just over ",), Hedge.OVER: ("more than ",),
    Hedge.UNDER: ("less than ",), Hedge.ABOUT: ("around ", "about "), Hedge.AT_LEAST: ("at least ",), Hedge.AT_MOST: ("at most ",),
}  # fmt: skip


@lru_cache(maxsize=4096)
def meaning(policy: WordingPolicy, quantity: Quantity) -> Meaning:
    """What the quantity is true of under the policy.

    Raises:
        NoMeaning: for a word the policy gives no shares, or a quantity that lacks what its form needs.
    """
    match quantity.form:
        case Form.FRACTION | Form.RATIO:
            return fraction_meaning(policy, _needed(quantity.share, quantity), quantity.hedge)
        case Form.PERCENT:
            return _percent_meaning(policy, quantity)
        case Form.WORD:
            return word_meaning(policy, quantity.word or quantity.text)
        case Form.ALL:
            return _all_meaning(policy, quantity.hedge)
        case Form.NONE:
            return _none_meaning(policy, quantity.hedge)
        case _:
            return _number_meaning(policy, quantity)


def _needed(value: T | None, quantity: Quantity) -> T:
    if value is None:
        raise NoMeaning(f"{quantity.text!r} does not say its number")
    return value


def fraction_meaning(policy: WordingPolicy, share: Fraction, hedge: Hedge) -> ShareMeaning:
    """What a fraction with a hedge is true of; a word of the policy for just this comes first."""
    own = _own_word(policy, share, hedge)
    if own:
        return _of_word(own)
    letter = _bent(policy, share, hedge)
    if hedge is Hedge.OVER:
        end = policy.next_above(share)
        return ShareMeaning(Spans((Span(share, end or ONE, False, end is None),)), letter, Guard.SIDE)
    if hedge is Hedge.UNDER:
        start = policy.next_below(share)
        above = start - policy.tolerances.equal if start else ZERO
        return ShareMeaning(Spans((Span(above, share, start is None, False),)), letter, Guard.SIDE)
    return ShareMeaning(letter, letter, _guard(hedge))


def _own_word(policy: WordingPolicy, share: Fraction, hedge: Hedge) -> ProportionWord | None:
    anchor = next((one for one in policy.anchors if one.share == share), None)
    names = [f"{hedged}{anchor.phrase}" for hedged in _SPELLED[hedge]] if anchor else []
    return next((word for name in names if (word := policy.word(name))), None)


def _guard(hedge: Hedge) -> Guard:
    if hedge is Hedge.NONE:
        return Guard.NONE
    return Guard.NEAR if hedge in _NEAR else Guard.SIDE


def _bent(policy: WordingPolicy, share: Fraction, hedge: Hedge) -> Spans:
    """The shares that a hedge leaves true to the letter."""
    reach = policy.reach(hedge)
    return Spans((_bend(share, reach, hedge),))


def _bend(number: Fraction, reach: Fraction, hedge: Hedge) -> Span:
    low, high = max(ZERO, number - reach), number + reach
    match hedge:
        case Hedge.NEARLY:
            return Span(low, number, True, False)
        case Hedge.JUST_OVER:
            return Span(number, high, False, True)
        case Hedge.OVER:
            return Span(number, None, False)
        case Hedge.UNDER:
            return Span(ZERO, number, True, False)
        case Hedge.AT_LEAST:
            return Span(number)
        case Hedge.AT_MOST:
            return Span(ZERO, number)
        case _:
            return Span(low, high)


def _percent_meaning(policy: WordingPolicy, quantity: Quantity) -> ShareMeaning:
    """A bare per cent, or a range, is true of what rounds to it, half up, at the precision it is stated in."""
    low, high = _needed(quantity.low, quantity), _needed(quantity.high, quantity)
    if quantity.hedge is not Hedge.NONE:
        bent = _bend(
            _hedged_end(low, high, quantity.hedge) / 100, policy.reach(quantity.hedge), quantity.hedge
        )
        return ShareMeaning(Spans((bent,)), Spans((bent,)), _guard(quantity.hedge))
    half = Fraction(1, 2 * 10 ** _precision(quantity, low, high)) / 100
    rounded = Spans((Span(max(ZERO, low / 100 - half), high / 100 + half, True, False),))
    return ShareMeaning(_never_the_whole(rounded, low, high), rounded, Guard.NONE)


def _hedged_end(low: Fraction, high: Fraction, hedge: Hedge) -> Fraction:
    return high if hedge in (Hedge.OVER, Hedge.JUST_OVER, Hedge.AT_MOST) else low


def _precision(quantity: Quantity, *numbers: Fraction) -> int:
    """How many decimals are stated: those that are written, or as many as the numbers need."""
    written = max((len(found) for found in _DECIMALS.findall(quantity.text)), default=0)
    needed = next((n for n in range(7) if all((one * 10**n).denominator == 1 for one in numbers)), 6)
    return max(written, needed)


def _never_the_whole(rounded: Spans, low: Fraction, high: Fraction) -> Spans:
    """100 per cent is all and 0 per cent is none: 99.6 per cent rounds to the one, but is not all."""
    if low == high and low in (0, 100):
        return _ALL if low else _NONE
    return rounded


def word_meaning(policy: WordingPolicy, name: str) -> ShareMeaning:
    """What a word of the policy is true of.

    Raises:
        NoMeaning: when the policy has no such word, or holds it evaluative.
    """
    word = policy.word(name)
    if word:
        return _of_word(word)
    if policy.is_evaluative(name):
        raise NoMeaning(f"{name!r} judges instead of counting")
    raise NoMeaning(f"the wording policy {policy.id} gives {name!r} no meaning")


def _of_word(word: ProportionWord) -> ShareMeaning:
    return ShareMeaning(word.shares, word.shares, Guard.SIDE, word.small, word.small_up_to)


def _all_meaning(policy: WordingPolicy, hedge: Hedge) -> ShareMeaning:
    if hedge is Hedge.NONE:
        return ShareMeaning(_ALL, _ALL, Guard.NONE)
    word = policy.word("almost all") if hedge is Hedge.NEARLY else None
    return _of_word(word) if word else fraction_meaning(policy, ONE, hedge)


def _none_meaning(policy: WordingPolicy, hedge: Hedge) -> ShareMeaning:
    if hedge is not Hedge.NEARLY:
        return ShareMeaning(_NONE, _NONE, Guard.NONE)
    word = policy.word("almost none")
    if word:
        return _of_word(word)
    almost_all = _all_meaning(policy, Hedge.NEARLY)
    mirrored, small = almost_all.shares.mirrored(), almost_all.small
    return ShareMeaning(
        mirrored, mirrored, almost_all.guard, small.mirrored() if small else None, almost_all.small_up_to
    )


def _number_meaning(policy: WordingPolicy, quantity: Quantity) -> NumberMeaning:
    if quantity.unit:
        raise NoMeaning(f"{quantity.text!r} measures something ({quantity.unit}) and counts nothing")
    match quantity.form:
        case Form.COUNT_OF | Form.SCORE:
            count = _needed(quantity.count, quantity)
            return NumberMeaning(_numbers(policy, count.x, quantity.hedge), Counted.COUNTED, of=count.of)
        case Form.ALL_BUT:
            return _all_but_meaning(policy, quantity)
        case _:
            return NumberMeaning(_stated_numbers(policy, quantity), Counted.EITHER)


def _all_but_meaning(policy: WordingPolicy, quantity: Quantity) -> NumberMeaning:
    left_out = _needed(quantity.number, quantity)
    numbers = _numbers(policy, left_out, quantity.hedge)
    least = left_out * policy.small_numbers.all_but_of_each
    return NumberMeaning(numbers, Counted.LEFT_OUT, quantity.count.of if quantity.count else None, least)


def _stated_numbers(policy: WordingPolicy, quantity: Quantity) -> Spans:
    """One number with its hedge, or a range of them."""
    if quantity.number is None and quantity.low is not None and quantity.high is not None:
        return Spans((Span(quantity.low, quantity.high),))
    return _numbers(policy, _needed(quantity.number, quantity), quantity.hedge)


def _numbers(policy: WordingPolicy, number: int, hedge: Hedge) -> Spans:
    if hedge is Hedge.NONE:
        return Spans((Span(Fraction(number), Fraction(number)),))
    return Spans((_bend(Fraction(number), max(ONE, policy.number_reach(hedge) * number), hedge),))
