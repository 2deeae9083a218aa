"""HTML as it is found on the web: the words of a page in order, with the line of the file on which each stood."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .decoding import decode
from .writing import Writer, squeezed

if TYPE_CHECKING:
    from bs4 import Tag

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "select",
        "button",
        "input",
        "textarea",
        "head",
        "nav",
    ]
)
_PAGE_ONLY = frozenset({"header", "footer", "aside", "form"})  # furniture, unless the article itself has them
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "blockquote",
        "pre",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "address",
        "details",
        "summary",
        "fieldset",
        "form",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "caption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "tr",
        "hr",
        "body",
        "html",
        "center",
    ]
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PUBLISHED = ("article:published_time", "datePublished", "dc.date.issued", "date", "DC.date")


def read_html(content: bytes) -> dict[str, object]:
    """The text of a page, its headings, items and tables in order; nothing of it is run or fetched."""
    from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning

    warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
    text, guess = decode(content)
    page = BeautifulSoup(text, "html.parser")
    writer = Writer()
    if guess:
        writer.unread(0, "encoding", f"the bytes are not UTF-8 and were read as {guess}")
    for meta in page.find_all("meta", limit=200):
        says = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "")
        day = _DAY.match(str(meta.get("content") or ""))
        if says in _PUBLISHED and day:
            writer.paragraph(f"Published: {day[0]}", meta.sourceline or 0)
            break
    root = page.find("article") or page.find("main") or page.body or page
    _Walk(writer, is_part=getattr(root, "name", "") in ("article", "main")).walk(root)
    return writer.answer()


class _Walk:
    """Goes through a page without recursion, however deep it is nested, and writes each block when it is over."""

    def __init__(self, writer: Writer, *, is_part: bool) -> None:
        self.writer, self.is_part = writer, is_part
        self.words: list[str] = []
        self.lead, self.line = "", 0
        self.cells: list[str] | None = None
        self.lists: list[list[int | None]] = []  # the next number of each open list; None of one with bullets

    def walk(self, root: Tag) -> None:
        """Write everything under a tag."""
        from bs4 import Tag

        stack: list[tuple[object, bool]] = [(root, False)]
        while stack:
            node, is_end = stack.pop()
            if isinstance(node, Tag):
                if is_end:
                    self._close(node)
                elif not self._is_dropped(node):
                    self._open(node)
                    stack.append((node, True))
                    stack.extend((child, False) for child in reversed(node.contents))
            elif type(node).__name__ == "NavigableString":  # not a comment, a doctype or CDATA
                self.words.append(re.sub(r"\s+", " ", str(node)))
        self._flush()

    def _is_dropped(self, tag: Tag) -> bool:
        if tag.name in _DROPPED or (tag.name in _PAGE_ONLY and not self.is_part):
            return True
        return tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))

    def _open(self, tag: Tag) -> None:
        name = tag.name
        if name in _BLOCKS and self.cells is None:
            self._flush()
            self.line = tag.sourceline or self.line
        if name in ("ul", "ol"):
            self.lists.append([_whole(tag.get("start"), 1) if name == "ol" else None])
        elif name == "li":
            self.lead = self._number(tag)
        elif name in _HEADINGS:
            self.lead = "#" * _HEADINGS[name] + " "
        elif name == "tr":
            self._flush()
            self.cells = []
        elif name == "br":
            self.words.append("\n")
        elif name in ("sup", "sub"):
            self.words.append(f"<{name}>")

    def _number(self, tag: Tag) -> str:
        number = self.lists[-1][0] if self.lists else None
        if number is None:
            return "- "
        number = _whole(tag.get("value"), number)
        self.lists[-1][0] = number + 1
        return f"{number}. "

    def _close(self, tag: Tag) -> None:
        name = tag.name
        if name in ("td", "th") and self.cells is not None:
            self.cells.append(squeezed("".join(self.words)))
            self.words = []
        elif name == "tr" and self.cells is not None:
            cells, self.cells, self.words = self.cells, None, []
            self.writer.row(cells, self.line)
        elif name in ("ul", "ol") and self.lists:
            self._flush()
            self.lists.pop()
        elif name in ("sup", "sub"):
            self.words.append(f"</{name}>")
        elif name in ("b", "strong") and self.cells is None:
            self._bold(tag)
        elif name in _BLOCKS and self.cells is None:
            self._flush()

    def _bold(self, tag: Tag) -> None:
        """A block that is bold throughout is a heading to its reader."""
        parent = tag.parent
        if (
            parent is not None
            and parent.name in ("p", "div")
            and squeezed(parent.get_text()) == squeezed(tag.get_text())
        ):
            said = squeezed("".join(self.words))
            self.words = [f"**{said}**"] if said and len(said) < 120 else [said]

    def _flush(self) -> None:
        words = "".join(self.words)
        self.words = []
        lead, self.lead = (self.lead, "") if words.strip() else ("", self.lead)
        for n, line in enumerate(_lines(words)):
            self.writer.paragraph((lead if n == 0 else "") + line, self.line, goes_on=n > 0)


def _lines(words: str) -> Iterator[str]:
    for line in words.split("\n"):
        if said := squeezed(line):
            yield said


def _whole(value: object, default: int) -> int:
    text = str(value or "")
    return int(text) if text.isdigit() and len(text) < 5 else default
