"""What was sent packed by gzip, unpacked, and never more of it than is taken: a small body may hold a flood."""

from __future__ import annotations

import zlib

GZIP = 16 + zlib.MAX_WBITS  # the header and the sum of RFC 1952 are read and checked


class NotPacked(ValueError):
    """The bytes are no whole gzip member, or something follows it."""


class TooMuch(ValueError):
    """More is packed than is taken."""


def unpacked(content: bytes, most: int) -> bytes:
    """The bytes packed in one gzip member (RFC 1952), at most so many.

    Raises:
        NotPacked: for anything but one whole member.
        TooMuch: when it holds more; no more than that is ever unpacked.
    """
    reading = zlib.decompressobj(GZIP)
    try:
        held = reading.decompress(content, most + 1)
    except zlib.error as why:
        raise NotPacked("These bytes are not packed by gzip.") from why
    if len(held) > most:
        raise TooMuch(f"More than {most:,} bytes are packed.")
    if not reading.eof or reading.unused_data:
        raise NotPacked("What is packed by gzip broke off, or something follows it.")
    return held
