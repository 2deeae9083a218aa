"""The fault programme: devices that write, a server that dies, replies that are lost; then everything is counted.

The promise: every operation that was acknowledged is in the journal, byte for byte, exactly once, whatever happened; and
what is kept of the answers is what the journal comes to. Counts are printed, and a run in which a kind of fault never met
a phase of saving is void. `make soak` runs it long, `make test` short.
"""

from __future__ import annotations

import json
import os
import random
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eyre.core.journal import Operation, Standing, Step, Unreadable, canonical, fold, read_operation, uuid7

HERE = Path(__file__).parent
KEYS = ("question:2.2.1", "question:2.2.2", "note:2.2.1", "note:case", "prompt:2.2.1/a")
WORDS = "The plan was made with the person and reviewed. Not everything was followed up in time. "


class Void(AssertionError):
    """A run that proves nothing: some fault never met some phase."""


@dataclass
class Nursery:
    """A process that gives birth to servers, and the database they share."""

    home: Path
    told: dict[str, Any]

    @property
    def database(self) -> Path:
        """The file."""
        return self.home / "eyre.sqlite3"

    @property
    def as_filled(self) -> Path:
        """The file as it was before anything was written."""
        return self.home / "filled.sqlite3"

    def emptied(self) -> None:
        """Begin anew: nothing is written yet, and nobody is connected."""
        for beside in ("-wal", "-shm"):
            Path(f"{self.database}{beside}").unlink(missing_ok=True)
        shutil.copyfile(self.as_filled, self.database)

    def connected(self) -> Connection:
        """A new server, with nobody else connected to it."""
        link = socket.socket(socket.AF_UNIX)
        link.connect(str(self.home / "s"))
        link.settimeout(20)
        stream = link.makefile("rwb")
        pid = json.loads(stream.readline())["pid"]
        return Connection(link, stream, pid)


