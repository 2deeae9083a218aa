"""The quick way to read the plain part of YAML, in which the editions that ship with Eyre are written.

A full YAML parser takes half a second for all editions; this reads them in a twentieth of that. It knows block
mappings, block lists, words, simple quotes and short lists in brackets. **Whatever else it meets, it gives up
rather than guess**, and the full parser is asked; a test holds the two to the same answer.
"""

from __future__ import annotations

import re
from typing import TypeVar

from .yaml_text import MAX_DEPTH, NOTHING

_UNUSUAL = re.compile(r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
_ENTRY = re.compile(r'([A-Za-z][^:#"\']{0,300}?|"[^"\\]{1,300}"):(?: +(.+))?')
_WORDS = re.compile(r"[A-Za-z0-9(].*")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\["\\])*)"')
_SINGLE = re.compile(r"'([^']*)'")
_ESCAPED = re.compile(r'\\(["\\])')
_ITEM = re.compile(r"[A-Za-z0-9][\w./-]*")

Line = tuple[int, str]
Block = TypeVar("Block", list[object], dict[str, object])


class _GivesUp(Exception):
    """This text needs the full parser."""


def read_plain(text: str) -> object | None:
    """The data of a plain YAML text, every scalar as its words; None where the full parser must be asked."""
    if _UNUSUAL.search(text):
        return None
    try:
        return _Reader(text).document()
    except _GivesUp:
        return None


class _Reader:
    def __init__(self, text: str) -> None:
        lines = ((len(line) - len(line.lstrip(" ")), line.strip(" ")) for line in text.split("\n"))
        self._lines: list[Line] = [(indent, words) for indent, words in lines if words and words[0] != "#"]
        self._at = 0

    def document(self) -> object:
        if not self._lines or self._lines[0][0] != 0:
            raise _GivesUp
        data = self._block(0, 0)
        if self._at < len(self._lines):
            raise _GivesUp
        return data

    def _next(self) -> Line:
        return self._lines[self._at] if self._at < len(self._lines) else (-1, "")

    def _block(self, indent: int, depth: int) -> object:
        if depth > MAX_DEPTH:
            raise _GivesUp
        return self._list(indent, depth) if self._next()[1].startswith("- ") else self._mapping(indent, depth)

    def _list(self, indent: int, depth: int) -> list[object]:
        items: list[object] = []
        while (line := self._next())[0] == indent and line[1].startswith("- "):
            rest = line[1][2:]
            if rest.startswith((" ", "- ")):
                raise _GivesUp
            if _ENTRY.fullmatch(rest):
                self._lines[self._at] = (indent + 2, rest)
                items.append(self._mapping(indent + 2, depth + 1))
            else:
                self._at += 1
                items.append(self._scalar(rest, indent))
        return self._ended(items, indent)

    def _mapping(self, indent: int, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        while (line := self._next())[0] == indent:
            entry = _ENTRY.fullmatch(line[1])
            if not entry:
                raise _GivesUp
            key, words = entry[1].strip('"'), entry[2]
            if key in found or entry[1].endswith(" "):
                raise _GivesUp
            self._at += 1
            found[key] = self._scalar(words, indent) if words else self._nested(indent, depth)
        return self._ended(found, indent)

    def _nested(self, indent: int, depth: int) -> object:
        inner, words = self._next()
        if inner == indent and words.startswith("-"):
            raise _GivesUp
        return self._block(inner, depth + 1) if inner > indent else None

    def _ended(self, block: Block, indent: int) -> Block:
        if self._next()[0] > indent:
            raise _GivesUp
        return block

    def _scalar(self, words: str, indent: int) -> object:
        if self._next()[0] > indent:
            raise _GivesUp
        return _flow(words) if words[0] == "[" else _scalar(words)


def _flow(words: str) -> list[object]:
    inner = words[1:-1].strip(" ")
    if words[-1] != "]":
        raise _GivesUp
    items = [item.strip(" ") for item in inner.split(",")] if inner else []
    if not all(_ITEM.fullmatch(item) for item in items):
        raise _GivesUp
    return [None if item in NOTHING else item for item in items]


def _scalar(words: str) -> str | None:
    if _WORDS.fullmatch(words) and ": " not in words and " #" not in words and words[-1] != ":":
        return None if words in NOTHING else words
    if quoted := _DOUBLE.fullmatch(words):
        return _ESCAPED.sub(r"\1", quoted[1])
    if quoted := _SINGLE.fullmatch(words):
        return quoted[1]
    raise _GivesUp
