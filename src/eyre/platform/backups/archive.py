"""What does a backup hold, and is it whole? A ZIP whose manifest has the size and SHA-256 of everything in it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from eyre.platform.files.packages import BROKEN

from .exceptions import NotABackup

FORMAT = "eyre-backup-1"
MANIFEST = "manifest.json"
FILES = "files/"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
LARGEST_MANIFEST = 512 * 1024 * 1024  # bytes
_NAME = re.compile(r"files/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup: how many bytes, and their SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `tables` are rows by table, `epoch` the life of the store it was made in."""

    made_at: str
    version: str
    vendor: str
    epoch: str
    tables: Mapping[str, int]
    members: Mapping[str, Member] = field(default_factory=dict)

    @property
    def database(self) -> str:
        """The name of the database among the members."""
        return DATABASES[self.vendor]

    def written(self) -> bytes:
        """The manifest as JSON."""
        return json.dumps({"format": FORMAT} | asdict(self), indent=1, sort_keys=True).encode()


class Writing:
    """A backup that is being written: nothing stands under its name before it is whole and on the disk."""

    def __init__(self, path: Path) -> None:
        self._path, self._part = path, path.with_name(path.name + ".part")
        self._members: dict[str, Member] = {}
        # Nobody else on the machine reads what is in it
        descriptor = os.open(self._part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(descriptor, "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=3)

    def add(self, name: str, content: IO[bytes]) -> None:
        """Put a file in."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as into:
            for piece in iter(lambda: content.read(PIECE), b""):
                digest.update(piece)
                size += len(piece)
                into.write(piece)
        self._members[name] = Member(size, digest.hexdigest())

    def finish(self, manifest: Callable[[dict[str, Member]], Manifest]) -> Manifest:
        """Write the manifest of what was put in, and give the file its name."""
        told = manifest(self._members)
        self._zip.writestr(MANIFEST, told.written())
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._path)
        return told

    def give_up(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        self._part.unlink(missing_ok=True)


class Backup:
    """A backup that is read: every byte is compared with the manifest before anything of it is used.

    Raises:
        NotABackup: when the file is none, holds more or less than it says, or was changed.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest = _manifest(self._zip)
        except (*BROKEN, KeyError, TypeError) as why:
            raise NotABackup(f"{path.name} is no backup of Eyre, or a damaged one: {why}") from why
        self.sha256 = _digest_of(path)

    def verify(self) -> None:
        """Compare everything with the manifest. Raises NotABackup."""
        names = [each for each in self._zip.namelist() if each != MANIFEST]
        if sorted(names) != sorted(self.manifest.members):
            raise NotABackup("the backup holds other files than its manifest says")
        for name in names:
            self._check(name)

    def _check(self, name: str) -> None:
        told, digest, size = self.manifest.members[name], hashlib.sha256(), 0
        try:
            for piece in self.pieces(name):
                digest.update(piece)
                size += len(piece)
                if size > told.size:
                    break
        except BROKEN as why:
            raise NotABackup(f"{name} in the backup cannot be read: {why}") from why
        if (size, digest.hexdigest()) != (told.size, told.sha256):
            raise NotABackup(f"{name} in the backup is not what was put in")

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a member, piece by piece."""
        with self._zip.open(name) as content:
            yield from iter(lambda: content.read(PIECE), b"")

    def copy(self, name: str, path: Path) -> None:
        """Write a member to a file, onto the disk itself."""
        with path.open("wb") as into:
            for piece in self.pieces(name):
                into.write(piece)
            into.flush()
            os.fsync(into.fileno())

    @property
    def files(self) -> list[str]:
        """The members that people sent."""
        return sorted(name for name in self.manifest.members if name.startswith(FILES))

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()


def _manifest(content: zipfile.ZipFile) -> Manifest:
    if content.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise ValueError("its manifest is too long")
    told: dict[str, Any] = json.loads(content.read(MANIFEST))
    if told.pop("format", None) != FORMAT or told.get("vendor") not in DATABASES:
        raise ValueError(f"its format is not {FORMAT}")
    members = {name: Member(**each) for name, each in told.pop("members").items()}
    manifest = Manifest(**told, members=members)
    strangers = [name for name in members if name != manifest.database and not _NAME.fullmatch(name)]
    if strangers or manifest.database not in members:
        raise ValueError("it names files that no backup has")
    return manifest


def _digest_of(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
