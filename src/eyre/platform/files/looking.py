"""What is this file, by what it holds, and may it be taken?"""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from django.conf import settings

from .apart import looked_at
from .exceptions import FileRefused
from .kinds import FileKind
from .office import kind_of_package
from .packages import END, OBJECT, START, size_of
from .scanning import scan
from .texts import kind_of_text

_STARTS = ((b"%PDF-", FileKind.PDF), (b"\xff\xd8\xff", FileKind.JPEG), (b"\x89PNG\r\n\x1a\n", FileKind.PNG))
OLD_OR_LOCKED = "is an old Office file (.doc, .xls) or is protected by a password; save it as DOCX, XLSX or PDF without one"
TWO_KINDS = "is two kinds of file at once; open it and save it again"
TAIL = 70_000  # bytes at the end of a file in which the directory of a package would stand


def look(content: BinaryIO, name: str) -> tuple[FileKind, BinaryIO]:
    """The kind of a file, and what is to be kept of it: a picture is made anew, everything else stays as it came.

    Raises:
        FileRefused: where it is empty, too large, of no kind that is taken, holds what acts by itself, or where the
            scanner finds something in it.
    """
    size = size_of(content)
    if not size:
        raise FileRefused("is empty")
    if size > settings.EYRE_FILES_MOST_BYTES:
        raise FileRefused(
            f"is larger than {settings.EYRE_FILES_MOST_BYTES // 1_000_000} MB; send it in parts"
        )
    scan(content)
    kind = _kind(content, size, name)
    if kind in {FileKind.JPEG, FileKind.PNG}:
        return kind, BytesIO(looked_at(content, kind.value))
    if kind == FileKind.PDF:
        looked_at(content, kind.value)
    content.seek(0)
    return kind, content


def _kind(content: BinaryIO, size: int, name: str) -> FileKind:
    content.seek(0)
    start = content.read(16)
    if start.startswith(OBJECT):
        raise FileRefused(OLD_OR_LOCKED)
    if start.startswith(START):
        return kind_of_package(content, size)
    content.seek(max(0, size - TAIL))
    has_package = END in content.read()
    content.seek(0)
    kind = next((kind for first, kind in _STARTS if start.startswith(first)), None)
    if kind is None:
        return kind_of_text(content, name)
    if has_package and kind == FileKind.PDF:
        raise FileRefused(TWO_KINDS)
    return kind
