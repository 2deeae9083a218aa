"""Where the bytes lie: each file under its own SHA-256, written once and never again.

ROOT/ab/abcd… : the first two letters of the digest, then the digest. A file is written beside its place, forced onto the
disk, given its name, and the folder is forced onto the disk too: only then may a row in the database speak of it. A
power cut between leaves a file without a row, which harms nobody and which `eyre files verify` names.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from .exceptions import FileDamaged

CHUNK = 1 << 20
UNFINISHED = ".unfinished-"
DIGEST = re.compile(r"[0-9a-f]{64}")


def root() -> Path:
    """The folder of the store."""
    return Path(settings.EYRE_FILES)


def place_of(digest: str) -> Path:
    """Where the file of this digest lies. Raises ValueError for what is no digest."""
    if not DIGEST.fullmatch(digest):
        raise ValueError("a digest is 64 letters of hexadecimal")
    return root() / digest[:2] / digest


def digest_of(content: BinaryIO) -> tuple[str, int]:
    """The SHA-256 of the bytes from the first on, and how many there are."""
    content.seek(0)
    found, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        found.update(chunk)
        size += len(chunk)
    return found.hexdigest(), size


def put(content: BinaryIO) -> tuple[str, int]:
    """Keep the bytes; their digest and size. What is there already stays untouched.

    Raises:
        FileDamaged: where something else lies under this digest: nothing is ever written over.
    """
    digest, size = digest_of(content)
    place = place_of(digest)
    if place.exists():
        check(digest)
        return digest, size
    _make_folder(place.parent)
    _write(content, place)
    return digest, size


def _make_folder(folder: Path) -> None:
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for each in made:
        _force(each.parent)


def _write(content: BinaryIO, place: Path) -> None:
    content.seek(0)
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            while chunk := content.read(CHUNK):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o400)
        Path(name).rename(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _force(place.parent)


def _force(folder: Path) -> None:
    """Force the entries of a folder onto the disk: without it a name can be lost that was written."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def opened(digest: str, *, verified: bool = False) -> BinaryIO:
    """The kept bytes, open for reading; where asked, after they were compared with their digest.

    Raises:
        FileDamaged: where they are missing, or are not what was kept.
    """
    if verified:
        check(digest)
    try:
        return place_of(digest).open("rb")
    except FileNotFoundError:
        raise FileDamaged(digest, "is missing") from None


def check(digest: str) -> None:
    """Compare what lies under a digest with it. Raises FileDamaged."""
    with opened(digest) as file:
        if digest_of(file)[0] != digest:
            raise FileDamaged(digest, "was altered")


def lying_there() -> Iterator[str]:
    """Everything in the folder of the store, as paths below it: digests, and whatever has no place there."""
    for place in sorted(root().rglob("*")):
        if place.is_file():
            yield place.relative_to(root()).as_posix()
