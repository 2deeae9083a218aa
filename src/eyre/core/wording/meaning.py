"""What is a phrase true of? The set of shares or numbers that a quantity names under a wording policy."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from .hedging import bend, bend_range, guard_of
from .meant import Counted, Guard, Meaning, NoMeaning, NumberMeaning, ShareMeaning
from .policy import ProportionWord, WordingPolicy
from .quantity import Form, Hedge, Quantity
from .spans import ONE, ZERO, Span, Spans

T = TypeVar("T")

_DECIMALS = re.compile(r"\d\.(\d+)")
_ALL = Spans((Span(ONE, ONE),))
_NONE = Spans((Span(ZERO, ZERO),))
_NOT_ALL = Spans((Span(ZERO, ONE, True, False),))
_NEARLY_WORDS = frozenset({"almost", "nearly", "virtually", "practically"})
_ALL_WORDS, _NONE_WORDS = frozenset({"all", "every", "each"}), frozenset({"none", "no"})
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
        case Form.FRACTION if quantity.share is None and quantity.low is not None:
            high = _needed(quantity.high, quantity)
            return _range_of_fractions(policy, quantity.low / 100, high / 100, quantity.hedge)
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
    return ShareMeaning(letter, letter, guard_of(hedge))


def _range_of_fractions(policy: WordingPolicy, low: Fraction, high: Fraction, hedge: Hedge) -> ShareMeaning:
    """Between a third and a half: from the one to the other, each with the tolerance of a bare fraction."""
    bent = Spans((bend_range(low, high, policy.reach(hedge), hedge),))
    return ShareMeaning(bent, bent, guard_of(hedge))


def _own_word(policy: WordingPolicy, share: Fraction, hedge: Hedge) -> ProportionWord | None:
    anchor = next((one for one in policy.anchors if one.share == share), None)
    names = [f"{hedged}{anchor.phrase}" for hedged in _SPELLED[hedge]] if anchor else []
    return next((word for name in names if (word := policy.word(name))), None)


def _bent(policy: WordingPolicy, share: Fraction, hedge: Hedge) -> Spans:
    """The shares that a hedge leaves true to the letter."""
    reach = policy.reach(hedge)
    return Spans((bend(share, reach, hedge),))


def _percent_meaning(policy: WordingPolicy, quantity: Quantity) -> ShareMeaning:
    """A bare per cent, or a range, is true of what rounds to it, half up, at the precision it is stated in."""
    low, high = _needed(quantity.low, quantity), _needed(quantity.high, quantity)
    if quantity.hedge is not Hedge.NONE:
        bent = Spans((bend_range(low / 100, high / 100, policy.reach(quantity.hedge), quantity.hedge),))
        return ShareMeaning(bent, bent, guard_of(quantity.hedge))
    half = Fraction(1, 2 * 10 ** _precision(quantity, low, high)) / 100
    rounded = Spans((Span(max(ZERO, low / 100 - half), high / 100 + half, True, False),))
    return ShareMeaning(_never_the_whole(rounded, low, high), rounded, Guard.NONE)


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
    defined = _defined_word(policy, name)
    if defined:
        return defined
    if policy.is_evaluative(name):
        raise NoMeaning(f"{name!r} judges instead of counting")
    raise NoMeaning(f"the wording policy {policy.id} gives {name!r} no meaning")


def _defined_word(policy: WordingPolicy, name: str) -> ShareMeaning | None:
    """ "virtually every", "almost no", "not all": what follows from all and none under any policy."""
    first, _, rest = name.casefold().partition(" ")
    if first in _NEARLY_WORDS and rest in _ALL_WORDS:
        return _all_meaning(policy, Hedge.NEARLY)
    if first in _NEARLY_WORDS and rest in _NONE_WORDS:
        return _none_meaning(policy, Hedge.NEARLY)
    if first == "not" and rest in _ALL_WORDS:
        return ShareMeaning(_NOT_ALL, _NOT_ALL, Guard.NONE)
    return None


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
        return _number_range(policy, quantity.low, quantity.high, quantity.hedge)
    return _numbers(policy, _needed(quantity.number, quantity), quantity.hedge)


def _numbers(policy: WordingPolicy, number: int, hedge: Hedge) -> Spans:
    return _number_range(policy, Fraction(number), Fraction(number), hedge)


def _number_range(policy: WordingPolicy, low: Fraction, high: Fraction, hedge: Hedge) -> Spans:
    if hedge is Hedge.NONE:
        return Spans((Span(low, high),))
    return Spans((bend_range(low, high, max(ONE, policy.number_reach(hedge) * high), hedge),))
