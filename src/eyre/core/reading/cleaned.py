"""A document as it is read: its lines joined to paragraphs, items and rows, and every character mapped back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .draft import Place
from .furniture import furniture
from .given import Given
from .hyphens import Hyphens
from .lines import Line, LineKind, read_lines


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, item, footnote or table row: the characters `start` to `end` of the cleaned text.

    `number` is an item's printed number, "" of a bullet; `level` a heading's. `lines` are the first and last line.
    """

    kind: Kind
    start: int
    end: int
    lines: tuple[int, int]
    number: str = ""
    level: int = 0


@dataclass(frozen=True)
class Cleaned:
    """The text of the blocks, an empty line between two, with the map back to the document."""

    given: Given
    lines: tuple[Line, ...]
    skipped: frozenset[int]
    text: str
    starts: tuple[int, ...]
    givens: tuple[int, ...]
    blocks: tuple[Block, ...]

    def words(self, block: Block) -> str:
        """What a block says."""
        return self.text[block.start : block.end]

    def place(self, start: int, end: int) -> Place:
        """The place of the characters `start` to `end` of the cleaned text."""
        first, last = self._given(start), self._given(max(start, end - 1))
        return place_of(self.given, first, last + 1, " ".join(self.text[start:end].split()))

    def _given(self, at: int) -> int:
        n = bisect_right(self.starts, at) - 1
        place = self.givens[n] + at - self.starts[n]
        return min(place, max(0, len(self.given.text) - 1))  # a mark of our own stands at what it marks

    def block_at(self, at: int) -> int:
        """The number of the block in which a character of the cleaned text stands."""
        return max(0, bisect_right(self.blocks, at, key=lambda block: block.start) - 1)

    def block_of_line(self, line: int) -> int:
        """The number of the first block that ends at the line or after it."""
        return bisect_left(self.blocks, line, key=lambda block: block.lines[1])


def place_of(given: Given, start: int, end: int, words: str = "") -> Place:
    """A place in the document; `words` are read there where they are not given."""
    line, column = given.line(start)
    said = words or " ".join(given.text[start:end].split())
    return Place(start, end, line, column, given.mark(start), said)


def line_place(given: Given, line: Line, start: int = 0, end: int | None = None) -> Place:
    """The place of a part of a line."""
    stop = len(line.text) if end is None else end
    return place_of(given, *line.span(start, stop), " ".join(line.text[start:stop].split()))


def lines_of(given: Given) -> tuple[tuple[Line, ...], frozenset[int]]:
    """The lines of a document, and the numbers of those that are furniture."""
    lines = read_lines(given)
    return tuple(lines), frozenset(furniture(given, lines))


_ENDS = re.compile(r"[.!?:;][\"”’')\]]*$")
_GOES_ON = re.compile(r"[a-z(,;]")
_WANTS_MORE = re.compile(
    r"\b(?:the|a|an|of|in|on|at|to|for|from|with|by|across|between|within|and|or|that|which|their|its|our|is|are|was|were|has|have|had|not|than)$"
)
_ALONE = re.compile(
    r"Dear \w+(?: \w+){0,3},?|Yours \w+,?|\W*(?:ENDS|Ends)\W*|Notes? (?:to|for) [Ee]ditors:?|(?:[A-Z][\w ]{3,60}, )?(?:Published:? )?(?:\d{1,2} )?[A-Z][A-Za-z]{2,8},? \d{4}"
)  # lines of a letter or notice that are no part of a paragraph
_ADDRESSES = re.compile(r"[A-Z].{1,100}\b(?:should|must):?\s*$")
_NOTES = 12  # footnotes that may stand between the halves of a paragraph
_PROSE = frozenset({Kind.PARAGRAPH, Kind.ITEM})
_KINDS = {
    LineKind.HEADING: Kind.HEADING, LineKind.BOLD: Kind.HEADING, LineKind.ITEM: Kind.ITEM,
    LineKind.NOTE: Kind.NOTE, LineKind.ROW: Kind.ROW, LineKind.PLAIN: Kind.PARAGRAPH,
}  # fmt: skip


def clean(
    given: Given, lines: tuple[Line, ...], skipped: frozenset[int], rows: Collection[int] = ()
) -> Cleaned:
    """The blocks of a document without furniture; `rows` are lines known to be of a ratings table."""
    groups = _groups(lines, skipped, frozenset(rows))
    writer = _Writer(lines, Hyphens(given.text))
    blocks = [writer.write(group) for group in groups]
    return Cleaned(
        given,
        lines,
        skipped,
        "".join(writer.words),
        tuple(writer.starts),
        tuple(writer.givens),
        tuple(blocks),
    )


