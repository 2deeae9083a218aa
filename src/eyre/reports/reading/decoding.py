"""Bytes to letters, in whichever of the usual encodings they are. Imports nothing of Eyre: workers start at once."""

from __future__ import annotations

import codecs

MAX_CHARACTERS = 4_000_000  # a report of 1,000 pages
MAX_LINES = 100_000
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes) -> tuple[str, str]:
    """The text of bytes, and the encoding where it had to be guessed."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, "replace"), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 3 and error.reason == "unexpected end of data":
            return content[: error.start].decode("utf-8"), ""
    return content.decode("cp1252", "replace"), "Windows-1252"
