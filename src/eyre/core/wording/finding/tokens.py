"""Where are the words, figures and marks of a text? What only dresses it (emphasis, tags, notes) is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import add

BREAK = "¶"
LINK = "]("
_BEYOND = 12  # empty tokens behind the last, so that looking ahead needs no check

# Every alternative either is bounded or eats what it read, so a hostile text costs no more than a long one. Blanks
# are eaten with the token before them: half as many pieces, and pieces are what costs.
_PIECE = re.compile(
    r"""
      [^\W\d_][^\W_]*(?:[\u00ad'][^\W_]+)*(?:[^\S\n]|\n(?=[^\W\d_]))*  # a word: didn't, cas3
    | (?:[^\S\n]|[*_`~\u00ad\u200b-\u200d\ufeff])+                     # blanks, emphasis, soft hyphens
    | \n(?:[\s#>*|]|<b>|<strong>){0,40}
        (?:[-•+‣◦]|\d{1,3}[.)]|\([a-z]\)|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+(?!per\b|million|hours|days)[a-z]))
        [^\S\n]+                                                    # a line that begins an item or a standard
    | \n\s*\n
    | \d+(?:,\d{3}(?!\d))*(?:\.\d+)*(?:[^\W\d_][^\W_]*|<sup>(?:st|nd|rd|th)</sup>)?[^\S\n]*
    | \n
    | \]\([^()\s]{0,400}\)
    | ://[^\s<>()\[\]]+
    | <sup>[^<>]{0,12}</sup> | <[a-z/!][^<>]{0,300}> | \[\^\w{1,12}\]
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_DRESS = frozenset("*_`~\u00ad\u200b\u200c\u200d\ufeff")


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
    """The token of a piece that is no plain word or figure; empty where it only dresses the text."""
    if piece[0] == "\n":
        return BREAK if piece != "\n" else ""
    if piece.startswith(LINK):
        return LINK
    if piece[0] in _DRESS or piece.isspace() or (len(piece) > 1 and piece[0] in "<[:"):
        return ""
    return piece.rstrip().replace("\u00ad", "")


def tokenise(text: str) -> Tokens:
    """Cut a text into tokens in one pass."""
    pieces = _PIECE.findall("\n" + _same_length_lower(text))
    starts = list(accumulate(map(len, pieces), initial=-1))
    words = list(map(str.rstrip, pieces))
    ends = list(map(add, starts, map(len, words)))
    for at in [at for at, word in enumerate(words) if not word.isalnum()]:
        words[at] = _token(pieces[at])
    tail = [len(text)] * _BEYOND
    return Tokens(
        text,
        [*filter(None, words), *[""] * _BEYOND],
        [*compress(starts, words), *tail],
        [*compress(ends, words), *tail],
    )
