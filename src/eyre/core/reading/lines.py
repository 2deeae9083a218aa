"""The lines of a document without their dress: what each says, what it is, and where each character was given."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from .given import Given

_DRESS = re.compile(
    r"<sup>\s*(?P<ordinal>st|nd|rd|th)\s*</sup>"
    r"|<(?P<note>sup|sub)>\s*[\w*†‡,]{1,5}\s*</(?P=note)>"
    r"|\[\^\w{1,12}\]"
    r"|\[(?P<words>[^\[\]\n]{1,400})\]\([^()\s]{0,400}\)"
    r"|</?[a-zA-Z][^<>\n]{0,200}>"
    r"|(?P<entity>&(?:\#\d{1,6}|\w{2,8});)"
    r"|\*{1,3}|`|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)"
    r"|(?P<joined>[ﬀ-ﬄ])|[\u00ad\u200b-\u200d\ufeff]"
    r"|(?P<run>[ \t]{9,})|(?P<space> {0,9}[\u00a0\u2000-\u200a\u202f][ \u00a0\u2000-\u200a\u202f]{0,9}|(?<=\S) {2}(?=\S))"
)
_NEEDS_UNDRESSING = re.compile(r"[<\[*`_&ﬀ-ﬄ\u00ad\u00a0\u2000-\u200d\u202f\ufeff]|\S  \S|[ \t]{9}")
_JOINED = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_RULE = re.compile(r"\s*(?:[-*_]\s?){3,}\s*|\s*=+\s*|[\s|:-]*\|[\s|:-]*")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})\s+")
_BULLET = re.compile(r"\s{0,99}(?:[-*+•‣◦▪●○■–\uf0b7\uf0a7]|o(?=\s{2}|\t))[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"\s{0,99}(\d{1,3})[.)](?:[ \t\u00a0]+|(?=[A-Z][a-z]))(?=\S)")
_NOTE = re.compile(r"\s{0,99}(?:<sup>\s*[\w*†]{1,3}\s*</sup>|\[\^\w{1,12}\]:)\s*\S")
_BOLD_LINE = re.compile(r"\s{0,99}(\*\*|__|<b>|<strong>)(?:(?!\1)[^\n])+(\*\*|__|</b>|</strong>)\s*:?\s*")


class LineKind(StrEnum):
    """What a line is by its look alone."""

    BLANK = "blank"
    HEADING = "heading"
    BOLD = "bold"
    ITEM = "item"
    NOTE = "note"
    ROW = "row"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `text` without markup; the segment beginning at `starts[n]` of it was given at `givens[n]`.

    `number` is the printed number of an item ("" of a bullet), `level` that of a heading.
    """

    kind: LineKind
    text: str
    starts: tuple[int, ...]
    givens: tuple[int, ...]
    number: str = ""
    level: int = 0

    def given(self, at: int) -> int:
        """Where a character of the line stands in the document."""
        n = bisect_right(self.starts, at) - 1
        return self.givens[n] + at - self.starts[n]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of the characters `start` to `end` in the document."""
        return self.given(start), self.given(max(end - 1, start)) + 1


def read_lines(given: Given) -> list[Line]:
    """The lines of a document, each without markup."""
    lines, at = [], 0
    for raw in given.text.split("\n"):
        lines.append(_line(raw, at))
        at += len(raw) + 1
    return lines


def _line(raw: str, at: int) -> Line:
    if not raw.strip() or _RULE.fullmatch(raw):
        return Line(LineKind.BLANK, "", (0,), (at,))
    kind, number, level, inner = _look(raw)
    text, starts, givens = undress(raw[inner:].rstrip(), at + inner)
    lead = len(text) - len(text.lstrip(" \u00a0"))
    if lead and kind is not LineKind.ROW:
        text, starts, givens = _without_lead(text, starts, givens, lead)
    return Line(kind if text.strip() else LineKind.BLANK, text, starts, givens, number, level)


def _without_lead(
    text: str, starts: tuple[int, ...], givens: tuple[int, ...], lead: int
) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    moved = [
        (max(start - lead, 0), given + max(lead - start, 0))
        for start, given in zip(starts, givens, strict=True)
    ]
    kept = [pair for n, pair in enumerate(moved) if n + 1 == len(moved) or moved[n + 1][0] > pair[0]]
    return text[lead:], tuple(start for start, _ in kept), tuple(given for _, given in kept)


def _look(raw: str) -> tuple[LineKind, str, int, int]:
    """What the line is, its number and level, and where its words begin."""
    if match := _HEADING.match(raw):
        return LineKind.HEADING, "", len(match[1]), match.end()
    if _NOTE.match(raw):
        return LineKind.NOTE, "", 0, 0
    if raw.lstrip().startswith("|") or "\t" in raw.strip():
        return LineKind.ROW, "", 0, 0
    if _BOLD_LINE.fullmatch(raw):
        return LineKind.BOLD, "", 7, 0
    if match := _BULLET.match(raw):
        return LineKind.ITEM, "", 0, match.end()
    if match := _NUMBER.match(raw):
        return LineKind.ITEM, match[1], 0, match.end()
    return LineKind.PLAIN, "", 0, 0


def undress(raw: str, at: int) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The words of a text that begins at `at`, and the segments that map them back."""
    if not _NEEDS_UNDRESSING.search(raw):
        return raw, (0,), (at,)
    words: list[str] = []
    starts, givens, length, done = [0], [at], 0, 0
    for match in _DRESS.finditer(raw):
        for piece, place in ((raw[done : match.start()], done), _instead(match)):
            for part in piece if match["joined"] and place == match.start() else [piece] if piece else []:
                words.append(part)  # the letters of "ﬁ" were given as one
                starts.append(length)
                givens.append(at + place)
                length += len(part)
        done = match.end()
    starts.append(length)
    givens.append(at + done)
    words.append(raw[done:])
    first = next((n for n in range(len(starts)) if n + 1 == len(starts) or starts[n + 1] > starts[n]), 0)
    pairs = [
        (starts[n], givens[n])
        for n in range(first, len(starts))
        if n + 1 == len(starts) or starts[n + 1] > starts[n]
    ]
    return "".join(words), tuple(start for start, _ in pairs), tuple(given for _, given in pairs)


def _instead(match: re.Match[str]) -> tuple[str, int]:
    """What stands for a piece of markup, and where in the raw line that was."""
    if match["words"] is not None:
        return re.sub(r"[*`]", "", match["words"]), match.start("words")
    if match["entity"]:
        said = html.unescape(match["entity"])
        return ("" if said == match["entity"] else said.replace("\u00ad", "")) or match[
            "entity"
        ], match.start()
    if match["ordinal"]:
        return match["ordinal"], match.start("ordinal")
    if match["run"]:
        return "\t" if "\t" in match["run"] else "   ", match.start()
    if match["space"]:
        return " ", match.start()
    return (_JOINED.get(match["joined"], "") if match["joined"] else ""), match.start()
