"""Which number begins at this token? Figures, numbers in words up to the billions, dozens."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from .lexicon import BIG, MULTIPLIERS, TENS, UNITS
from .tokens import Tokens

_FIGURES = re.compile(r"(\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,9})?)(k|m|bn)?")
_SIZES = {"k": 1_000, "m": BIG["million"], "bn": BIG["billion"]}  # £1.5m; only money is written so


class Number(NamedTuple):
    """A number that begins at token `first` and ends before token `after`."""

    value: Fraction
    first: int
    after: int
    spelled: bool

    @property
    def whole(self) -> int | None:
        """The number where it is a whole one."""
        return int(self.value) if self.value.denominator == 1 else None


def read_number(tokens: Tokens, at: int) -> Number | None:
    """The longest number that begins here, or nothing."""
    word = tokens.words[at]
    if word[:1].isdigit():
        return _figures(tokens, at, match) if (match := _FIGURES.fullmatch(word)) else None
    return _spelled(tokens, at)


@lru_cache(maxsize=4096)
def _exactly(figures: str) -> Fraction:
    return Fraction(figures.replace(",", ""))


def _figures(tokens: Tokens, at: int, match: re.Match[str]) -> Number:
    value, after = _exactly(match[1]), at + 1
    size = _SIZES.get(match[2]) if match[2] else BIG.get(tokens.words[after])
    if size is None:
        return Number(value, at, after, False)
    return Number(value * size, at, after + (not match[2]), False)


def _spelled(tokens: Tokens, at: int) -> Number | None:
    words = tokens.words
    total, end, least = 0, at, 10**12
    cursor: int | None = at
    while cursor is not None and (group := _below_thousand(words, cursor)) is not None:
        value, stop = group
        big = stop + (words[stop] == "-")
        size = BIG.get(words[big], 1)
        if size >= least:
            break
        total, least, end = total + value * size, size, stop if size == 1 else big + 1
        cursor = None if size == 1 else _next_group(words, end)
    if end == at:
        return None
    first = at - 1 if words[at] in MULTIPLIERS else at
    if words[at] in MULTIPLIERS and words[first - 1] == "half":
        return Number(Fraction(total, 2), first - 1, end, True)  # half a dozen
    return Number(Fraction(total), first, end, True)


def _next_group(words: list[str], at: int) -> int | None:
    """Where the number goes on after "thousand": "one thousand, two hundred", "one thousand and five"."""
    if words[at] == "and":
        return at + 1 if _below_hundred(words, at + 1) else None
    start = at + (words[at] == ",")
    group = _below_thousand(words, start)
    if group is None or (start > at and "hundred" not in words[start : group[1]]):
        return None
    return start


def _below_thousand(words: list[str], at: int) -> tuple[int, int] | None:
    if words[at] in MULTIPLIERS and words[at - 1] in ("a", "an"):
        head: tuple[int, int] | None = (1, at)
        if words[at] in BIG:
            return head
    else:
        head = _below_hundred(words, at)
    if head is None:
        return None
    value, end = head
    end_of_hyphen = end + (words[end] == "-")
    if words[end_of_hyphen] == "dozen":
        return value * 12, end_of_hyphen + 1
    if words[end_of_hyphen] != "hundred" or value > 99:
        return head if end > at else None
    end, value = end_of_hyphen + 1, value * 100
    rest = _below_hundred(words, end + (words[end] == "and"))
    return (value + rest[0], rest[1]) if rest else (value, end)


def _below_hundred(words: list[str], at: int) -> tuple[int, int] | None:
    if (tens := TENS.get(words[at])) is not None:
        after = at + 1 + (words[at + 1] == "-")
        unit = UNITS.get(words[after], 0)
        return (tens + unit, after + 1) if 0 < unit < 10 else (tens, at + 1)
    unit = UNITS.get(words[at], -1)
    return None if unit < 0 else (unit, at + 1)
