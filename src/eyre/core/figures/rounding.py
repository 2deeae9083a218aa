"""How is an exact fraction shown? Rounding is for display; comparison is on the fraction itself."""

from enum import StrEnum
from fractions import Fraction

from .count import Count
from .undefined import Undefined


class Rounding(StrEnum):
    """The rounding modes an edition may name."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    HALF_DOWN = "half_down"
    DOWN = "down"


def round_fraction(value: Fraction, mode: Rounding) -> int:
    """The whole number for a fraction of 0 or more, by the mode, without passing through a float."""
    whole, rest = divmod(value.numerator, value.denominator)
    twice = 2 * rest
    if mode is Rounding.DOWN or twice < value.denominator:
        return whole
    if twice > value.denominator:
        return whole + 1
    match mode:
        case Rounding.HALF_UP:
            return whole + 1
        case Rounding.HALF_EVEN:
            return whole + whole % 2
        case _:
            return whole


def percent(count: Count, mode: Rounding = Rounding.HALF_UP) -> int | Undefined:
    """The whole per cent of a count, for display; `Undefined` for 0 of 0."""
    share = count.share
    return share if isinstance(share, Undefined) else round_fraction(100 * share, mode)
