"""The disk that forgets does forget: the tool is tried before anything is proven with it."""

import random
import sqlite3
from pathlib import Path

import pytest

from power_cut import Disk, Outcome, Recording, Reply, replay

FULL, NORMAL = "PRAGMA synchronous=FULL", "PRAGMA synchronous=NORMAL"
WAL, DELETE = "PRAGMA journal_mode=WAL", "PRAGMA journal_mode=DELETE"


def recording(rows: int = 6) -> list[str | Reply]:
    """One transaction a row, and a reply after each."""
    lines: list[str | Reply] = []
    for row in range(rows):
        insert = f"INSERT INTO answer VALUES ('a{row}', '{'x' * 700}')"
        lines += ["BEGIN IMMEDIATE", insert, "COMMIT", Reply((f"a{row}",))]
    return lines


def empty(path: Path, mode: str) -> Path:
    with sqlite3.connect(path) as connection:
        connection.execute(mode)
        connection.execute("CREATE TABLE answer (id TEXT PRIMARY KEY, value TEXT)")
    connection.close()
    return path


def tried(
    path: Path, pragmas: tuple[str, str], lines: Recording, cut_at: int | None, *, torn: bool = False
) -> tuple[Outcome, set[str]]:
    """What was said to be saved, and which of it is not there once the power is back."""
    disk = Disk(f"disk-{path.name}", cut_at=cut_at, keeps=random.Random(cut_at) if torn else None)
    try:
        outcome = replay(lines, empty(path, pragmas[0]), disk, pragmas)
    finally:
        disk.unregister()
    if not outcome.is_whole:
        disk.restore()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    there = {row for (row,) in connection.execute("SELECT id FROM answer")}
    connection.close()
    return outcome, set(outcome.said) - there


@pytest.mark.parametrize("mode", [WAL, DELETE])
@pytest.mark.parametrize("torn", [False, True])
def test_what_was_synced_is_there_whenever_the_power_goes(tmp_path: Path, mode: str, torn: bool) -> None:
    whole, _ = tried(tmp_path / "whole", (mode, FULL), recording(), None)
    assert whole.is_whole
    assert len(whole.said) == 6
    said = 0
    for cut_at in range(1, whole.calls + 1):
        outcome, lost = tried(tmp_path / f"cut-{cut_at}", (mode, FULL), recording(), cut_at, torn=torn)
        assert not outcome.is_whole
        assert lost == set()
        said += len(outcome.said)
    assert said > 0


def test_what_was_not_synced_is_gone(tmp_path: Path) -> None:
    whole, _ = tried(tmp_path / "whole", (WAL, NORMAL), recording(), None)
    cuts = {
        cut_at: tried(tmp_path / f"cut-{cut_at}", (WAL, NORMAL), recording(), cut_at)
        for cut_at in range(1, whole.calls + 1)
    }
    assert any(lost for _, lost in cuts.values())
    assert all(lost == set(outcome.said) for outcome, lost in cuts.values())


def test_a_reply_before_the_commit_is_caught(tmp_path: Path) -> None:
    early: list[str | Reply] = []
    for begin, insert, commit, reply in zip(*[iter(recording())] * 4, strict=True):
        early += [begin, insert, reply, commit]
    whole, _ = tried(tmp_path / "whole", (WAL, FULL), early, None)
    lost = [
        tried(tmp_path / f"cut-{cut_at}", (WAL, FULL), early, cut_at)[1]
        for cut_at in range(1, whole.calls + 1)
    ]
    assert any(lost)
