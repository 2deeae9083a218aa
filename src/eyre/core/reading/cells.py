"""The cells of a line that may belong to a ratings table: what is each?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .lines import Line, LineKind
from .scale import Shelf, folded, plain_ref, without_mark


class CellKind(StrEnum):
    """What a cell is."""

    REF = "ref"
    TITLE = "title"
    BAND = "band"
    OVERALL = "overall"
    SCORE = "score"
    FIELDWORK = "fieldwork"
    DOMAIN = "domain"
    OTHER = "other"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its line, its characters in the line and its words; `row` says that it stands between tabs or pipes."""

    kind: CellKind
    line: int
    start: int
    end: int
    words: str
    row: bool = False


_BETWEEN = re.compile(r"[^\t|]+")
_BETWEEN_GAPS = re.compile(r"\S+(?: {1,2}\S+)*")
_GAP = re.compile(r"\S {3,}\S")
_REF = re.compile(r"(?P<ref>(?:[A-Z] ?)?\d{1,2}\.\d{1,2}|[A-Z] ?\d)\.?(?=\s|$)\s*:?\s*")
_PREFIX = re.compile(r"[A-Z][.:]? (?=[A-Z])")  # "R Leadership": a standard that is printed without its number
_SINGLE = re.compile(r"(?P<ref>\d)\.\s+(?=\S)")
_OVERALL = re.compile(r"overall(?:\s+rating|\s+judgement)?\s*:?\s*$|overall\s+rating\s*:?\s+", re.I)
_SCORED = r"(?P<score>\d{1,3}\s?(?:/|out of)\s?\d{1,3})"
_SCORE = re.compile(rf"(?:(?:overall\s+|total\s+)?score\s*:?\s*)?\(?{_SCORED}\)?", re.I)
_SCORE_WORD = re.compile(r"(?:overall\s+|total\s+)?score\s*:?", re.I)
_SCORE_AT_END = re.compile(rf"\s+\(?(?:overall\s+|total\s+)?score\s*:?\s*(?:{_SCORED}\)?)?\s*$", re.I)
_FIELDWORK = re.compile(r"fieldwork\b", re.I)
_LEADERS = re.compile(r"\.{3,}|…")
_MOST_WORDS = 14
_PROSE_ENDS = re.compile(r"[.;]$")


def read_cells(lines: tuple[Line, ...], skipped: frozenset[int], shelf: Shelf) -> Iterator[Cell]:
    """The cells of every line in order; a line of prose is one cell."""
    for n, line in enumerate(lines):
        if n in skipped or line.kind in (LineKind.BLANK, LineKind.NOTE):
            continue
        is_row = line.kind is LineKind.ROW or bool(_GAP.search(line.text))
        for start, end in _parts(line, is_row=is_row):
            yield from _Splitter(line, n, shelf, is_row).cells(start, end)


def _parts(line: Line, *, is_row: bool) -> Iterator[tuple[int, int]]:
    """Where the cells of a line stand."""
    if not is_row:
        yield 0, len(line.text.rstrip())
        return
    pattern = _BETWEEN if "\t" in line.text or "|" in line.text else _BETWEEN_GAPS
    for match in pattern.finditer(line.text):
        if words := match[0].strip():
            start = match.start() + match[0].index(words)
            yield start, start + len(words)


@dataclass(frozen=True, slots=True)
class _Splitter:
    """Takes one cell of a line apart where it holds more than one: "1.1 Leadership Good"."""

    line: Line
    n: int
    shelf: Shelf
    row: bool

    def cells(self, start: int, end: int) -> Iterator[Cell]:
        """The cells between two characters of the line."""
        words = self.line.text[start:end]
        many = len(words.split())
        if many > _MOST_WORDS or (many > 8 and _PROSE_ENDS.search(words)):
            yield self._cell(CellKind.PROSE, start, end)
        elif _LEADERS.search(words):  # a line of a table of contents
            yield self._cell(CellKind.OTHER, start, end)
        elif score := _SCORE.fullmatch(words):
            yield self._cell(CellKind.SCORE, start + score.start("score"), start + score.end("score"))
        elif score := _SCORE_AT_END.search(words):
            yield from self.cells(start, start + score.start())
            if score["score"]:
                yield self._cell(CellKind.SCORE, start + score.start("score"), start + score.end("score"))
        elif _FIELDWORK.match(words):
            yield self._cell(CellKind.FIELDWORK, start, end)
        elif not _SCORE_WORD.fullmatch(words):
            yield from self._rated(start, end)

    def _rated(self, start: int, end: int) -> Iterator[Cell]:
        """A cell that may end with a band, after what is rated."""
        words = self.line.text[start:end]
        overall = _OVERALL.match(words)
        band = self.shelf.band_pattern.search(words)
        stop = start + band.start(1) if band else end
        if overall:
            yield self._cell(CellKind.OVERALL, start, start + overall.end())
            if not band and start + overall.end() < end:
                yield self._cell(CellKind.OTHER, start + overall.end(), end)
        else:
            yield from self._what(start, stop, has_band=band is not None)
        if band:
            yield self._cell(CellKind.BAND, start + band.start(1), start + band.end(1))

    def _what(self, start: int, end: int, *, has_band: bool) -> Iterator[Cell]:
        """The number and title of a standard, the head of a domain, or something else."""
        words = self.line.text[start:end].rstrip(" :\u00a0–-")
        end = start + len(words)
        ref = _REF.match(words)
        single = _SINGLE.match(words)
        if ref and (("." in ref["ref"]) or plain_ref(ref["ref"]) in self.shelf.refs):
            yield self._cell(CellKind.REF, start, start + ref.end("ref"))
            if start + ref.end() < end:
                yield self._cell(CellKind.TITLE, start + ref.end(), end)
        elif single or (self.line.number and start == 0):
            yield from self._single(start, end, single, has_band=has_band)
        elif words:
            lead = prefix.end() if (prefix := _PREFIX.match(words)) else 0
            known = folded(without_mark(words[lead:])) in self.shelf.titles
            yield (
                self._cell(CellKind.TITLE, start + lead, end)
                if known
                else self._cell(CellKind.OTHER, start, end)
            )

    def _single(
        self, start: int, end: int, single: re.Match[str] | None, *, has_band: bool
    ) -> Iterator[Cell]:
        """ "1. Staffing Good" is a standard where an edition numbers so, "1. Organisational delivery" a domain."""
        number = single["ref"] if single else self.line.number
        first = start + single.end() if single else start
        is_standard = number in self.shelf.refs and folded(self.line.text[first:end]) in self.shelf.titles
        if not (has_band or is_standard):
            yield self._cell(CellKind.DOMAIN, start, end)
            return
        yield Cell(CellKind.REF, self.n, start, max(first, start + 1), number, self.row)
        yield self._cell(CellKind.TITLE, first, end)

    def _cell(self, kind: CellKind, start: int, end: int) -> Cell:
        return Cell(kind, self.n, start, end, self.line.text[start:end].strip(), self.row)
