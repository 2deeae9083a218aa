"""Which lines are the furniture of a page and not its text: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .given import Given
from .lines import Line, LineKind

_EDGE = 3  # lines at the head and foot of a page that may be furniture
_ENOUGH = 3  # pages on which the same line must stand
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?|[ivxl]{1,6}", re.I)
_OF_A_TABLE = re.compile(
    r"(?:[A-Z] ?)?\d\.\d|score|overall|\b(?:outstanding|good|requires improvement|inadequate|not rated)\b",
    re.I,
)


def furniture(given: Given, lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that are furniture. A document without pages has none.

    A line at the edge of a page is furniture where it stands at the edge of at least three pages, figures aside,
    and of a third of all; a page number is furniture anywhere at an edge.
    """
    edges = _edges(given, lines)
    pages = len(edges)
    if pages == 2:  # a short letter: only the very first and last lines may repeat
        return _of_two_pages(lines, edges)
    counted = Counter(folded for edge in edges for folded in {_folded(lines[n]) for n in edge})
    found = set()
    for edge in edges:
        for n in edge:
            folded = _folded(lines[n])
            many = counted[folded] >= max(_ENOUGH, pages // 3) and not _OF_A_TABLE.match(lines[n].text)
            if many or _PAGE_NUMBER.fullmatch(lines[n].text.strip()):
                found.add(n)
    return found


def _of_two_pages(lines: Sequence[Line], edges: Sequence[Sequence[int]]) -> set[int]:
    one, two = edges
    same = {
        n
        for pair in ((one[0], two[0]), (one[-1], two[-1]))
        if _folded(lines[pair[0]]) == _folded(lines[pair[1]])
        for n in pair
    }
    return same | {n for edge in edges for n in edge if _PAGE_NUMBER.fullmatch(lines[n].text.strip())}


def _edges(given: Given, lines: Sequence[Line]) -> list[list[int]]:
    """The first and last lines with words of each page."""
    if given.unit != "page" or not given.marks:
        return []
    pages: dict[int, list[int]] = {}
    for n, line in enumerate(lines):
        if line.kind is not LineKind.BLANK:
            pages.setdefault(given.mark(line.givens[0]), []).append(n)
    return [_edge(page) for page in pages.values()]


def _edge(page: Sequence[int]) -> list[int]:
    """The first and last lines: of a page with few lines one each, so that its text is none."""
    reach = min(_EDGE, max(1, len(page) // 4))
    return [*dict.fromkeys([*page[:reach], *page[-reach:]])]


def _folded(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.casefold().split()))
