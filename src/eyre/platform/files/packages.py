"""Is a ZIP package safe to open? Its limits are counted while it is unpacked, for its directory can lie."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from .exceptions import FileRefused

CHUNK = 1 << 16
IN_MEMORY = 8_000_000  # bytes; a larger part waits on the disk
START, END = b"PK\x03\x04", b"PK\x05\x06"
END_BYTES = 22  # of the record at the end of a package, without a comment
DAMAGED = "is damaged: it cannot be unpacked; open it and save it again"
# The first bytes of what is an archive, an object of another program or a program itself
NESTED = (START, END, b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\x00", b"MSCF")
OBJECT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
# What reading a damaged ZIP may come to: a broken stream, another method, a password nobody set
BROKEN = (BadZipFile, ValueError, OSError, NotImplementedError, EOFError, zlib.error, RuntimeError)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may hold (ASVS 5.0, V5.2.3): files, bytes when unpacked, and how many times its own size.

    Up to `freely` bytes its own size does not matter.
    """

    entries: int = 2_000
    unpacked: int = 200_000_000
    ratio: int = 100
    freely: int = 0

    def room(self, size: int) -> int:
        """How many bytes may come out of a package of this size."""
        return min(self.unpacked, max(self.freely, self.ratio * size))


LIMITS = Limits()


def opened(content: IO[bytes], limits: Limits = LIMITS) -> ZipFile:
    """The package, whose directory promises no more than the limits allow.

    Raises:
        FileRefused: where it is no package from its first byte to its last, locked, or names what it must not.
    """
    content.seek(0)
    is_whole = content.read(len(START)) == START
    content.seek(-END_BYTES, 2)
    if not is_whole or content.read(len(END)) != END:
        raise FileRefused("holds something before or after its package; open it and save it again")
    try:
        package = ZipFile(content)
    except BROKEN:
        raise FileRefused(DAMAGED) from None
    entries = package.infolist()
    if words := against(entries, size_of(content), limits):
        raise FileRefused(words)
    for entry in entries:
        _check_entry(entry)
    if len({entry.filename for entry in entries}) < len(entries):
        raise FileRefused("holds two files of one name; open it and save it again")
    return package


def against(entries: Sequence[ZipInfo], size: int, limits: Limits) -> str:
    """What stands against a package by what its directory says of it; nothing where it keeps to the limits.

    The words complete “the workbook …”.
    """
    if len(entries) > limits.entries:
        return f"holds {len(entries):,} files; the limit is {limits.entries:,}"
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.room(size):
        return (
            f"unpacks to {unpacked:,} bytes from {size:,}, which no real one does; the limits are "
            f"{limits.unpacked:,} bytes and {limits.ratio} times its size"
        )
    return ""


def size_of(content: IO[bytes]) -> int:
    """How many bytes there are, counted and not believed."""
    return content.seek(0, 2)


def _check_entry(entry: ZipInfo) -> None:
    parts = entry.orig_filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0] or "\x00" in entry.orig_filename:
        raise FileRefused("holds a file whose name leads outside of it; open it and save it again")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise FileRefused("holds a link to another file; open it and save it again")
    if entry.flag_bits & 1:
        raise FileRefused("is protected by a password; save a copy without one")


def entries_of(package: ZipFile, size: int, limits: Limits = LIMITS) -> Iterator[tuple[str, IO[bytes]]]:
    """Every file of the package with its unpacked bytes, a package of `size` bytes; one at a time, none larger than said.

    Raises:
        FileRefused: as soon as more came out than a document holds, or something that has no place in one.
    """
    room = limits.room(size)
    for entry in package.infolist():
        if not entry.is_dir():
            with SpooledTemporaryFile(IN_MEMORY) as found:
                room -= _unpack(package, entry, found, room, limits)
                found.seek(0)
                _check_start(entry.filename, found.read(8))
                found.seek(0)
                yield entry.filename, found


def _unpack(package: ZipFile, entry: ZipInfo, found: IO[bytes], room: int, limits: Limits) -> int:
    """Unpack one file, and say how many bytes came out; no more than there is room for."""
    count = 0
    try:
        with package.open(entry) as packed:
            while chunk := packed.read(CHUNK):
                count += len(chunk)
                if count > room:
                    raise FileRefused(
                        f"unpacks to more than {limits.unpacked // 1_000_000} MB, or to more than {limits.ratio} times "
                        "its size, which no real document does"
                    )
                found.write(chunk)
    except FileRefused:
        raise
    except BROKEN:
        raise FileRefused(DAMAGED) from None
    return count


def _check_start(name: str, start: bytes) -> None:
    if start.startswith(OBJECT):
        raise FileRefused(
            f"holds an object of another program ({shown(name)}); put in a picture of it, or send it by itself"
        )
    if start.startswith(NESTED):
        raise FileRefused(f"holds another file packed into it ({shown(name)}); send that file by itself")
    if start.startswith(PROGRAMS):
        raise FileRefused(f"holds a program ({shown(name)}); take it out")


def shown(name: str) -> str:
    """The name of a part, as far as it can be shown in a line."""
    return "".join(letter for letter in name if letter.isprintable())[-60:]
