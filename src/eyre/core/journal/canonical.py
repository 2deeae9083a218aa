"""Which bytes stand for a value? One form of JSON, the same in Python and in the browser, so that digests agree.

RFC 8785 (JSON Canonicalization Scheme) without fractions: keys in the order of their UTF-16 code units, no white
space, UTF-8, as few escapes as JSON allows. Numbers are whole and within ±(2^53 - 1), which every language writes
alike. static/cases/journal/canonical.js does the same; both read tests/vectors/operations.json.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

Value: TypeAlias = "bool | int | str | Sequence[Value] | Mapping[str, Value] | None"

LARGEST = 2**53 - 1

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


class NotCanonical(ValueError):
    """A value has no canonical form; the words say why."""


def canonical(value: Value) -> str:
    """The one text of a value.

    Raises:
        NotCanonical: for a number with a fraction or beyond ±(2^53 - 1), half a character, and anything not of JSON.
    """
    text: str = _encode(_ordered(value))
    if not text.isascii():
        _check_characters(text)
    return text


def digest(text: str) -> str:
    """The SHA-256 of a canonical text, in hexadecimal (FIPS 180-4)."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def texts_in(value: Value) -> Iterator[str]:
    """Every text in a value, names of fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield key
            yield from texts_in(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from texts_in(each)


def _ordered(value: Any) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_ordered(each) for each in value]
    raise NotCanonical(f"{type(value).__name__} is no kind of value that is kept")


def _whole(value: int) -> int:
    if abs(value) > LARGEST:
        raise NotCanonical("a number is beyond what every machine can count, ±(2^53 - 1)")
    return value


def _utf16(key: Any) -> bytes:
    if not isinstance(key, str):
        raise NotCanonical("the name of a field is a text")
    return key.encode("utf-16-be", "surrogatepass")


def _check_characters(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as why:
        raise NotCanonical("a text holds half a character") from why
