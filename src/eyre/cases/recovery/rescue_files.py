"""What is in a rescue file? Everything that stood on a device, still sealed: eyre-rescue/1.

It may be damaged: it is read from its beginning, row by row, and what cannot be read is named and stands in nobody's way.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from eyre.core.journal import NotABatch, is_uuid
from eyre.core.journal.splitting import elements

from .keys import WrongKey, open_device_key

FORMAT = "eyre-rescue/1"
LARGEST = 250_000_000  # bytes: 200 cases of 300 answers come to 51 MB
MOST_ROWS = 200_000
KEY_BYTES = 32
_READ = json.JSONDecoder().raw_decode


class NotARescueFile(ValueError):
    """It cannot even be told from which device it is; the words say why."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read or opened: its place from 1, its id where it says one, and why."""

    place: int
    id: str
    words: str

    def __str__(self) -> str:
        return f"row {self.place}{f' ({self.id})' if self.id else ''}: {self.words}"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A row as it stands in the file."""

    place: int
    id: str
    iv: bytes = field(repr=False)
    box: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RescueFile:
    """A file as it was read: the device, the recovery key it was wrapped for, its rows, and those that are damaged.

    `token`: the secret of the device, still sealed; None where it is not in the file.
    """

    device: str
    recovery: str
    wrapped: bytes = field(repr=False)
    rows: tuple[Sealed, ...]
    bad: tuple[BadRow, ...]
    token: Sealed | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Rescued:
    """What a file came to with the key: operations as the device wrote them, and the rows that could not be opened.

    `token`: the secret that the device alone knows; "" where the file does not.
    """

    operations: tuple[bytes, ...] = field(repr=False)
    bad: tuple[BadRow, ...] = ()
    token: str = field(default="", repr=False)


def read_rescue(content: bytes) -> RescueFile:
    """A rescue file from its bytes.

    Raises:
        NotARescueFile: where its device or its wrapped key cannot be told.
    """
    if len(content) > LARGEST:
        raise NotARescueFile(f"The file is larger than {LARGEST:,} bytes: this is no rescue file.")
    text = content.decode("utf-8", "replace")
    if _after(text, "format") != FORMAT:
        raise NotARescueFile(f"This is no rescue file: it does not say {FORMAT}.")
    device, vault = _after(text, "device"), _after(text, "vault")
    if not isinstance(device, str) or not is_uuid(device):
        raise NotARescueFile("It cannot be told from which device the file is: its beginning is damaged.")
    wrapped = vault.get("forRecovery") if isinstance(vault, dict) else None
    box = _bytes(wrapped.get("box")) if isinstance(wrapped, dict) else None
    if not isinstance(wrapped, dict) or box is None:
        raise NotARescueFile(
            "The key of the device is not in the file, or is damaged: nothing can be opened."
        )
    found = list(_rows(text))
    rows = tuple(each for each in found if isinstance(each, Sealed))
    bad = tuple(each for each in found if isinstance(each, BadRow))
    return RescueFile(device, str(wrapped.get("name", ""))[:100], box, rows, bad, _token(text))


def unseal(file: RescueFile, key: rsa.RSAPrivateKey) -> Rescued:
    """Everything in a file that opens, byte for byte as the device sealed it.

    Raises:
        WrongKey: where the key is not the one the device was set up for.
    """
    try:
        device_key = open_device_key(key, file.wrapped)
    except WrongKey as why:
        raise WrongKey(
            f"This key does not open the file: it was made for the recovery key “{file.recovery}”."
        ) from why
    if len(device_key) != KEY_BYTES:
        raise WrongKey("The key of the device is of another kind than Eyre makes.")
    opener, found, bad = AESGCM(device_key), [], list(file.bad)
    for row in file.rows:
        try:
            content = opener.decrypt(row.iv, row.box, row.id.encode("utf-8"))
        except (InvalidTag, ValueError):
            bad.append(BadRow(row.place, row.id, "it was changed, or sealed by another key"))
            continue
        if _is_one(content):
            found.append(content)
        else:
            bad.append(BadRow(row.place, row.id, "it holds no operation"))
    ordered = tuple(sorted(bad, key=lambda each: each.place))
    return Rescued(tuple(found), ordered, _secret(file.token, opener))


def _token(text: str) -> Sealed | None:
    told = _after(text, "token")
    found = _row(0, told | {"id": "token"}) if isinstance(told, dict) else None
    return found if isinstance(found, Sealed) else None


def _secret(token: Sealed | None, opener: AESGCM) -> str:
    if token is None:
        return ""
    try:
        told = json.loads(opener.decrypt(token.iv, token.box, b"token"))
    except (InvalidTag, ValueError):
        return ""
    return told if isinstance(told, str) else ""


def _is_one(content: bytes) -> bool:
    """Whether it is one piece, which spoils no other beside it."""
    try:
        return len(elements(f"[{content.decode('utf-8', 'surrogateescape')}]")) == 1
    except NotABatch:
        return False


def _after(text: str, name: str) -> Any:
    """The value of a field of the outermost object, wherever the rest is damaged; None where it cannot be read."""
    found = re.search(rf'"{name}"\s*:\s*', text)
    return _value(text, found.end())[0] if found else None


def _value(text: str, place: int) -> tuple[Any, int]:
    try:
        return _READ(text, place)
    except (ValueError, RecursionError):
        return None, -1


def _rows(text: str) -> Iterator[Sealed | BadRow]:
    beginning = re.search(r'"rows"\s*:\s*\[', text)
    if beginning is None:
        yield BadRow(1, "", "the file breaks off before its rows")
        return
    at, number = beginning.end(), 0
    while (at := _next(text, at)) >= 0:
        number += 1
        if number > MOST_ROWS:
            yield BadRow(number, "", f"the file has more than {MOST_ROWS:,} rows")
            return
        value, end = _value(text, at)
        yield _row(number, value)
        # A damaged row ends where the next one begins
        at = end if end > 0 else text.find("{", at + 1)
        if at < 0:
            return


_GAP = re.compile(r"[\s,]*")


def _next(text: str, at: int) -> int:
    """Where the next row begins; -1 at the end of them."""
    found = _GAP.match(text, at)
    at = found.end() if found else at
    return -1 if text[at : at + 1] in ("]", "") else at


def _row(number: int, value: object) -> Sealed | BadRow:
    if not isinstance(value, dict):
        return BadRow(number, "", "it cannot be read")
    id, iv, box = value.get("id"), _bytes(value.get("iv")), _bytes(value.get("box"))
    told = id if isinstance(id, str) and is_uuid(id) else ""
    if not isinstance(id, str) or iv is None or box is None:
        return BadRow(number, told, "it is not whole")
    return Sealed(number, id, iv, box)


def _bytes(told: object) -> bytes | None:
    if not isinstance(told, str):
        return None
    try:
        return base64.b64decode(told, validate=True)
    except (binascii.Error, ValueError):
        return None