@dataclass
class Connection:
    """One server and the line to it."""

    link: socket.socket
    stream: Any
    pid: int

    def send(self, **asked: Any) -> None:
        """Send a line; nothing is awaited, not even that somebody is there."""
        with suppress(OSError):
            self.stream.write(json.dumps(asked).encode() + b"\n")
            self.stream.flush()

    def reply(self) -> Any:
        """The answer, or None where the server is gone."""
        try:
            line = self.stream.readline()
        except OSError:
            return None
        return json.loads(line) if line.endswith(b"\n") else None

    def kill(self) -> None:
        """kill -9; one that is dead already stays dead."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self.stream.close()
        self.link.close()


@contextmanager
def nursery(home: Path) -> Iterator[Nursery]:
    """Start the process with an empty database in this folder, and stop it afterwards."""
    environment = os.environ | {
        "EYRE_HOME": str(home),
        "EYRE_DATABASE_URL": f"sqlite:///{home / 'eyre.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "eyre.site.settings",
    }
    command = [sys.executable, str(HERE / "fault_nursery.py"), str(home / "s")]
    with (home / "errors").open("w") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, env=environment)
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            assert line, (home / "errors").read_text()
            made = Nursery(home, json.loads(line))
            shutil.copyfile(made.database, made.as_filled)
            yield made
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


@dataclass
class Writer:
    """A device and what it remembers: everything it made, what was acknowledged, what waits to be sent again."""

    number: int
    told: dict[str, Any]
    random: random.Random
    sequence: int = 0
    made: dict[str, Operation] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    waiting: list[str] = field(default_factory=list)
    last: dict[tuple[str, str], str] = field(default_factory=dict)

    def write(self, many: int) -> None:
        """Answer something, mostly after the answer before it, now and then as if that had not been seen."""
        for _ in range(many):
            self.sequence += 1
            assessment = self.random.choice(self.told["assessments"][self.number * 2 : self.number * 2 + 2])
            key = self.random.choice(KEYS)
            seen = self.last.get((assessment, key))
            operation = Operation(
                id=uuid7(datetime.now(UTC), secrets.token_bytes(10)),
                device=self.told["devices"][self.number],
                sequence=self.sequence,
                assessment=assessment,
                key=key,
                edition=self.told["form"],
                value=self._value(key),
                base=seen if self.random.random() < 0.9 else None,
                at="2026-11-24T12:00:00.000+00:00",
            ).sealed()
            self.made[operation.id] = operation
            self.waiting.append(operation.id)
            self.last[assessment, key] = operation.id

    def _value(self, key: str) -> str | None:
        if key.startswith("note:"):
            return WORDS * self.random.randint(1, 6)
        return self.random.choice(["yes", "no", "not-relevant", None])

    def batch(self) -> list[str]:
        """What to send now: what waits, and sometimes what was acknowledged long ago once more."""
        again = self.random.sample(sorted(self.acknowledged), min(2, len(self.acknowledged)))
        return self.waiting[:90] + (again if self.random.random() < 0.3 else [])

    def sent(self, ids: list[str]) -> list[Any]:
        """These operations as they travel."""
        return [json.loads(self.made[id].written()) for id in ids]

    def heard(self, reply: Any) -> None:
        """Take for saved what the reply lists with its hash, and nothing else."""
        for result in (reply or {}).get("results", []):
            operation = self.made.get(result["id"])
            if operation and result["verdict"] == "accepted" and result["hash"] == operation.hash:
                self.acknowledged.add(operation.id)
        self.waiting = [id for id in self.waiting if id not in self.acknowledged]


@dataclass
class Counts:
    """What a run came to."""

    faults: int = 0
    acknowledged: int = 0
    lost: int = 0
    altered: int = 0
    duplicated: int = 0
    misfolded: int = 0
    seconds: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)
    phases: Counter[str] = field(default_factory=Counter)

    @property
    def is_kept(self) -> bool:
        """Whether the promise was kept."""
        return not (self.lost or self.altered or self.duplicated or self.misfolded)

    def check_coverage(self, least: int) -> None:
        """Raise Void where some fault, or a kill in some phase, was met fewer times than this."""
        wanted = {
            "kinds": ("kill", "reply lost", "sent twice", "sent later"),
            "phases": ("before the commit", "after the commit"),
        }
        seen = {"kinds": self.kinds, "phases": self.phases}
        rare = [name for table, names in wanted.items() for name in names if seen[table][name] < least]
        if rare:
            raise Void(f"met fewer than {least} times: {', '.join(rare)}")

    def __str__(self) -> str:
        kinds = ", ".join(f"{many} {name}" for name, many in sorted((self.kinds + self.phases).items()))
        return (
            f"{self.faults} faults ({kinds}); {self.acknowledged} acknowledged, {self.lost} lost, "
            f"{self.altered} altered, {self.duplicated} duplicated, {self.misfolded} misfolded; {self.seconds:.0f} s"
        )


def run(at: Nursery, faults: int, seed: int, plant: str = "") -> Counts:
    """Write, and let so many faults happen; then send what waits, and count."""
    dice, counts, start = random.Random(seed), Counts(), time.monotonic()
    writers = [Writer(number, at.told, random.Random(dice.random())) for number in (0, 1)]
    at.emptied()
    window = 1.5 * _first_reply(at, writers[0])  # from before the first statement to after the last
    connection = at.connected()
    held: list[tuple[Writer, list[str]]] = []
    try:
        while counts.faults < faults:
            writer = dice.choice(writers)
            writer.write(dice.randint(1, 6))
            kind = dice.choices(FAULTS, WEIGHTS)[0]
            connection = _carried_out(kind, at, connection, writer, counts, dice, held, plant, window)
    finally:
        connection.close()
    for writer in writers:
        _empty(at, writer, plant)
    counted(at, writers, counts)
    counts.seconds = time.monotonic() - start
    return counts


def _first_reply(at: Nursery, writer: Writer) -> float:
    """How long a server that was just born takes for its first batch, in seconds."""
    writer.write(3)
    connection = at.connected()
    start = time.monotonic()
    connection.send(**{"take": writer.sent(writer.batch()), "as": writer.number})
    writer.heard(connection.reply())
    connection.close()
    return time.monotonic() - start


FAULTS = ("none", "kill", "reply lost", "sent twice", "sent later")
WEIGHTS = (2, 5, 1, 1, 1)


def _carried_out(
    kind: str,
    at: Nursery,
    connection: Connection,
    writer: Writer,
    counts: Counts,
    dice: random.Random,
    held: list[tuple[Writer, list[str]]],
    plant: str,
    window: float,
) -> Connection:
    ids = writer.batch()
    if kind == "none":
        connection.send(**{"take": writer.sent(ids), "as": writer.number, "plant": plant})
        reply = connection.reply()
        writer.heard(reply)
        return connection if reply else _anew(at, connection)
    counts.faults += 1
    counts.kinds[kind] += 1
    if kind == "sent later":  # it is overtaken, and comes when nobody waits for it any more
        held.append((writer, ids))
        if len(held) > 2:
            late, batch = held.pop(0)
            connection.send(**{"take": late.sent(batch), "as": late.number, "plant": plant})
            reply = connection.reply()
            late.heard(reply)
            return connection if reply else _anew(at, connection)
        return connection
    if kind == "sent twice":
        for _ in range(2):
            connection.send(**{"take": writer.sent(ids), "as": writer.number, "plant": plant})
        replies = [connection.reply() for _ in range(2)]
        for reply in replies:
            writer.heard(reply)
        return connection if all(replies) else _anew(at, connection)
    # Between the commit and the reply lies less than a millisecond: there the server is made to die by its own hand
    dies = "after the commit" if kind == "kill" and dice.random() < 0.2 else ""
    connection.send(**{"take": writer.sent(ids), "as": writer.number, "plant": plant, "dies": dies})
    if kind == "kill":
        if not dies:
            time.sleep(dice.random() * window)
            connection.kill()
        reply = connection.reply()
        writer.heard(reply)
        counts.phases["after the reply" if reply else _phase(at, ids)] += 1
    return _anew(at, connection)


def _anew(at: Nursery, connection: Connection) -> Connection:
    connection.close()
    return at.connected()


def _phase(at: Nursery, ids: list[str]) -> str:
    """Whether a server that never answered had committed."""
    held = _rows(at.database, "SELECT operation FROM cases_journalentry")
    there = {bytes_of[0] for bytes_of in held}
    return "after the commit" if ids and ids[0].replace("-", "") in there else "before the commit"


def _empty(at: Nursery, writer: Writer, plant: str) -> None:
    """Send until nothing waits."""
    for _ in range(30):
        if not writer.waiting:
            return
        connection = at.connected()
        connection.send(**{"take": writer.sent(writer.batch()), "as": writer.number, "plant": plant})
        writer.heard(connection.reply())
        connection.close()


def counted(at: Nursery, writers: list[Writer], counts: Counts) -> None:
    """Hold what was acknowledged against what is there."""
    assert _rows(at.database, "PRAGMA integrity_check") == [("ok",)]
    held = _journal(at.database)
    by_id = {id.replace("-", ""): content for id, content in held}
    for writer in writers:
        counts.acknowledged += len(writer.acknowledged)
        for id in writer.acknowledged:
            content = by_id.get(id.replace("-", ""))
            counts.lost += content is None
            counts.altered += content is not None and content != writer.made[id].written().encode()
    contents = Counter(content for _, content in held)
    counts.duplicated = sum(many - 1 for many in contents.values())
    counts.misfolded = len(misfolded(at.database, held))


def _rows(database: Path, sql: str) -> list[Any]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def _journal(database: Path) -> list[tuple[str, bytes]]:
    found = _rows(database, "SELECT operation, content FROM cases_journalentry ORDER BY number")
    return [(str(id), bytes(content)) for id, content in found]


def misfolded(database: Path, held: list[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """The answers of which something else is kept than their journal comes to, folded anew."""
    steps: dict[tuple[str, str], list[Step]] = {}
    for _, content in held:
        said = read_operation(content.decode("utf-8", "replace"))
        if isinstance(said, Unreadable):
            continue  # counted as altered
        steps.setdefault((said.assessment.replace("-", ""), said.key), []).append(
            Step(said.id, canonical(said.value), said.names)
        )
    expected = {where: _told(fold(many)) for where, many in steps.items()}
    kept = {
        (assessment, key): (sorted(json.loads(heads)), bool(conflict))
        for assessment, key, heads, conflict in _rows(
            database, "SELECT assessment_id, key, heads, is_conflict FROM cases_answernow"
        )
    }
    return [where for where in expected.keys() | kept.keys() if expected.get(where) != kept.get(where)]


def _told(standing: Standing) -> tuple[list[str], bool]:
    return sorted(head.id for head in standing.heads), standing.is_conflict
