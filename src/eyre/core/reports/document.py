"""A document in plain Markdown, taken apart for checking: bindings, paragraphs, tables, suppressions.

Everything keeps its place: `prose` is as long as the text, with a space for each character of markup. Our own
scanner does it and no Markdown parser, because a parser does not say at which character a link's words stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

FIGURE = "fig:"

# the longest things first: what stands inside a comment or in code is neither a binding nor prose
_MARKUP = re.compile(
    r"(?=[<`~\[*_])(?:"  # nothing else begins markup, and most of a text begins none
    r"(?P<comment><!--.*?(?:-->|\Z))"
    r"|^(?P<fence>```|~~~)[^\n]*\n.*?(?:^(?P=fence)[^\n]*$|\Z)"
    r"|(?P<code>`[^`\n]{1,500}`)"
    r"|\[(?P<words>[^\[\]]{1,400})\]\((?P<target>[^()\s]{1,400})\)"
    r"|(?P<tag></?[a-zA-Z][^<>\n]{0,200}>)"
    r"|(?P<mark>\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)))",
    re.DOTALL | re.MULTILINE,
)
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n")
_ALLOW = re.compile(r"<!--\s*proof:\s*(?P<rest>.*?)\s*(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:\s|$)")
_ITEM = re.compile(r"\s*(?:[-*+•‣◦▪]|\d{1,3}[.)])\s+")
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(]?[A-Z0-9])")
_SPACE_BEFORE_MARK = re.compile(r" ([,.;:!?)])")
_NO_END = re.compile(r"\b(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|No|cf|para|vs)\.$")


class BlockKind(StrEnum):
    """What a block of the document is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Binding:
    """Words bound to a figure: `start` to `end` are the words alone."""

    start: int
    end: int
    figure: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or whole table (of pipes or tabs); `listed` is the number of the list an item belongs to."""

    kind: BlockKind
    start: int
    end: int
    listed: int = 0


@dataclass(frozen=True, slots=True)
class Allowance:
    """A suppression as it stands: the words after `proof:`."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Document:
    """The text, the prose in it, and its parts in order."""

    text: str
    prose: str
    bindings: tuple[Binding, ...]
    blocks: tuple[Block, ...]
    allowances: tuple[Allowance, ...]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def binding_ends(self) -> list[int]:
        """Where the words of each binding end, in order."""
        return [binding.end for binding in self.bindings]

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        line = bisect_right(self._line_starts, at)
        return line, at - self._line_starts[line - 1] + 1

    def words(self, start: int, end: int) -> str:
        """The prose between two places, with single spaces."""
        return _SPACE_BEFORE_MARK.sub(r"\1", " ".join(self.prose[start:end].split()))


def read_document(text: str) -> Document:
    """The parts of a Markdown text. Cost grows with its length alone."""
    bindings: list[Binding] = []
    allowances: list[Allowance] = []
    prose = _MARKUP.sub(lambda match: _blanked(match, bindings, allowances), text)
    return Document(text, prose, tuple(bindings), tuple(_blocks(prose, text)), tuple(allowances))


def _blanked(match: re.Match[str], bindings: list[Binding], allowances: list[Allowance]) -> str:
    words = match["words"]
    if words is None or _PARAGRAPH_BREAK.search(words):
        if match["comment"] and (allow := _ALLOW.match(match[0])):
            allowances.append(Allowance(match.start(), match.end(), allow["rest"]))
        return _spaces(match[0]) if words is None else match[0]
    if match["target"].startswith(FIGURE):
        bindings.append(Binding(match.start("words"), match.end("words"), match["target"][len(FIGURE) :]))
    inner = re.sub(r"[*_`]", " ", words)
    return f" {inner}{' ' * (len(match[0]) - len(words) - 1)}"


def _spaces(markup: str) -> str:
    return re.sub(r"[^\n\t]", " ", markup)


def _blocks(prose: str, text: str) -> list[Block]:
    blocks: list[Block] = []
    at, listed, is_open = 0, 0, False
    for line in prose.splitlines(keepends=True):
        start, at = at, at + len(line)
        if not line.strip():
            is_open = False
            continue
        kind = _kind(line, text[start:at])
        if is_open and "\t" in line and blocks[-1].kind is BlockKind.TABLE:
            kind = BlockKind.TABLE  # a row with one filled cell
        continues = is_open and kind in (BlockKind.PARAGRAPH, BlockKind.TABLE)
        last = blocks[-1] if blocks else None
        if last and continues and (kind is last.kind or (kind is BlockKind.PARAGRAPH and _takes_more(last))):
            blocks[-1] = Block(last.kind, last.start, at, last.listed)
            continue
        if kind is BlockKind.ITEM and not (last and last.kind is BlockKind.ITEM):
            listed += 1
        begins = _ITEM.match(text, start, at) if kind is BlockKind.ITEM else None
        blocks.append(
            Block(kind, begins.end() if begins else start, at, listed if kind is BlockKind.ITEM else 0)
        )
        is_open = kind is not BlockKind.HEADING
    return blocks


def _takes_more(block: Block) -> bool:
    return block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH)


def _kind(line: str, source: str) -> BlockKind:
    """By the line of the prose; but a list begins where the source says so, before "* " is taken for markup."""
    if _HEADING.match(line):
        return BlockKind.HEADING
    if line.lstrip().startswith("|"):
        return BlockKind.TABLE
    if _ITEM.match(source):
        return BlockKind.ITEM
    return BlockKind.TABLE if "\t" in line.strip() else BlockKind.PARAGRAPH


def sentences(prose: str, block: Block) -> list[tuple[int, int]]:
    """The places of the sentences of a block; a table has none."""
    if block.kind is BlockKind.TABLE:
        return []
    found: list[tuple[int, int]] = []
    start = block.start
    for match in _SENTENCE_END.finditer(prose, block.start, block.end):
        if not _NO_END.search(prose, max(start, match.start() - 6), match.start() + 1):
            found.append((start, match.end()))
            start = match.end()
    return [*found, (start, block.end)]
