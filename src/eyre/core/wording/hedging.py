"""What does a hedge do to a number? "Almost" reaches down from it, "more than" begins above it."""

from __future__ import annotations

from fractions import Fraction

from .meant import Guard
from .quantity import Hedge
from .spans import ZERO, Span

_NEAR = frozenset({Hedge.NEARLY, Hedge.JUST_OVER, Hedge.ABOUT})


def guard_of(hedge: Hedge) -> Guard:
    """Which edges of a hedged share deserve a second look."""
    if hedge is Hedge.NONE:
        return Guard.NONE
    return Guard.NEAR if hedge in _NEAR else Guard.SIDE


def bend(number: Fraction, reach: Fraction, hedge: Hedge) -> Span:
    """What a hedge leaves true of a number, to the letter; `reach` is how far "almost", "just over", "about" go."""
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


def bend_range(low: Fraction, high: Fraction, reach: Fraction, hedge: Hedge) -> Span:
    """A hedge before a range bends both its ends: "about 70 to 75 per cent"."""
    first, last = bend(low, reach, hedge), bend(high, reach, hedge)
    return Span(first.low, last.high, first.owns_low, last.owns_high)
