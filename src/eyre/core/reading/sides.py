"""Is one matter filed both as a strength and as an area for improvement? By the words that both places share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .claimed import sections
from .cleaned import Block, Cleaned, Kind
from .codes import ReadingCode
from .draft import Finding

_STRENGTH = re.compile(r"\bstrengths?\b|\bworking well\b|\bdone well\b", re.I)
_WEAKNESS = re.compile(
    r"\b(?:areas? (?:for|of) improvement|areas? .{0,40}requiring improvement|could be better|weakness\w*)\b",
    re.I,
)
_SHARED = 9  # words in a row: fewer are shared by chance
_WORD = re.compile(r"[\w’'-]+")


def check_sides(cleaned: Cleaned) -> Iterator[Finding]:
    """Items of the two sides that share nine words in a row; each item for improvement is named once."""
    good: dict[tuple[str, ...], Block] = {}
    bad: list[Block] = []
    for block, section in zip(cleaned.blocks, sections(cleaned), strict=True):
        side = section[-1] if section else ""
        if block.kind not in (Kind.ITEM, Kind.PARAGRAPH):
            continue
        if _WEAKNESS.search(side):
            bad.append(block)
        elif _STRENGTH.search(side):
            good |= dict.fromkeys(_runs(cleaned.words(block)), block)
    for block in bad:
        twin = next((good[run] for run in _runs(cleaned.words(block)) if run in good), None)
        if twin is not None:
            line = cleaned.place(twin.start, twin.end).line
            reason = f"the same stands among the strengths, in line {line}"
            yield Finding(ReadingCode.BOTH_WAYS, cleaned.place(block.start, block.end), reason)


def _runs(words: str) -> Sequence[tuple[str, ...]]:
    found = _WORD.findall(words.casefold())
    return [tuple(found[n : n + _SHARED]) for n in range(len(found) - _SHARED + 1)]
