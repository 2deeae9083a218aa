"""A backup of which any byte was changed, or that was cut anywhere, is refused in words; never taken, never a crash."""

import hashlib
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.platform.backups.archive import Backup, Manifest, Member, Writing
from eyre.platform.backups.exceptions import NotABackup

PARTS = {
    # Digits compress to codes and distances, among which a changed bit leads nowhere
    "database.sqlite3": b" ".join(b"%d" % (row * row) for row in range(1500)),
    "files/ab/abcdef": b"what somebody sent " * 40,
}


def manifest(members: dict[str, Member]) -> Manifest:
    return Manifest("2026-11-22T12:00:00+00:00", "0.1.0", "sqlite", "e", {"people_person": 1}, members)


def written(path: Path) -> bytes:
    writing = Writing(path)
    for name, content in PARTS.items():
        writing.add(name, io.BytesIO(content))
    writing.finish(manifest)
    return path.read_bytes()


with tempfile.TemporaryDirectory() as folder:
    WHOLE = written(Path(folder) / "whole")


def digests(content: bytes) -> dict[str, str]:
    """What a restore would take out of these bytes. Raises NotABackup."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tried"
        path.write_bytes(content)
        backup = Backup(path)
        try:
            backup.verify()
            return {
                name: hashlib.sha256(b"".join(backup.pieces(name))).hexdigest()
                for name in backup.manifest.members
            }
        finally:
            backup.close()


RIGHT = {name: hashlib.sha256(content).hexdigest() for name, content in PARTS.items()}


def test_a_whole_one_is_taken() -> None:
    assert digests(WHOLE) == RIGHT


def refused_or_right(content: bytes) -> None:
    try:
        found = digests(content)
    except NotABackup:
        return
    assert found == RIGHT  # some bytes of a ZIP mean nothing: its times, its attributes


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_byte_changed(place: int, change: int) -> None:
    refused_or_right(WHOLE[:place] + bytes([WHOLE[place] ^ change]) + WHOLE[place + 1 :])


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=40))
def test_cut_short_or_patched(place: int, patch: bytes) -> None:
    refused_or_right(WHOLE[:place] + patch)
    refused_or_right(WHOLE[:place] + patch + WHOLE[place + len(patch) :])


@pytest.mark.parametrize("place", range(0, len(WHOLE), 97))
def test_a_bit_here_and_there(place: int) -> None:
    refused_or_right(WHOLE[:place] + bytes([WHOLE[place] ^ 1]) + WHOLE[place + 1 :])
