"""Plain text and Markdown: the text is the file as it is."""

from __future__ import annotations

from eyre.core.reading import Form, Given, Mark, Unread

from .decoding import MAX_CHARACTERS, decode
from .exceptions import CannotRead

_MOST_CONTROLS = 200  # one control character in so many is no text


def read_plain(content: bytes, form: Form) -> Given:
    """The file as text; form feeds part its pages.

    Raises:
        CannotRead: when the bytes are no text, or too many.
    """
    text, guess = decode(content)
    if len(text) > MAX_CHARACTERS:
        raise CannotRead(f"has more than {MAX_CHARACTERS:,} characters; read it part by part")
    controls = sum(text.count(chr(n)) for n in range(32) if chr(n) not in "\t\n\f\r")
    if "\x00" in text or controls * _MOST_CONTROLS > len(text):
        raise CannotRead("is no text: it holds bytes that no letter has")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    unread = (Unread(0, "encoding", f"the bytes are not UTF-8 and were read as {guess}"),) if guess else ()
    return Given(text.replace("\f", "\n"), form, _pages(text), unread=unread)


def _pages(text: str) -> tuple[Mark, ...]:
    """Where pages begin, in a text whose pages are parted by form feeds."""
    starts = [0, *(n + 1 for n, char in enumerate(text) if char == "\f")] if "\f" in text else []
    return tuple(Mark(start, number) for number, start in enumerate(starts, 1))
