"""What was changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

PIECES = re.compile(r"\s+|[^\s]+")


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    ADDED = "added"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that was kept, added or taken away."""

    change: Change
    text: str


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order: those kept and added join to `after`, those kept and taken to `before`."""
    return tuple(_changes(PIECES.findall(before), PIECES.findall(after)))


def _changes(before: list[str], after: list[str]) -> Iterator[Piece]:
    # Without its guess at words that are frequent: a text of a judgement is short, and every word counts
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(Change.KEPT, "".join(before[i:j]))
            continue
        if i < j:
            yield Piece(Change.TAKEN, "".join(before[i:j]))
        if k < m:
            yield Piece(Change.ADDED, "".join(after[k:m]))
