"""From the lines of PDF pages, with their places and sizes, to text: cells, columns, paragraphs, headings, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .writing import squeezed

_HEADING = 1.15  # a heading is so much larger than the text around it
_SMALL = 0.93  # a footnote is so much smaller
_PARAGRAPH = 1.4  # lines so much farther apart than usual begin a paragraph
_COLUMN_LINES = 6  # as many lines on a page make columns of what might be cells
_COLUMN_WIDTH = 22  # characters: shorter pieces are cells of a table
_MOST_OF_A_HEADING = 24  # words
_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: its left edge and its words; what stands far from the part before it is another."""

    left: float
    words: str


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page, its pieces from left to right; `bottom` counts upwards from the foot of the page, in points."""

    pieces: tuple[Piece, ...]
    bottom: float
    size: float

    @property
    def length(self) -> int:
        """How many characters it has."""
        return sum(len(piece.words) for piece in self.pieces)


def lay_out(pages: Sequence[Sequence[PageLine]]) -> tuple[str, list[tuple[int, int]]]:
    """The text of all pages and where each begins: (character, page number from 1)."""
    ordered = [_in_columns(page) for page in pages]
    body = _body_size(ordered)
    levels = _levels(ordered, body)
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for number, page in enumerate(ordered, 1):
        is_first = True
        for between, words in _lines(page, body, levels):
            between = "" if not parts else "\n\n" if is_first and not between else between or "\n"
            if is_first:
                marks.append((length + len(between), number))
                is_first = False
            parts.append(between + words)
            length += len(between) + len(words)
    return "".join(parts), marks


def _body_size(pages: Sequence[Sequence[PageLine]]) -> float:
    """The size in which most of the text is set."""
    counted: Counter[float] = Counter()
    for page in pages:
        for line in page:
            counted[round(line.size, 1)] += line.length
    return counted.most_common(1)[0][0] if counted else 0.0


def _levels(pages: Sequence[Sequence[PageLine]], body: float) -> dict[float, int]:
    """The level of a heading of each size: the largest is the first."""
    sizes = {round(line.size, 1) for page in pages for line in page if line.size > body * _HEADING}
    return {size: min(level, _LEVELS) for level, size in enumerate(sorted(sizes, reverse=True), 1)}


def _in_columns(page: Sequence[PageLine]) -> list[PageLine]:
    """The lines in reading order: where a page of columns was given row by row, the left column comes first."""
    gutter = _gutter(page)
    if gutter is None:
        return list(page)
    ordered: list[PageLine] = []
    left: list[PageLine] = []
    right: list[PageLine] = []
    for line in page:
        one = tuple(piece for piece in line.pieces if piece.left < gutter - 1)
        two = tuple(piece for piece in line.pieces if piece.left >= gutter - 1)
        is_across = bool(one) and not two and sum(len(p.words) for p in one) > 2 * _COLUMN_WIDTH + 20
        if is_across:  # a line over both columns ends them
            ordered += [*left, *right, line]
            left, right = [], []
            continue
        if one:
            left.append(PageLine(one, line.bottom, line.size))
        if two:
            right.append(PageLine(two, line.bottom, line.size))
    return [*ordered, *left, *right]


def _gutter(page: Sequence[PageLine]) -> float | None:
    """Where the second column begins; None where the page has none, or has its columns one after the other."""
    split = [line for line in page if len(line.pieces) == 2]
    if len(split) < _COLUMN_LINES:
        return None
    left = median(line.pieces[1].left for line in split)
    close = [line for line in split if abs(line.pieces[1].left - left) < 4]
    wide = [line for line in close if all(len(piece.words) > _COLUMN_WIDTH for piece in line.pieces)]
    return left if len(close) >= _COLUMN_LINES and len(wide) * 10 >= 6 * len(close) else None


def _lines(page: Sequence[PageLine], body: float, levels: dict[float, int]) -> Iterator[tuple[str, str]]:
    """Each line with what parts it from the one before: an empty line, an end of line, or for a heading a blank."""
    pitch = _pitch(page)
    before: PageLine | None = None
    was_heading = False
    for line in page:
        words = "\t".join(squeezed(piece.words) for piece in line.pieces if piece.words.strip())
        if not words:
            continue
        level = levels.get(round(line.size, 1), 0) if len(words.split()) <= _MOST_OF_A_HEADING else 0
        level = 0 if "\t" in words or not any(char.isalpha() for char in words) else level
        if before is not None and level and was_heading and _is_same_heading(before, line):
            yield " ", words
        else:
            lead = "#" * level + " " if level else "<note>" if _is_note(line, words, body) else ""
            yield ("" if before is None else _between(before, line, pitch)), _with_lead(lead, words)
        before, was_heading = line, bool(level)


def _with_lead(lead: str, words: str) -> str:
    """A footnote's number is set as one, so that it is not read as a count."""
    if lead != "<note>" or words.startswith("<sup>"):
        return ("" if lead == "<note>" else lead) + words
    number, _, rest = words.partition(" ")
    return f"<sup>{number}</sup> {rest}"


def _is_note(line: PageLine, words: str, body: float) -> bool:
    number = words.partition(" ")[0]
    return line.size < body * _SMALL and number.isdigit() and len(number) < 4 and " " in words


def _is_same_heading(before: PageLine, line: PageLine) -> bool:
    is_near = 0 < before.bottom - line.bottom < 1.7 * line.size
    return is_near and abs(before.size - line.size) < 0.2


def _between(before: PageLine, line: PageLine, pitch: float) -> str:
    drop = before.bottom - line.bottom
    is_row = len(line.pieces) > 1 and len(before.pieces) > 1
    other_size = abs(before.size - line.size) > 0.12 * max(before.size, line.size)
    if drop < 0 or other_size or (drop > _PARAGRAPH * max(pitch, line.size) and not is_row):
        return "\n\n"
    return "\n"


def _pitch(page: Sequence[PageLine]) -> float:
    """The usual distance between two lines of a paragraph."""
    drops = [a.bottom - b.bottom for a, b in pairwise(page) if 0 < a.bottom - b.bottom < 3 * a.size]
    return sorted(drops)[len(drops) // 10] if drops else 0.0
