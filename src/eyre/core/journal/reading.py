"""What did a device send? Every operation is read by itself, and everything wrong with it is said at once.

What comes is not trusted: whole numbers only, no field twice, no unknown field, texts that every database can keep.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .canonical import LARGEST, NotCanonical, canonical, digest, texts_in
from .ids import is_uuid, is_uuid7
from .limits import LARGEST_VALUE, LONGEST_EDITION, LONGEST_KEY, LONGEST_TIME, MOST_OPERATIONS, MOST_SETTLED
from .operation import Operation
from .splitting import NotABatch, elements, members

_FIELDS = ("id", "device", "sequence", "assessment", "key", "edition", "value", "base", "at", "hash")
_KEY = re.compile(r"[a-z]+:[A-Za-z0-9][A-Za-z0-9._/-]*")
_EDITION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@-]*")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an operation: which field ("" for the whole), and what, in words."""

    field: str
    words: str

    def __str__(self) -> str:
        return f"{self.field}: {self.words}" if self.field else self.words


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An operation that cannot be taken as one, with everything that is wrong, and what of it could be read."""

    problems: tuple[Problem, ...]
    id: str = ""
    device: str = ""
    assessment: str = ""
    hash: str = ""

    @property
    def words(self) -> str:
        """Everything that is wrong."""
        return "; ".join(map(str, self.problems))


@dataclass(frozen=True, slots=True)
class Received:
    """One operation of a batch: the bytes as they came, and what they say."""

    content: bytes
    said: Operation | Unreadable


@dataclass(frozen=True, slots=True)
class Batch:
    """What came in one request; `sent` is the device's clock at that moment, where it told."""

    received: tuple[Received, ...]
    sent: datetime | None = None


def read_batch(content: bytes) -> Batch:
    """A batch from the bytes of a request. An operation that cannot be read spoils no other.

    Raises:
        NotABatch: when it cannot even be told where operations begin and end, for a field that no batch has, and for
            none or more than MOST_OPERATIONS.
    """
    fields = members(content.decode("utf-8", "surrogateescape"))
    if strangers := sorted(fields.keys() - {"operations", "sent"}):
        raise NotABatch(f"a batch has no field {', '.join(strangers)[:80]}")
    if "operations" not in fields:
        raise NotABatch("a batch has a field operations")
    pieces = elements(fields["operations"])
    if not 1 <= len(pieces) <= MOST_OPERATIONS:
        raise NotABatch(f"a batch has 1 to {MOST_OPERATIONS} operations, not {len(pieces)}")
    return Batch(tuple(map(_received, pieces)), _sent(fields.get("sent")))


def _received(piece: str) -> Received:
    text = piece.strip(" \t\n\r")
    return Received(text.encode("utf-8", "surrogateescape"), read_operation(text))


