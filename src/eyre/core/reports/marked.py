"""A document cut where findings begin and end, so that each can be marked in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .findings import Finding


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the text, the numbers of the findings it belongs to, and of those that begin with it."""

    text: str
    findings: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def pieces(text: str, findings: Sequence[Finding]) -> Iterator[Piece]:
    """The text in pieces that together are the text; the number of a finding is its place in the row, from 0."""
    ends = [_end(text, finding) for finding in findings]
    cuts = sorted({0, len(text), *(finding.start for finding in findings), *ends})
    order = sorted(range(len(findings)), key=lambda n: findings[n].start)
    open_: list[int] = []
    upcoming = 0
    for start, end in pairwise(cuts):
        open_ = [n for n in open_ if ends[n] > start]
        begins = []
        while upcoming < len(order) and findings[order[upcoming]].start == start:
            begins.append(order[upcoming])
            upcoming += 1
        open_ += begins
        yield Piece(text[start:end], tuple(open_), tuple(begins))


def _end(text: str, finding: Finding) -> int:
    """A finding is at least a character wide, and never wider than the text."""
    return min(max(finding.end, finding.start + 1), len(text))