@dataclass(slots=True)
class _Group:
    kind: Kind
    lines: list[int]
    is_open: bool = True


def _groups(lines: Sequence[Line], skipped: frozenset[int], rows: frozenset[int]) -> list[_Group]:
    """Which lines make one block: a plain line goes on with the block before it, and a broken sentence over a gap."""
    groups: list[_Group] = []
    notes = 0
    prose: _Group | None = None  # the latest paragraph or item: over a page's end it may go on
    for n, line in enumerate(lines):
        if n in skipped:
            continue
        if line.kind is LineKind.BLANK:
            if groups:
                groups[-1].is_open = False
            continue
        kind = Kind.ROW if n in rows else _KINDS[line.kind]
        if kind is Kind.PARAGRAPH and groups and _takes_more(groups[-1], lines, line):
            groups[-1].lines.append(n)
            continue
        if kind is Kind.PARAGRAPH and prose is not None and _goes_on(lines[prose.lines[-1]], line):
            prose.lines.append(n)
            prose.is_open = True
            if groups[-1] is not prose:  # only a note can stand between
                groups.append(groups.pop(groups.index(prose, max(0, len(groups) - _NOTES))))
            continue
        groups.append(_Group(kind, [n]))
        notes = notes + 1 if kind is Kind.NOTE else 0
        prose = groups[-1] if kind in _PROSE else (prose if 0 < notes < _NOTES - 1 else None)
    return groups


def _takes_more(group: _Group, lines: Sequence[Line], line: Line) -> bool:
    """A plain line right below goes on with the block; a line that tells somebody what to do stands alone."""
    if not group.is_open or group.kind not in (*_PROSE, Kind.NOTE):
        return False
    pair = (line.text.strip(), lines[group.lines[-1]].text.strip())
    return not any(_ADDRESSES.fullmatch(words) or _ALONE.fullmatch(words) for words in pair)


def _goes_on(before: Line, after: Line) -> bool:
    words = before.text.rstrip()
    if _ENDS.search(words) or _ADDRESSES.fullmatch(words):
        return False
    return bool(_GOES_ON.match(after.text) or _WANTS_MORE.search(words))


class _Writer:
    """Writes blocks one after another and remembers where each character came from."""

    def __init__(self, lines: Sequence[Line], hyphens: Hyphens) -> None:
        self.lines, self.hyphens = lines, hyphens
        self.words: list[str] = []
        self.starts: list[int] = [0]
        self.givens: list[int] = [0]
        self.length = 0
        self.latest: Kind | None = None

    def write(self, group: _Group) -> Block:
        """Write a block and say where it stands."""
        first = self.lines[group.lines[0]]
        if self.words:
            self._add("\n" if group.kind is Kind.ROW is self.latest else "\n\n", first.given(0))
        self.latest = group.kind
        self._add(_lead(group.kind, first), first.given(0))
        start = self.length
        for n, line in enumerate(group.lines):
            self._write_line(self.lines[line], is_first=n == 0)
        span = (group.lines[0], group.lines[-1])
        number = first.number if group.kind is Kind.ITEM else ""
        return Block(group.kind, start, self.length, span, number, first.level)

    def _write_line(self, line: Line, *, is_first: bool) -> None:
        text = line.text.rstrip()
        if not is_first:
            joint = self.hyphens.joint(self.words[-1], text)
            if joint is None:
                self._add(" ", line.given(0))
            else:
                self.words[-1] = self.words[-1][:-1] + joint
                self.length -= 1 - len(joint)
        base = self.length
        for start, given in zip(line.starts, line.givens, strict=True):
            if start < len(text) and base + start >= self.starts[-1]:
                self._segment(base + start, given)
        self.words.append(text)
        self.length += len(text)

    def _add(self, words: str, given: int) -> None:
        if words:
            self._segment(self.length, given)
            self.words.append(words)
            self.length += len(words)

    def _segment(self, start: int, given: int) -> None:
        if self.starts[-1] == start:
            self.givens[-1] = given
        else:
            self.starts.append(start)
            self.givens.append(given)


def _lead(kind: Kind, first: Line) -> str:
    """The mark with which Markdown begins a block of the kind."""
    if kind is Kind.HEADING:
        return "# "
    if kind is Kind.ITEM:
        return f"{first.number}. " if first.number else "- "
    return ""
