"""What may stand in the log? Short identifiers, never free text: the log must not become a copy of the files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

Scalar = str | int | bool | None
Ids = Mapping[str, Scalar | Sequence[Scalar]]

LONGEST_ID = 200
LONGEST_VALUE = 128  # a SHA-512 in hexadecimal
LONGEST_JSON = 20_000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_ACTION = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")


def plain_words(what: str, words: str, longest: int) -> str:
    """The words, if they are one line of printable characters: nothing that could start a line of its own.

    Raises:
        ValueError: for control characters, line ends, marks of writing direction, and for more than `longest`.
    """
    if not isinstance(words, str) or not words.isprintable() or len(words) > longest:
        raise ValueError(f"{what} is one line of at most {longest} printable characters")
    return words


def visible(text: str) -> str:
    """The text with everything that cannot be seen written out, as in \\u202e: on a page or in a file it stays one line.

    What `record` refuses may still stand in a row that came in another way.
    """
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text
    )


def plain_id(what: str, text: str, longest: int = LONGEST_ID) -> str:
    """The text, if it can be an identifier: printable, without white space, and no e-mail address.

    Raises:
        ValueError: when it cannot; the message does not repeat the text, which may be confidential.
    """
    plain_words(what, text, longest)
    if " " in text or "@" in text:
        raise ValueError(f"{what} is an identifier: without white space, and never an e-mail address")
    return text


def action_name(action: str) -> str:
    """The name, if it is a thing and what happened to it: "role.given". Raises ValueError."""
    if not _ACTION.fullmatch(action) or len(action) > 80:
        raise ValueError(f"{action!r} is no name of an act: write <thing>.<past tense>, as in role.given")
    return action


def canonical(ids: Ids | None) -> str:
    """The ids as JSON in the one form that equal ids have: ASCII, names in order; nothing for None.

    Raises:
        ValueError: for a name that is none, for a value that is no identifier, number or truth, and for too many.
    """
    if ids is None:
        return ""
    told = {_name(name): _value(name, value) for name, value in ids.items()}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    if len(text) > LONGEST_JSON:
        raise ValueError(f"the ids of one act take at most {LONGEST_JSON} characters")
    return text


def _name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a value: write it as a Python name in small letters")
    return name


def _value(name: str, value: object) -> object:
    if isinstance(value, list | tuple):
        return [_scalar(name, each) for each in value]
    return _scalar(name, value)


def _scalar(name: str, value: object) -> Scalar:
    if value is None or isinstance(value, int):  # a truth is an int too
        return value
    if isinstance(value, str):
        return plain_id(f"the value of {name!r}", str(value), LONGEST_VALUE)
    raise ValueError(f"the value of {name!r} is no identifier, number or truth")
