"""Does a PDF hold anything that acts by itself? Every object is looked at, packed ones and unused ones too."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

SCRIPT = "holds a script (JavaScript); print it to a new PDF and send that"
LAUNCH = "starts a program when it is opened (Launch); print it to a new PDF and send that"
ENCLOSED = "has other files enclosed; send those by themselves, and print this one to a new PDF"
FORM = "is a form that can hold scripts (XFA); print it to a new PDF and send that"
MEDIA = "holds film or sound; print it to a new PDF and send that"
LOCKED = "is protected by a password; save a copy without one"
DAMAGED = "is damaged and cannot be opened as PDF; open it in a reader and print it to a new PDF"
NO_PAGE = "has no page; open it in a reader and print it to a new PDF"
# What a key, or the name that is its value, means. Names arrive unescaped: /J#61vaScript is /JavaScript
KEYS = {
    "/JS": SCRIPT, "/JavaScript": SCRIPT, "/Launch": LAUNCH, "/EmbeddedFile": ENCLOSED, "/EmbeddedFiles": ENCLOSED,
    "/EF": ENCLOSED, "/FileAttachment": ENCLOSED, "/XFA": FORM, "/RichMedia": MEDIA, "/Movie": MEDIA, "/Sound": MEDIA,
}  # fmt: skip
ASKED = {"/S", "/Type", "/Subtype"}
MOST_NESTED = 100


def why_not(content: bytes) -> str:
    """Why this PDF is not taken; nothing where it may be."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as document:
            if not document.pages:
                return NO_PAGE
            return next(_found(document), "")
    except pikepdf.PasswordError:
        return LOCKED
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RuntimeError):
        return DAMAGED


def _found(document: Any) -> Iterator[str]:
    yield from _within(document.trailer, 0)
    for thing in document.objects:
        yield from _within(thing, 0)


def _within(thing: Any, depth: int) -> Iterator[str]:
    """What stands against an object and what it holds directly; what it only points to is looked at by itself."""
    import pikepdf

    if depth > MOST_NESTED:
        yield DAMAGED
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in thing.items():
            if key in KEYS:
                yield KEYS[key]
            if key in ASKED and isinstance(value, pikepdf.Name) and str(value) in KEYS:
                yield KEYS[str(value)]
            if not value.is_indirect if isinstance(value, pikepdf.Object) else False:
                yield from _within(value, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                yield from _within(value, depth + 1)
