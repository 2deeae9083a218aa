"""What is the id of an operation? A UUID of version 7 (RFC 9562, 5.7): its first 48 bits are milliseconds since 1970.

So ids sort by the clock of the device that made them. A clock may be wrong by years: what the id says of time is
kept and shown, and nothing is refused or ordered by it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
RANDOM_BYTES = 10


def is_uuid(text: object) -> bool:
    """Whether this is a UUID in its one written form: lower case, with hyphens."""
    return isinstance(text, str) and _UUID.fullmatch(text) is not None


def is_uuid7(text: object) -> bool:
    """Whether this is a UUID of version 7 in its one written form."""
    return isinstance(text, str) and _UUID7.fullmatch(text) is not None


def moment_of(id: str) -> datetime | None:
    """When the device's clock said the id was made; None beyond the year 9999. Raises ValueError for another id."""
    if not is_uuid7(id):
        raise ValueError(f"{id[:40]!r} is no UUID of version 7")
    try:
        return _EPOCH + timedelta(milliseconds=int(id[:8] + id[9:13], 16))
    except OverflowError:
        return None


def uuid7(at: datetime, random: bytes) -> str:
    """A new id for this moment with ten random bytes.

    Raises:
        ValueError: for another number of bytes, or a moment before 1970.
    """
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"an id needs {RANDOM_BYTES} random bytes, not {len(random)}")
    milliseconds = (at - _EPOCH) // timedelta(milliseconds=1)
    if milliseconds < 0:
        raise ValueError("an id tells of no time before 1970")
    tail = int.from_bytes(random, "big")
    bits = milliseconds << 80 | tail & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62
    text = f"{bits:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
