"""Is this plain text, and nothing that a browser or a program would take for something else?"""

from __future__ import annotations

import codecs
import re
from typing import IO

from .exceptions import FileRefused
from .kinds import IN_WORDS, FileKind

CHUNK = 1 << 20
OTHER = f"is of a kind that is not taken; send {IN_WORDS}"
PAGE = "is a web page or a drawing (HTML, SVG, XML), which can hold scripts; print it to PDF and send that"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PAGE = re.compile(r"<(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php|meta|object|embed)\b", re.I)
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
BEGINNING = 4_096  # letters in which a page would say that it is one


def kind_of_text(content: IO[bytes], name: str) -> FileKind:
    """Plain text, or CSV where the name says so: by what they hold the two cannot be told apart.

    Text is UTF-8, UTF-16 with its mark, or Windows-1252.

    Raises:
        FileRefused: for what is no text, and for text that is a page or a drawing.
    """
    start = content.read(4)
    encoding = next((known for mark, known in MARKS if start.startswith(mark)), "")
    if encoding:
        text = _beginning(content, encoding)
    else:
        text = _beginning(content, "utf-8") or _beginning(content, "cp1252")
    if text is None:
        raise FileRefused(OTHER)
    if _PAGE.search(text):
        raise FileRefused(PAGE)
    return FileKind.CSV if name.lower().endswith(".csv") else FileKind.TXT


def _beginning(content: IO[bytes], encoding: str) -> str | None:
    """How the text begins; None where any of it is no text in this encoding. Never empty."""
    content.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    beginning = ""
    try:
        while chunk := content.read(CHUNK):
            text = decoder.decode(chunk)
            if _CONTROLS.search(text):
                return None
            beginning = beginning or text[:BEGINNING]
        if _CONTROLS.search(decoder.decode(b"", final=True)):
            return None
    except UnicodeError:
        return None
    return beginning or " "
