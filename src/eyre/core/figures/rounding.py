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
    return round_ratio(value.numerator, value.denominator, mode)


def round_ratio(numerator: int, denominator: int, mode: Rounding) -> int:
    """`round_fraction` for a fraction told by its parts, whether or not it is in lowest terms."""
    whole, rest = divmod(numerator, denominator)
    twice = 2 * rest
    if mode is Rounding.DOWN or twice < denominator:
        return whole
    if twice > denominator:
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
    if count.of == 0:
        return Undefined("counted from nothing (0 of 0)")
    return round_ratio(100 * count.x, count.of, mode)
