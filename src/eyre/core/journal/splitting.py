"""Where in a batch does one operation end and the next begin? Found without reading any, so that one that cannot be
read spoils no other.

A batch is `{"operations": […], "sent": "…"}`. Only brackets, commas and texts are looked at, once from left to right;
every piece keeps its bytes as they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[][{},:"]', re.DOTALL)
_SPACE = " \t\n\r"
_CLOSES = {"{": "}", "[": "]"}
DEEPEST = 16


class NotABatch(ValueError):
    """What came is no batch at all; the words name the place."""


def members(text: str) -> dict[str, str]:
    """The fields of the outermost object by name, each as the text it was.

    Raises:
        NotABatch: when it is no object, when brackets do not match, when a field stands twice.
    """
    found: dict[str, str] = {}
    for piece in _pieces(text, "{"):
        name, value = _member(piece)
        if name in found:
            raise NotABatch(f"the field {name!r} stands twice")
        found[name] = value
    return found


def elements(text: str) -> list[str]:
    """The elements of a list, each as the text it was. Raises NotABatch as `members` does."""
    return list(_pieces(text, "["))


def _member(piece: str) -> tuple[str, str]:
    text = piece.strip(_SPACE)
    token = _TOKEN.match(text)
    name = token.group() if token else ""
    colon = text[len(name) :].lstrip(_SPACE)
    if len(name) < 2 or not colon.startswith(":"):
        raise NotABatch(f"a field is written “name”: value, and here stands {text[:40]!r}")
    return name[1:-1], colon[1:].strip(_SPACE)


def _pieces(text: str, opening: str) -> Iterator[str]:
    """What stands between the commas of the outermost bracket."""
    text = text.strip(_SPACE)
    if not text.startswith(opening):
        raise NotABatch(f"{opening} is expected, and {text[:20]!r} stands there")
    waiting: list[str] = []
    start = end = 0
    for token in _TOKEN.finditer(text):
        mark = token.group()
        if not waiting and end:
            break
        if mark in _CLOSES:
            waiting.append(_CLOSES[mark])
            if len(waiting) > DEEPEST:
                raise NotABatch(f"brackets stand more than {DEEPEST} deep at character {token.start() + 1}")
            start = start or token.end()
        elif mark in "]}":
            if not waiting or waiting.pop() != mark:
                raise NotABatch(f"{mark} closes nothing at character {token.start() + 1}")
            if not waiting:
                end = token.start()
        elif mark == '"':
            raise NotABatch(f"a text that begins at character {token.start() + 1} does not end")
        elif mark == "," and len(waiting) == 1:
            yield text[start : token.start()]
            start = token.end()
    if not end or end + 1 != len(text):
        raise NotABatch("it does not end where it should" if end else "it breaks off before its end")
    last = text[start:end]
    if last.strip(_SPACE) or text[1:end].strip(_SPACE):
        yield last
