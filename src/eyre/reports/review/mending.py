"""Which fields of a fact can be mended, and does what somebody typed make a fact again?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from eyre.core.calendar import NotADate, PartialDate, parse_partial
from eyre.core.reading import (
    ClaimRead,
    DateRead,
    Fact,
    KindRead,
    ProviderRead,
    RatingRead,
    RecommendationRead,
    ScoreRead,
    StatementRead,
    TableRead,
)

from .kept import hints_of

Some = TypeVar("Some", bound=Fact)
LARGEST = 2_147_483_647
LARGEST_NUMBER = 32_767
TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
FRACTION = re.compile(r"\d{1,9}(?:\.\d{1,6}|/0*[1-9]\d{0,8})?")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a fact that can be mended. `long`: its text may have several lines."""

    name: str
    label: str
    hint: str = ""
    long: bool = False
    may_be_empty: bool = True


class CannotMend(ValueError):
    """What was typed makes no fact: the words for each field; "" holds those for several."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__("; ".join(words.values()))
        self.words = words


_PROVIDER = Field("provider", "Body")
FIELDS: Mapping[type[Fact], tuple[Field, ...]] = {
    KindRead: (Field("kind", "Kind of document"), Field("title", "Title")),
    ProviderRead: (
        Field("name", "Name", "Without its kind: “Cheshire West”", may_be_empty=False),
        Field("kind", "Kind of body", may_be_empty=False),
        Field("role", "In this document", may_be_empty=False),
    ),
    DateRead: (
        Field("what", "What it says", may_be_empty=False),
        Field("date", "Date", "As exactly as the document has it: 2023-05-12, 2023-05, 2023, or two with / between", may_be_empty=False),
        Field("time", "Time of day", "14:30, or nothing"),
        _PROVIDER,
    ),
    TableRead: (_PROVIDER, Field("edition", "Edition that its standards are of")),
    RatingRead: (Field("ref", "Number of the standard", may_be_empty=False), Field("rating", "Rating", may_be_empty=False)),
    ScoreRead: (Field("points", "Points", may_be_empty=False), Field("out_of", "Out of", may_be_empty=False)),
    StatementRead: (
        _PROVIDER,
        Field("rating", "Rating", may_be_empty=False),
        Field("standard", "Standard", "As it is called; empty for the overall rating"),
    ),
    RecommendationRead: (
        _PROVIDER,
        Field("number", "Number", may_be_empty=False),
        Field("addressee", "Told to", may_be_empty=False),
        Field("addressed_to", "Name as printed"),
        Field("text", "Words", long=True, may_be_empty=False),
    ),
    ClaimRead: (
        _PROVIDER,
        Field("said_of", "What is counted"),
        Field("x", "How many (x of y)"),
        Field("of", "Of how many (x of y)"),
        Field("number", "Number without its whole"),
        Field("low", "Per cent, or the lower end of a range"),
        Field("high", "Upper end of the range", "The same again where there is no range"),
        Field("share", "Share", "3/4"),
        Field("sentence", "Sentence", long=True, may_be_empty=False),
    ),
}  # fmt: skip


def fields_of(fact: Fact) -> tuple[Field, ...]:
    """The fields of this fact that can be mended; an overall rating has no number of a standard."""
    fields = FIELDS[type(fact)]
    return tuple(
        each for each in fields if not (isinstance(fact, RatingRead) and not fact.ref and each.name == "ref")
    )


def as_text(value: object) -> str:
    """A value of a fact as it stands in a form."""
    match value:
        case None:
            return ""
        case Enum():
            return str(value.value)
        case PartialDate():
            return value.text
        case _:
            return str(value)


def texts_of(fact: Fact) -> dict[str, str]:
    """What a form about the fact begins with."""
    return {field.name: as_text(getattr(fact, field.name)) for field in fields_of(fact)}


def mended(fact: Some, texts: Mapping[str, str]) -> Some:
    """The fact with other values, from their texts.

    Raises:
        CannotMend: where a text is no such value, or the values do not go together.
    """
    hints = hints_of(type(fact))
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, text in texts.items():
        try:
            values[name] = _value(hints[name], text.strip())
        except ValueError as why:
            wrong[name] = str(why)
    if wrong:
        raise CannotMend(wrong)
    return replace(fact, **values) if values else fact


def mend(fact: Fact, texts: Mapping[str, str]) -> dict[str, str]:
    """The fields that differ from what was read, as texts; nothing where all are the same.

    Raises:
        CannotMend: where what was typed makes no fact.
    """
    known = fields_of(fact)
    wrong = {
        f.name: f"Enter {f.label[:1].lower()}{f.label[1:]}"
        for f in known
        if not f.may_be_empty and not texts[f.name].strip()
    }
    if wrong:
        raise CannotMend(wrong)
    found = mended(fact, {field.name: texts[field.name] for field in known})
    if wrong := _wrong(found):
        raise CannotMend(wrong)
    now = texts_of(found)
    return {name: now[name] for name, was in texts_of(fact).items() if now[name] != was}


def _value(hint: Any, text: str) -> Any:
    """A text as a value of this type. Raises ValueError in words."""
    if get_origin(hint) in (Union, UnionType):
        return _value(get_args(hint)[0], text) if text else None
    if hint is int:
        if not (text.isascii() and text.isdigit() and int(text[:12]) <= LARGEST and len(text) < 12):
            raise ValueError("Enter a whole number in digits")
        return int(text)
    if hint is Fraction:
        if not FRACTION.fullmatch(text):
            raise ValueError("Enter a number, or a fraction such as 3/4")
        return Fraction(text)
    if hint is PartialDate:
        try:
            return parse_partial(text)
        except NotADate as why:
            raise ValueError(str(why)) from None
    if isinstance(hint, type) and issubclass(hint, Enum):
        if text not in {each.value for each in hint}:
            raise ValueError("Choose one of those that are offered")
        return hint(text)
    return text


def _wrong(fact: Fact) -> dict[str, str]:
    """What of a mended fact does not go together, by field."""
    match fact:
        case ScoreRead() if not 0 <= fact.points <= fact.out_of or not 0 < fact.out_of <= LARGEST_NUMBER:
            return {"points": "A score is not more than its maximum"}
        case DateRead() if fact.time and not TIME.fullmatch(fact.time):
            return {"time": "Enter the time as 14:30"}
        case RecommendationRead() if not 1 <= fact.number <= LARGEST_NUMBER:
            return {"number": "Recommendations are numbered from 1"}
        case ClaimRead():
            return _wrong_claim(fact)
        case _:
            return {}


def _wrong_claim(claim: ClaimRead) -> dict[str, str]:
    if (claim.x is None) != (claim.of is None):
        return {"of": "“x of y” needs both numbers, or neither"}
    if claim.x is not None and claim.of is not None and claim.x > claim.of:
        return {"x": "x is not more than y in “x of y”"}
    if (claim.low is None) != (claim.high is None):
        return {"high": "A range has both ends; repeat the per cent where it is no range"}
    if claim.low is not None and claim.high is not None and claim.low > claim.high:
        return {"high": "A range runs from the lower to the higher"}
    return {}
