"""How does a kept file leave? As an attachment that no browser runs or guesses about, whatever it holds."""

from __future__ import annotations

from django.http import FileResponse, HttpResponseBase

from .kinds import MEDIA_TYPES, FileKind
from .models import StoredFile
from .store import opened

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


def file_response(file: StoredFile, name: str) -> FileResponse:
    """The file under this name, compared with its digest before the first byte leaves.

    Raises:
        FileDamaged: where it is missing, or is not what was kept.
    """
    content = opened(file.digest, verified=True)
    kind = MEDIA_TYPES[FileKind(file.kind)]
    response = FileResponse(content, as_attachment=True, filename=name, content_type=kind)
    guard(response)
    return response


def guard(response: HttpResponseBase) -> None:
    """What keeps a browser from doing anything with a file but saving it."""
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