def _sent(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = _moment(text[1:-1])
    if moment is None:
        raise NotABatch("sent is a moment with its offset, as in 2026-11-24T09:30:00.000+00:00")
    return moment


def read_operation(text: str) -> Operation | Unreadable:
    """The operation that a text says, its hash checked; or everything that is wrong with it."""
    problems: list[Problem] = []
    data = _load(text, problems)
    if not isinstance(data, dict):
        return Unreadable((*problems, Problem("", "an operation is an object with fields")))
    _check_fields(data, problems)
    _check_texts(data, problems)
    if not problems:
        operation = _operation(data)
        if operation.hash == operation.digest():
            return operation
        problems.append(Problem("hash", "is not that of the other fields"))
    return Unreadable(tuple(problems), **_told(data))


def _operation(data: Mapping[str, Any]) -> Operation:
    settles = tuple(data.get("settles", ()))
    return Operation(**{name: data[name] for name in _FIELDS}, settles=settles)


def _told(data: Mapping[str, Any]) -> dict[str, str]:
    """What could be read of an operation that is refused."""
    checks: dict[str, Callable[[object], bool]] = {
        "id": is_uuid,
        "device": is_uuid,
        "assessment": is_uuid,
        "hash": _is_hash,
    }
    return {name: data[name] for name, is_right in checks.items() if is_right(data.get(name))}


def _load(text: str, problems: list[Problem]) -> Any:
    """The data of a text; what JSON allows and we do not is noted."""

    def note(words: str) -> None:
        problems.append(Problem("", words))

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(found)
        if len(data) < len(found):
            note("a field stands twice")
        return data

    def whole(digits: str) -> int:
        if len(digits) > 17 or abs(int(digits)) > LARGEST:
            note("a number is beyond what every machine can count, ±(2^53 - 1)")
            return 0
        return int(digits)

    try:
        return json.loads(
            text,
            object_pairs_hook=pairs,
            parse_int=whole,
            parse_float=lambda digits: note(f"{digits[:20]} is no whole number"),
            parse_constant=lambda word: note(f"{word} is no number"),
        )
    except json.JSONDecodeError as why:
        note(f"is no JSON: {why.msg} at character {why.pos + 1}")
        return None


def _is_hash(told: object) -> bool:
    return isinstance(told, str) and _HASH.fullmatch(told) is not None


def _moment(told: object) -> datetime | None:
    if not isinstance(told, str) or len(told) > LONGEST_TIME or not _AT.fullmatch(told):
        return None
    try:
        return datetime.fromisoformat(told)
    except ValueError:
        return None


def _is_count(told: object) -> bool:
    return type(told) is int and told >= 1


def _is_key(told: object) -> bool:
    return isinstance(told, str) and len(told) <= LONGEST_KEY and _KEY.fullmatch(told) is not None


def _is_edition(told: object) -> bool:
    return isinstance(told, str) and len(told) <= LONGEST_EDITION and _EDITION.fullmatch(told) is not None


# What each field must be, and the words where it is not
_RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "id": (is_uuid7, "is a UUID of version 7 in lower case"),
    "device": (is_uuid, "is a UUID in lower case"),
    "sequence": (_is_count, "is a whole number from 1"),
    "assessment": (is_uuid, "is a UUID in lower case"),
    "key": (_is_key, f"is written kind:name, in at most {LONGEST_KEY} characters"),
    "edition": (_is_edition, f"is the id of an edition, in at most {LONGEST_EDITION} characters"),
    "base": (lambda told: told is None or is_uuid7(told), "is null or the id of an operation"),
    "at": (
        lambda told: _moment(told) is not None,
        "is a moment with its offset, as in 2026-11-24T09:30:00.000+00:00",
    ),
    "hash": (_is_hash, "is a SHA-256 in lower-case hexadecimal"),
}


def _check_fields(data: Mapping[str, Any], problems: list[Problem]) -> None:
    problems += [Problem(name, "is missing") for name in _FIELDS if name not in data]
    problems += [
        Problem(ascii(name)[1:41].rstrip("'"), "is no field of an operation")
        for name in sorted(data.keys() - {*_FIELDS, "settles"})
    ]
    problems += [
        Problem(name, words)
        for name, (is_right, words) in _RULES.items()
        if name in data and not is_right(data[name])
    ]
    if "settles" in data:
        problems += _settles(data["settles"])
    if data.get("id") is not None and data["id"] in (data.get("base"), *_listed(data.get("settles"))):
        problems.append(Problem("base", "an operation does not come after itself"))


def _listed(told: object) -> list[object]:
    return told if isinstance(told, list) else []


def _settles(told: object) -> list[Problem]:
    named = _listed(told)
    if not 1 <= len(named) <= MOST_SETTLED or not all(map(is_uuid7, named)) or len({*named}) < len(named):
        return [Problem("settles", f"is a list of 1 to {MOST_SETTLED} different operations, or is left out")]
    return []


def _check_texts(data: Mapping[str, Any], problems: list[Problem]) -> None:
    """Every text can be kept by every database, and a value is not too long."""
    if any("\0" in text for text in texts_in(data)):
        problems.append(Problem("", "a text holds the character NUL, which no database keeps"))
    try:
        size = len(canonical(data.get("value")).encode("utf-8"))
        canonical({name: each for name, each in data.items() if name != "value"})
    except NotCanonical as why:
        problems.append(Problem("", str(why)))
    else:
        if size > LARGEST_VALUE:
            problems.append(Problem("value", f"is {size:,} bytes long; at most {LARGEST_VALUE:,} are kept"))


def digest_of(content: bytes) -> str:
    """By which digest content that could not be read is known again."""
    return digest(content.hex())
