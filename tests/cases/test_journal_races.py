"""T-RACE: many at once. However a batch is repeated and whoever comes first, every answer is there once and no head is lost.

Real threads, real transactions, on both databases.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections

from eyre.cases.actions import taking
from eyre.cases.actions.journal import save
from eyre.cases.journal import Change, Reply, gathered
from eyre.cases.journal.gathered import Writable
from eyre.cases.models import AnswerNow, Assessment, Device, JournalEntry, QuarantinedOperation
from eyre.cases.queries.folding import folded
from eyre.core.journal import Operation
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from journal_world import NOTE, QUESTION, World, outcomes
from small_register import NOON

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

THREADS = 8
COPIES = 200
Call = Callable[[], Any]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def at_once(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., list[Any]]]:
    """Carries calls out by eight threads, each on a connection of its own, as processes do in use.

    The embedded database of the tests lives in memory: the threads are given a copy of it in a file.
    """
    if connection.vendor == "sqlite":
        with sqlite3.connect(tmp_path / "race.sqlite3") as copy:
            connection.connection.backup(copy)
        copy.close()
        monkeypatch.setitem(connections.settings["default"], "NAME", str(tmp_path / "race.sqlite3"))
    barrier = Barrier(THREADS)

    def begin(call: Call) -> Any:
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(lambda _: barrier.wait(300), range(THREADS)))

        def run(*calls: Call) -> list[Any]:
            return list(threads.map(begin, calls))

        yield run


def counted(world: World) -> dict[str, Any]:
    """What is in the store, and whether what was kept is what the journal comes to."""
    kept = {
        row.key: (row.value, row.heads, row.is_conflict)
        for row in AnswerNow.objects.filter(assessment=world.assessment)
    }
    anew = {each.key: (each.value, each.heads, each.is_conflict) for each in folded(world.assessment.pk)}
    return {
        "entries": JournalEntry.objects.count(),
        "apart": QuarantinedOperation.objects.count(),
        "acts": AuditEvent.objects.filter(action="answers.saved").count(),
        "conflicts": Assessment.objects.get(pk=world.assessment.pk).conflicts,
        "answered": Assessment.objects.get(pk=world.assessment.pk).answered,
        "agree": kept == anew,
        "kept": kept,
    }


def test_two_hundred_copies_of_one_batch_are_taken_once(
    world: World, at_once: Callable[..., list[Any]]
) -> None:
    (tablet,) = at_once(world.tablet)
    made = [tablet.write("yes"), *(tablet.write(f"Note {number}", key=NOTE) for number in range(4))]
    replies: list[Reply] = at_once(*[lambda: world.send(*made)] * COPIES)
    assert all(outcomes(reply.results) == ["accepted"] * 5 for reply in replies)
    assert len({reply.results for reply in replies}) == 1
    (found,) = at_once(lambda: counted(world))
    assert (found["entries"], found["apart"], found["acts"], found["agree"]) == (5, 0, 1, True)


def test_one_of_two_hundred_answers_under_one_id_is_taken(
    world: World, at_once: Callable[..., list[Any]]
) -> None:
    (tablet,) = at_once(world.tablet)
    first = tablet.write("Note", key=NOTE)
    rivals = [replace(first, value=f"Note {number}").sealed() for number in range(COPIES)]
    replies: list[Reply] = at_once(*[lambda each=each: world.send(each) for each in rivals])
    found = [outcome for reply in replies for outcome in outcomes(reply.results)]
    assert (found.count("accepted"), found.count("id-taken")) == (1, COPIES - 1)
    (held,) = at_once(lambda: counted(world))
    assert (held["entries"], held["apart"], held["agree"]) == (1, COPIES - 1, True)


def test_no_head_is_lost_between_many_devices(world: World, at_once: Callable[..., list[Any]]) -> None:
    tablets = at_once(*[world.tablet] * THREADS)
    made: list[Operation] = [
        tablet.write(f"From {place}, {number}", key=NOTE)
        for number in range(5)
        for place, tablet in enumerate(tablets)
    ]
    replies = at_once(*[lambda each=each: world.send(each) for each in made])
    assert {outcome for reply in replies for outcome in outcomes(reply.results)} == {"accepted"}
    (found,) = at_once(lambda: counted(world))
    assert found["agree"]
    assert set(found["kept"][NOTE][1]) == {each.id for each in made}
    assert found["conflicts"] == 1


def test_chains_of_two_devices_end_in_their_last_answers(
    world: World, at_once: Callable[..., list[Any]]
) -> None:
    one, two = at_once(world.tablet, world.tablet)
    chains = []
    for tablet, last in ((one, "yes"), (two, "no")):
        chain = [tablet.write("not-relevant")]
        for value in ("yes", "no", last):
            chain.append(tablet.write(value, chain[-1]))
        chains.append(chain)
    sent = [each for pair in zip(*chains, strict=True) for each in reversed(pair)]
    at_once(*[lambda each=each: world.send(each) for each in reversed(sent)])
    (found,) = at_once(lambda: counted(world))
    assert found["agree"]
    assert set(found["kept"][QUESTION][1]) == {chains[0][-1].id, chains[1][-1].id}
    assert (found["conflicts"], found["answered"]) == (1, 0)


def test_pages_without_scripts_never_count_alike(world: World, at_once: Callable[..., list[Any]]) -> None:
    standing, by = world.standing(world.ada), Actor.of_command("the tests")

    def page(number: int) -> Any:
        changes = [Change(NOTE, f"Note {number}")]
        return save(standing=standing, assessment=world.assessment, changes=changes, by=by, at=NOON)

    at_once(*[lambda number=number: page(number) for number in range(40)])
    sequences = at_once(lambda: sorted(JournalEntry.objects.values_list("sequence", flat=True)))[0]
    assert sequences == list(range(1, 41))
    assert at_once(lambda: Device.objects.filter(is_web=True).count()) == [1]


class SelectThenInsert:
    """The planted fault: look whether it is there, and insert it a moment later."""

    def run(self, operation: UUID, *rest: Any) -> int | None:
        if JournalEntry.objects.filter(operation=operation).exists():
            return None
        time.sleep(0.02)
        names = ("device_id", "sequence", "assessment_id", "key", "base", "content", "hash", "received_at", "received_from")  # fmt: skip
        return JournalEntry.objects.create(operation=operation, **dict(zip(names, rest, strict=True))).number


def without_lock(ids: set[str], person: str, inspection: str) -> dict[str, Writable]:
    """The planted fault: the assessments are read and not locked."""
    found = {}
    for id in ids:
        rows: Any = gathered._writable(UUID(id), UUID(person), inspection)
        rows.query.select_for_update = False
        for row in rows:
            found[id] = Writable(*row.values())
    return found


def test_selecting_first_and_inserting_then_would_be_seen(
    world: World, at_once: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite a transaction that writes stands alone from its first statement (IMMEDIATE), so nobody comes between."""
    monkeypatch.setattr(taking, "_ENTRY", SelectThenInsert())
    monkeypatch.setattr(taking, "writables", without_lock)
    (tablet,) = at_once(world.tablet)
    made = [tablet.write("yes")]

    def attempt() -> Any:
        try:
            return world.send(*made)
        except DatabaseError as why:
            return why

    replies = at_once(*[attempt] * THREADS)
    faults = [reply for reply in replies if isinstance(reply, DatabaseError)]
    assert bool(faults) == (connection.vendor == "postgresql")
