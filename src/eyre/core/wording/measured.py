"""How much of what documents state does the finder find? Compared with claims that people read in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .quantity import Form, Quantity

_GAP = re.compile(r"\s*(?:\.\.\.|…)\s*")
_BETWEEN = r"[\s*_>]+"
_SHARES = frozenset({Form.FRACTION, Form.PERCENT, Form.RATIO, Form.WORD, Form.ALL, Form.NONE, Form.ALL_BUT})


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity that a person read in a document: the words, and the numbers they state where they state any."""

    id: str
    phrase: str
    x: Fraction | None = None
    of: Fraction | None = None
    low: Fraction | None = None  # in per cent
    high: Fraction | None = None
    value: Fraction | None = None
    is_no_quantity: bool = False  # a year, a rank, a level: left out by the finder on purpose


class Result(StrEnum):
    """What became of a claim."""

    RIGHT = "found, with its numbers"
    OTHER = "found, with other numbers"
    MISSED = "not found"
    ABSENT = "its words do not stand in the document"


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim, what became of it, and the quantities found at its words."""

    claim: Claim
    result: Result
    found: tuple[Quantity, ...]


def compare(text: str, found: Iterable[Quantity], claims: Iterable[Claim]) -> list[Compared]:
    """What became of each claim; the nth claim of the same words is the nth place where they stand."""
    quantities = list(found)
    met: Counter[str] = Counter()
    compared: list[Compared] = []
    for claim in claims:
        places = list(_places(text, claim.phrase))
        at = places[min(met[claim.phrase], len(places) - 1)] if places else None
        met[claim.phrase] += 1
        here = tuple(q for q in quantities if at and q.start < at[1] and q.end > at[0])
        compared.append(Compared(claim, _result(claim, here, at is not None), here))
    return compared


def _places(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Where the words stand, whatever line breaks and emphasis stand between them."""
    plain = str.maketrans("’‘“”", "''\"\"")
    parts = [_BETWEEN.join(map(re.escape, part.split())) for part in _GAP.split(phrase.translate(plain))]
    pattern = re.compile(rf"(?<![\w,]){'.{0,200}?'.join(parts)}(?!\w)", re.I | re.S)
    for match in pattern.finditer(text.translate(plain)):
        yield match.span()


def _result(claim: Claim, here: tuple[Quantity, ...], is_there: bool) -> Result:
    if not is_there:
        return Result.ABSENT
    if not here:
        return Result.MISSED
    return Result.RIGHT if any(_states(quantity, claim) for quantity in here) else Result.OTHER


def _states(quantity: Quantity, claim: Claim) -> bool:
    """Whether the quantity has the numbers of the claim, as far as the words themselves state them."""
    numbers = _numbers(quantity)
    if claim.x is not None and claim.of is not None:
        count = quantity.count
        is_whole = count is not None and count.x == claim.x and count.of == claim.of
        is_part = quantity.number is not None and quantity.number == claim.x  # its whole stands elsewhere
        is_left_out = quantity.form is Form.ALL_BUT and quantity.number == claim.of - claim.x
        return is_whole or is_part or is_left_out or quantity.share == claim.x / claim.of
    if claim.low is not None:
        return (quantity.low, quantity.high) == (claim.low, claim.high) or quantity.share == claim.low / 100
    if claim.value is not None:
        return abs(claim.value) in numbers
    return quantity.form in _SHARES or claim.of in numbers


def _numbers(quantity: Quantity) -> set[Fraction]:
    said: set[Fraction] = {n for n in (quantity.low, quantity.high) if n is not None}
    if quantity.number is not None:
        said.add(Fraction(quantity.number))
    if quantity.count is not None:
        said |= {Fraction(quantity.count.x), Fraction(quantity.count.of)}
    return said
