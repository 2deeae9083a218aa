"""Which form does a file have, and who reads it? What the bytes are counts more than how the file is called."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import PurePath

from eyre.core.reading import Form, Given

from .apart import read_apart
from .decoding import MAX_LINES, decode
from .exceptions import CannotRead
from .plain import read_plain

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "is in the form of Word before 2007; open it and save it as DOCX"),
    (b"{\\rtf", "is RTF; open it and save it as DOCX or PDF"),
    (b"\x89PNG", "is a picture; make its text with text recognition, and read that"),
    (b"\xff\xd8\xff", "is a picture; make its text with text recognition, and read that"),
    (b"GIF8", "is a picture; make its text with text recognition, and read that"),
    (b"II*\x00", "is a picture; make its text with text recognition, and read that"),
    (b"MM\x00*", "is a picture; make its text with text recognition, and read that"),
    (b"\x1f\x8b", "is compressed (gzip); unpack it first"),
    (b"7z\xbc\xaf", "is compressed (7z); unpack it first"),
    (b"Rar!", "is compressed (RAR); unpack it first"),
)


def read_form(content: bytes, name: str) -> Given:
    """The text of a file of any form that can be read.

    Raises:
        CannotRead: where it is of another form, empty, broken or too large when unpacked.
    """
    if not content.strip():
        raise CannotRead("is empty")
    form = _form(content, name)
    given = read_plain(content, form) if form in (Form.TEXT, Form.MARKDOWN) else read_apart(content, form)
    if not given.text.strip():
        raise CannotRead("holds no words")
    if given.text.count("\n") > MAX_LINES:
        raise CannotRead(f"has more than {MAX_LINES:,} lines; read it part by part")
    return replace(given, name=PurePath(name).name, digest=hashlib.sha256(content).hexdigest())


def _form(content: bytes, name: str) -> Form:
    ending = PurePath(name).suffix.lower()
    if b"%PDF-" in content[:1024]:
        return Form.PDF
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return Form.DOCX
    for magic, words in _REFUSED:
        if content.startswith(magic):
            raise CannotRead(words)
    if ending in (".pdf", ".docx"):
        raise CannotRead(
            f"is called {ending[1:].upper()} and is none: its first bytes are those of another form, or it was cut off"
        )
    head = decode(content[:4096])[0].encode()
    if ending in (".html", ".htm", ".xhtml") or _HTML.match(head):
        return Form.HTML
    return Form.MARKDOWN if ending in (".md", ".markdown") else Form.TEXT
