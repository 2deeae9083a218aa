"""The text that a reader of a form writes: blocks in order, and where in the file each began."""

from __future__ import annotations

from collections.abc import Sequence

from .decoding import MAX_CHARACTERS
from .exceptions import CannotRead


def squeezed(words: str) -> str:
    """Words with single spaces."""
    return " ".join(words.split())


class Writer:
    """Writes paragraphs, items, headings and rows; rows follow each other line by line, others after an empty line."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._was_row = False
        self._marks: list[tuple[int, int]] = []
        self._unread: list[tuple[int, str, str]] = []

    def paragraph(self, words: str, number: int, *, goes_on: bool = False) -> None:
        """A paragraph, heading ("# …") or item ("1. …"); `goes_on` puts it right below the one before."""
        self._write(words, number, "\n" if goes_on else "\n\n")
        self._was_row = False

    def row(self, cells: Sequence[str], number: int) -> None:
        """A row of a table, its cells between tabs."""
        if any(cells):
            self._write(
                "\t".join(cells) if len(cells) > 1 else cells[0], number, "\n" if self._was_row else "\n\n"
            )
            self._was_row = len(cells) > 1

    def unread(self, at: int, code: str, words: str) -> None:
        """Note what could not be read."""
        self._unread.append((at, code, words))

    def _write(self, words: str, number: int, between: str) -> None:
        if not words.strip():
            return
        between = between if self._parts else ""
        start = self._length + len(between)
        if not self._marks or self._marks[-1][1] != number:
            self._marks.append((start, number))
        self._parts.append(between + words)
        self._length = start + len(words)
        if self._length > MAX_CHARACTERS:
            raise CannotRead(f"has more than {MAX_CHARACTERS:,} characters; read it part by part")

    def answer(self) -> dict[str, object]:
        """The text with its places, as `apart` expects it."""
        return {"text": "".join(self._parts), "marks": self._marks, "unread": self._unread}
