"""Power cuts under the real statements of saving: recorded once, replayed on a disk that forgets, counted."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from fault_programme import Nursery, Writer
from power_cut import Disk, Reply, replay

FULL, NORMAL = "PRAGMA synchronous=FULL", "PRAGMA synchronous=NORMAL"


def pragmas_of_eyre() -> tuple[str, ...]:
    """What Eyre tells every connection to SQLite, from its own settings."""
    from django.conf import settings

    told = settings.DATABASES["default"].get("OPTIONS", {}).get("init_command", "")
    return tuple(part.strip() for part in told.split(";") if part.strip())


@dataclass(frozen=True)
class Recorded:
    """What saving put to the database, with the replies where they were given, and the database it began with."""

    lines: tuple[str | Reply, ...]
    database: Path

    def replying_early(self) -> Recorded:
        """The same with each reply before the commit: a fault that is built in."""
        lines = list(self.lines)
        for place, line in enumerate(self.lines):
            if isinstance(line, Reply):
                commit = max(i for i in range(place) if lines[i] == "COMMIT")
                lines.insert(commit, lines.pop(place))
        return Recorded(tuple(lines), self.database)


@dataclass
class PowerCounts:
    """What a run came to: cuts, what had been acknowledged at them, what of it was gone, databases that were broken."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    broken: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.cuts} power cuts; {self.acknowledged} acknowledged, {self.lost} lost, "
            f"{self.broken} databases broken; {self.seconds:.0f} s"
        )


def recorded(at: Nursery, *, batches: int, seed: int) -> Recorded:
    """Save so many batches by the real action, and write down every statement and every reply."""
    at.emptied()
    writer = Writer(0, at.told, random.Random(seed))
    sent = []
    for _ in range(batches):
        writer.write(writer.random.randint(1, 5))
        sent.append(writer.sent(writer.waiting))
        writer.waiting = []
    connection = at.connected()
    connection.send(record=True, take=sent, **{"as": 0})
    told = connection.reply()
    connection.close()
    at.emptied()
    lines = tuple(line if isinstance(line, str) else Reply(tuple(line)) for line in told)
    assert lines.count("COMMIT") >= batches, "every batch is a transaction"
    return Recorded(lines, at.database)


def cut(
    saving: Recorded, home: Path, *, cuts: int, seed: int, setting: str = FULL, torn: bool = True
) -> PowerCounts:
    """Cut the power before so many of the writes and syncs, chosen by chance, and count what is left.

    `torn`: every second time some of what was not synced is there nevertheless, the last write in pieces.
    """
    dice, counts, start = random.Random(seed), PowerCounts(), time.monotonic()
    whole = _tried(saving, home, None, setting, None)
    assert whole[0] == set(), "without a cut everything is there"
    for number in range(cuts):
        keeps = random.Random(dice.random()) if torn and number % 2 else None
        lost, said, is_sound, _ = _tried(saving, home, dice.randint(1, whole[3]), setting, keeps)
        counts.cuts += 1
        counts.acknowledged += said
        counts.lost += len(lost)
        counts.broken += not is_sound
    counts.seconds = time.monotonic() - start
    return counts


def _tried(
    saving: Recorded, home: Path, cut_at: int | None, setting: str, keeps: random.Random | None
) -> tuple[set[str], int, bool, int]:
    """What was said to be saved and is gone, how much was said, whether the database is sound, how many calls."""
    path = home / "replayed.sqlite3"
    for beside in ("", "-wal", "-shm"):
        Path(f"{path}{beside}").unlink(missing_ok=True)
    shutil.copyfile(saving.database, path)
    pragmas = [setting if "synchronous" in line else line for line in pragmas_of_eyre()]
    disk = Disk(f"eyre-{cut_at}", cut_at=cut_at, keeps=keeps)
    try:
        outcome = replay(saving.lines, path, disk, pragmas)
    finally:
        disk.unregister()
    if not outcome.is_whole:
        disk.restore()
    there, is_sound = _looked_at(path)
    return set(outcome.said) - there, len(outcome.said), is_sound, outcome.calls


def _looked_at(path: Path) -> tuple[set[str], bool]:
    connection = sqlite3.connect(path)
    try:
        is_sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = connection.execute("SELECT operation FROM cases_journalentry").fetchall()
    finally:
        connection.close()
    return {f"{id[:8]}-{id[8:12]}-{id[12:16]}-{id[16:20]}-{id[20:]}" for (id,) in found}, is_sound
