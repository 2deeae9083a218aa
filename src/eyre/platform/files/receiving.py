"""How much may be sent at once? Bytes are counted as they arrive, whatever the sender says about them.

A file that grows too large is dropped and its name kept, so that the page can say which it was while the others are
taken. The rest of it is read and thrown away.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

DROPPED = "eyre.files.dropped"  # where a request keeps the names of what was dropped


class Counting(FileUploadHandler):
    """Stands before Django's own handlers and lets through what stays below the limits."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.room = settings.EYRE_FILES_MOST_BYTES_AT_ONCE

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Another file begins: it has the room of a file, and no more than is left for all."""
        super().new_file(*args, **kwargs)
        self.left = min(settings.EYRE_FILES_MOST_BYTES, self.room)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The bytes, handed on; or the end of a file that is too large."""
        self.room -= len(raw_data)
        self.left -= len(raw_data)
        if self.left < 0:
            if self.request is not None:
                self.request.META.setdefault(DROPPED, []).append(
                    (self.field_name or "", self.file_name or "")
                )
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Django's own handlers make the file."""
        return None


def dropped(request: HttpRequest, field: str) -> list[str]:
    """The names of the files that were too large, sent in this field."""
    _ = request.POST  # reading the form is what counts
    return [name for sent_in, name in request.META.get(DROPPED, []) if sent_in == field]
