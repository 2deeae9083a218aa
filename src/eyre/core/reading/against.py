"""How much of what is known to stand in a document did the reader find? Recall and precision of its claims."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .draft import ClaimRead, Draft, Place

_SKIPPED = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|\*+|`|(?m:^#{1,6} )|(?m:^\s*[-*•] )")
_COLUMNS = {
    "phrase": ("verbatim", "phrase"), "x": ("numerator", "x"), "of": ("denominator", "of"),
    "percent": ("percent",), "value": ("value",), "document": ("seed_file", "document"), "id": ("count_id", "id"),
}  # fmt: skip
_VALUE = re.compile(r"(?P<bound>[<>]=?)?(?P<number>-?\d[\d,]*)$")


class Met(StrEnum):
    """What became of a row."""

    WHOLE = "whole"  # a claim stands there, and every number of the row is in it
    PART = "part"  # a claim stands there with one of the row's numbers; another is said elsewhere in the document
    DIFFERS = "differs"  # a claim stands there, and its numbers are not the row's
    MISSED = "missed"  # no claim stands there
    ABSENT = "absent"  # the row's words do not stand in the document


@dataclass(frozen=True, slots=True)
class Row:
    """A count that somebody noted: the words, and exactly those numbers that the words give."""

    id: str
    phrase: str
    x: str = ""
    of: str = ""
    percent: str = ""
    value: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row, what became of it, and the claims at its words."""

    row: Row
    met: Met
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measure:
    """Recall: rows found of rows whose words stand in the document. Precision: claims that a row confirms, of all.

    The rows are seldom all that a document claims, so precision is a lower bound; `wrong` counts the claims that
    contradict the row at their words.
    """

    outcomes: tuple[Outcome, ...]
    claims: int
    confirmed: int
    wrong: int

    @property
    def counted(self) -> dict[Met, int]:
        """How many rows met with what."""
        return {met: sum(outcome.met is met for outcome in self.outcomes) for met in Met}

    @property
    def recall(self) -> Fraction | None:
        """Rows found whole or in part, of the rows whose words stand in the document; None where there is none."""
        there = [outcome for outcome in self.outcomes if outcome.met is not Met.ABSENT]
        found = sum(outcome.met in (Met.WHOLE, Met.PART) for outcome in there)
        return Fraction(found, len(there)) if there else None

    @property
    def precision(self) -> Fraction | None:
        """Claims that a row confirms, of all claims; None where there is no claim."""
        return Fraction(self.confirmed, self.claims) if self.claims else None


def read_rows(table: Sequence[Mapping[str, str]], document: str) -> list[Row]:
    """The rows of a table of counts that are about the document; all of them where none says what it is about.

    Raises:
        ValueError: when the table has no column for the words.
    """
    if table and not any(name in table[0] for name in _COLUMNS["phrase"]):
        raise ValueError("the table has no column “phrase” (or “verbatim”) with the words of each count")
    rows = [Row(**{field: _cell(line, names) for field, names in _COLUMNS.items()}) for line in table]
    own = [row for row in rows if row.document and row.document == document]
    return own or [row for row in rows if not row.document]


def _cell(line: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next(((line.get(name) or "").strip() for name in names if name in line), "")


def measure(draft: Draft, rows: Sequence[Row]) -> Measure:
    """Hold the claims of a draft against rows of counts."""
    found = _Found(draft)
    outcomes = tuple(found.meet(row) for row in rows)
    return Measure(outcomes, len(found.claims), len(found.confirmed), len(found.wrong - found.confirmed))


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim, a score of a table or a moment: its place and its numbers."""

    id: str
    place: Place
    x: int | None = None
    of: int | None = None
    numbers: tuple[Fraction, ...] = ()
    low: Fraction | None = None
    high: Fraction | None = None
    time: str = ""


class _Found:
    """The claims of a draft by place, and those that rows have confirmed."""

    def __init__(self, draft: Draft) -> None:
        self.text, self.places = _plain(draft.given.text)
        self.claims = [_of_claim(claim) for claim in draft.claims]
        self.others = [
            _Claim(table.score.id, table.score.place, table.score.points, table.score.out_of)
            for table in draft.tables
            if table.score
        ] + [
            _Claim(date.id, date.place, time=f"{date.date.text}T{date.time}" if date.time else date.date.text)
            for date in draft.dates
        ]
        self.confirmed: set[str] = set()
        self.wrong: set[str] = set()
        self.used: dict[str, int] = {}

    def meet(self, row: Row) -> Outcome:
        """What becomes of a row: rows with the same words take the places of the words one after another."""
        phrase = _plain(re.split(r"\s*(?:\.\.\.|…)\s*", row.phrase)[0])[0].strip()
        at = self.text.find(phrase, self.used.get(phrase, 0)) if phrase else -1
        if at < 0:
            at = self.text.find(phrase) if phrase else -1
        if at < 0:
            return Outcome(row, Met.ABSENT)
        self.used[phrase] = at + 1
        start, end = self.places[at], self.places[at + len(phrase) - 1] + 1
        here = [c for c in (*self.claims, *self.others) if c.place.start < end and start < c.place.end]
        met = _best(row, here)
        own = {claim.id for claim in here if claim in self.claims}
        (self.confirmed if met in (Met.WHOLE, Met.PART) else self.wrong).update(own)
        return Outcome(row, met, tuple(claim.id for claim in here))


def _of_claim(claim: ClaimRead) -> _Claim:
    numbers = tuple(Fraction(n) for n in (claim.x, claim.of, claim.number) if n is not None)
    low, high = claim.low, claim.high
    if claim.share is not None:
        low = high = claim.share * 100
    return _Claim(claim.id, claim.place, claim.x, claim.of, numbers, low, high)


def _best(row: Row, claims: Sequence[_Claim]) -> Met:
    if not claims:
        return Met.MISSED
    wanted = [*(_number(text) for text in (row.x, row.of, row.value)), _number(row.percent)]
    if not any((row.x, row.of, row.percent, row.value)):
        return Met.WHOLE
    if row.value and any(claim.time == row.value for claim in claims):
        return Met.WHOLE
    has = {number for claim in claims for number in (*claim.numbers, *_ends(claim))}
    has |= {Fraction(n) for claim in claims for n in (claim.x, claim.of) if n is not None}
    asked = [number for number in wanted if number is not None] + list(_range(row.percent))
    if not asked:
        return Met.DIFFERS
    there = [number in has for number in asked]
    return Met.WHOLE if all(there) else Met.PART if any(there) else Met.DIFFERS


def _ends(claim: _Claim) -> tuple[Fraction, ...]:
    return tuple(end for end in (claim.low, claim.high) if end is not None)


def _number(text: str) -> Fraction | None:
    match = _VALUE.fullmatch(text)
    return Fraction(match["number"].replace(",", "")) if match else None


def _range(percent: str) -> tuple[Fraction, ...]:
    """Both ends of "70-75"."""
    low, dash, high = percent.partition("-")
    return (Fraction(low), Fraction(high)) if dash and low.isdigit() and high.isdigit() else ()


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without markup, with single spaces and straight quotation marks, and where each character stood."""
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for match in [*_SKIPPED.finditer(text), None]:
        stop = match.start() if match else len(text)
        for n in range(at, stop):
            char = text[n]
            if char.isspace() or char == "\u00a0":
                if kept and kept[-1] == " ":
                    continue
                char = " "
            kept.append({"’": "'", "‘": "'", "“": '"', "”": '"'}.get(char, char))
            places.append(n)
        at = match.end() if match else stop
    return "".join(kept), places
