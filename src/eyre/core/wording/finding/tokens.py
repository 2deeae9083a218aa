"""Where are the words, figures and marks of a text? What only dresses it (emphasis, tags, notes) is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

BREAK = "¶"
LINK = "]("

# Every alternative either is bounded or eats what it read, so a hostile text costs no more than a long one.
_PIECE = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>()\[\]]+
    | [^\W\d_][^\W_]*(?:[\u00ad'][^\W_]+)*                          # a word: didn't, cas3
    | (?:[^\S\n]|[*_`~\u00ad\u200b-\u200d\ufeff])+                  # blanks, emphasis, soft hyphens
    | \n(?:[\s#>*|]|<b>|<strong>){0,40}
        (?:[-•+‣◦]|\d{1,3}[.)]|\(?[a-z]\)|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+(?!per\b|million|hours|days)[a-z]))
        [^\S\n]+                                                    # a line that begins an item or a standard
    | \n\s*\n
    | \d+(?:,\d{3}(?!\d))*(?:\.\d+)*(?:[^\W\d_][^\W_]*|<sup>(?:st|nd|rd|th)</sup>)?
    | \n
    | \]\([^()\s]{0,400}\)
    | <sup>[^<>]{0,12}</sup> | <[a-z/!][^<>]{0,300}> | \[\^\w{1,12}\]
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_DRESS = frozenset(c for c in map(chr, range(0x3001)) if c.isspace() and c != "\n") | frozenset(
    "*_`~\u00ad\u200b\u200c\u200d\ufeff"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, small letters; beyond either end stands the empty token.

    `words[i]` stands at `starts[i]:ends[i]` in `text`. A new paragraph or list item is `BREAK`, the end of a
    Markdown link with its target is `LINK`; neither may stand inside a quantity.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def original(self, at: int) -> str:
        """The token as written."""
        return self.text[self.starts[at] : self.ends[at]]

    def glued(self, at: int) -> bool:
        """Does the token follow the one before it without a blank?"""
        return at > 0 and self.ends[at - 1] == self.starts[at]


def _same_length_lower(text: str) -> str:
    small = text.lower()
    if len(small) != len(text):  # İ becomes two characters: places would move
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small.replace("’", "'")


def _token(piece: str) -> str:
    if piece[0] == "\n":
        return BREAK
    return LINK if piece.startswith(LINK) else piece.replace("\u00ad", "")


def _is_kept(piece: str) -> bool:
    if piece[0] in "<[":
        return len(piece) == 1
    return piece != "\n"


def tokenise(text: str) -> Tokens:
    """Cut a text into tokens in one pass."""
    pieces = _PIECE.findall("\n" + _same_length_lower(text))
    starts = list(accumulate(map(len, pieces), initial=-1))
    kept = [(piece, start) for piece, start in zip(pieces, starts, strict=False) if piece[0] not in _DRESS]
    words, places, ends = [], [], []
    for piece, start in kept:
        if piece[0].isalnum():
            words.append(piece if piece.isalnum() else _token(piece))
        elif _is_kept(piece):
            words.append(_token(piece))
        else:
            continue
        places.append(start)
        ends.append(start + len(piece))
    tail = len(text)
    return Tokens(text, [*words, *[""] * 12], [*places, *[tail] * 12], [*ends, *[tail] * 12])
