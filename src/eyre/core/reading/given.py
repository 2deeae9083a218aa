"""A published document as its file gave it: one text, and where its pages, paragraphs or lines begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Form(StrEnum):
    """The form of the file."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


# what the places of each form are counted in, beside characters and lines of the text
UNITS = {
    Form.TEXT: "page",
    Form.MARKDOWN: "page",
    Form.HTML: "line of the HTML",
    Form.DOCX: "paragraph",
    Form.PDF: "page",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """From the character `start` on, the text is of page (paragraph, line of the HTML) `number`."""

    start: int
    number: int


@dataclass(frozen=True)
class Given:
    """A document's text with its places. Every place in a draft is a place in `text`.

    Of plain text and Markdown, `text` is the file as it is (its ends of line made "\\n"). Of other forms it is what
    the file says in reading order: headings begin with "#", items with "-" or their number, cells stand between
    tabs, paragraphs between empty lines. `marks` say where in the file that was, in the units of the form.
    `name` is what people call the file, `digest` the SHA-256 of its bytes, "" where there is no file.
    `unread` is what the reader of the form could not do, in words: a page that is a picture.
    """

    text: str
    form: Form = Form.TEXT
    marks: tuple[Mark, ...] = ()
    name: str = ""
    digest: str = ""
    unread: tuple[Unread, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.start for mark in self.marks]

    def line(self, at: int) -> tuple[int, int]:
        """Line and column of a character of the text, both from 1."""
        line = bisect_right(self._line_starts, at)
        return line, at - self._line_starts[line - 1] + 1

    def mark(self, at: int) -> int:
        """The page (paragraph, line of the HTML) a character is of; 0 where the form has none."""
        n = bisect_right(self._mark_starts, at)
        return self.marks[n - 1].number if n else 0

    @property
    def unit(self) -> str:
        """What `mark` counts: "page", "paragraph", "line of the HTML"."""
        return UNITS[self.form]


@dataclass(frozen=True, slots=True)
class Unread:
    """What a reader of the form could not read, at a character of the text, in words that help."""

    at: int
    code: str
    words: str
