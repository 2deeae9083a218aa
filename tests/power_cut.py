"""A disk that forgets: a file system for SQLite on which everything not synced is lost when the power goes.

`Disk` is registered with apsw as a file system of its own. It counts writes and syncs; at the one it is told, it cuts the
power: every later call fails, and on the real disk stands what had been synced, with (where asked) some of the writes
after it, the last of them torn at 512 bytes. What a program under test did is replayed against it statement by
statement, as SQLite's own trace wrote them down, so the transactions and PRAGMAs are the program's and not the test's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512


class PowerIsOut(Exception):
    """The power was cut; nothing is written any more."""


@dataclass
class _Kept:
    """One file: its bytes as of the last sync, and what was written since."""

    synced: bytearray
    waiting: list[tuple[int, bytes | int]] = field(
        default_factory=list
    )  # (offset, bytes), or (size, -1): cut to it

    def sync(self) -> None:
        """What was written is now on the disk."""
        for change in self.waiting:
            _put(self.synced, change)
        self.waiting.clear()


def _put(content: bytearray, change: tuple[int, bytes | int]) -> None:
    offset, data = change
    if isinstance(data, int):
        del content[offset:]
        return
    content.extend(b"\0" * (offset - len(content)))
    content[offset : offset + len(data)] = data


class Disk(apsw.VFS):
    """The file system. `cut_at`: before which write or sync (counted from 1) the power goes; None: never."""

    def __init__(self, name: str, *, cut_at: int | None = None, keeps: random.Random | None = None) -> None:
        self.name, self.cut_at, self.keeps = name, cut_at, keeps
        self.calls, self.is_out = 0, False
        self.files: dict[str, _Kept] = {}
        super().__init__(name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        return _File(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.step()
        self.files.pop(filename, None)
        super().xDelete(filename, syncdir)

    def step(self) -> None:
        """One more write or sync; the power may go before it."""
        if self.is_out:
            raise PowerIsOut
        self.calls += 1
        if self.cut_at is not None and self.calls >= self.cut_at:
            self.is_out = True
            raise PowerIsOut

    def restore(self) -> None:
        """Put on the real disk what is left after the cut; memory shared between connections is gone."""
        for path, kept in self.files.items():
            if not path:
                continue  # a temporary file without a name ends with the process
            for change in self._survivors(kept):
                _put(kept.synced, change)
            Path(path).write_bytes(bytes(kept.synced))
            Path(path.removesuffix("-wal") + "-shm").unlink(missing_ok=True)

    def _survivors(self, kept: _Kept) -> Iterator[tuple[int, bytes | int]]:
        """Of the writes not synced: none, or a chance half of them, the last torn in the middle of its sectors."""
        if self.keeps is None:
            return
        kept_ones = [change for change in kept.waiting if self.keeps.random() < 0.5]
        yield from kept_ones[:-1]
        for offset, data in kept_ones[-1:]:
            whole = (
                data if isinstance(data, int) else data[: SECTOR * self.keeps.randint(0, len(data) // SECTOR)]
            )
            yield offset, whole


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self.disk = disk
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.path = path or ""
        if self.path and self.path not in disk.files:
            found = Path(self.path).read_bytes() if Path(self.path).exists() else b""
            disk.files[self.path] = _Kept(bytearray(found))

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.step()
        self._kept.waiting.append((offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self.disk.step()
        self._kept.waiting.append((newsize, -1))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        self.disk.step()
        self._kept.sync()
        super().xSync(flags)

    @property
    def _kept(self) -> _Kept:
        return self.disk.files.setdefault(self.path, _Kept(bytearray()))


@dataclass(frozen=True)
class Reply:
    """In a recording: here the program had answered; `of` is what it said was saved."""

    of: tuple[str, ...]


Recording = Sequence["str | Reply"]


@dataclass(frozen=True)
class Outcome:
    """What a replay came to: what had been said to be saved, whether it ran to its end, and how many calls it took."""

    said: tuple[str, ...]
    is_whole: bool
    calls: int


def replay(recording: Recording, path: Path, disk: Disk, pragmas: Sequence[str]) -> Outcome:
    """Carry out what was recorded on this disk, until its end or until the power goes."""
    said: list[str] = []
    connection = None
    try:
        connection = apsw.Connection(str(path), vfs=disk.name)
        for pragma in pragmas:
            connection.execute(pragma)
        for line in recording:
            if isinstance(line, Reply):
                said += line.of
            else:
                connection.execute(line)
    except (PowerIsOut, apsw.Error):
        if not disk.is_out:
            raise
    finally:
        if connection is not None:
            _drop(connection, disk)
    return Outcome(tuple(said), not disk.is_out, disk.calls)


def _drop(connection: apsw.Connection, disk: Disk) -> None:
    """Let go of a connection; closing writes back, which a machine without power does not do."""
    was_out, disk.is_out = disk.is_out, True
    try:
        connection.close(True)
    except (PowerIsOut, apsw.Error):
        connection = None  # type: ignore[assignment]
    disk.is_out = was_out
