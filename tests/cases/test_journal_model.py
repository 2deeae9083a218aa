"""Devices and a server that lose, repeat and reorder what is between them, and a server that comes back from a backup.

A state machine: two devices of one person and one of a colleague write on one case. The network delivers a batch late,
twice, out of order, in part, or delivers it and loses the reply; clocks jump; the server is restored to an earlier
state. What must hold at every moment: **every answer a device saw acknowledged in this epoch is in the journal, byte
for byte, once**; what is kept is what the journal comes to; and once everything has arrived, what holds is what the
operations alone say, whatever happened on the way (T-DUP, T-ORDER, T-2INSP, T-CLOCK, T-RESTORE in the model).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.core import serializers
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from eyre.cases.models import AnswerNow, Assessment, JournalEntry, QuarantinedOperation
from eyre.cases.queries.folding import folded
from eyre.core.journal import Operation, Step, canonical, fold
from journal_world import NOTE, OTHER_QUESTION, QUESTION, Tablet, World

KEYS = (QUESTION, OTHER_QUESTION, NOTE)
VALUES = ("yes", "no", "not-relevant", None)


@dataclass
class Client:
    """What a device keeps: everything it wrote, and what was acknowledged in the epoch it knows of."""

    tablet: Tablet
    written: list[Operation] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)
    seen: dict[str, Operation] = field(default_factory=dict)
    epoch: str = ""

    @property
    def unsent(self) -> list[Operation]:
        """What was not acknowledged in this epoch."""
        return [each for each in self.written if each.id not in self.acknowledged]

    def hear(self, epoch: str, results: Sequence[Any]) -> None:
        """Take a reply: a new epoch means that everything is offered again."""
        if epoch != self.epoch:
            self.acknowledged, self.epoch = {}, epoch
        self.acknowledged |= {each.id: each.hash for each in results if each.is_accepted}


class Saving(RuleBasedStateMachine):
    """The devices, what is on its way between them and the server, and the server's backups."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.clients = [Client(self.world.tablet()) for _ in range(3)]
        self.on_the_way: list[tuple[Client, list[Operation]]] = []
        self.backups: list[tuple[int, str]] = []
        self.epoch = "first"

    @initialize()
    def begin(self) -> None:
        self.backups.append(self._backup())

    # What people do

    @rule(which=st.integers(0, 2), key=st.sampled_from(KEYS), value=st.sampled_from(VALUES))
    def write(self, which: int, key: str, value: str | None) -> None:
        client = self.clients[which]
        said = f"Words {value}" if key == NOTE and value else value
        operation = client.tablet.write(said, client.seen.get(key), key=key)
        client.written.append(operation)
        client.seen[key] = operation

    @rule(which=st.integers(0, 2), days=st.integers(-730, 730))
    def jump(self, which: int, days: int) -> None:
        """The clock of a device is set, forwards or back."""
        self.clients[which].tablet.clock += timedelta(days=days)

    @rule(which=st.integers(0, 2), key=st.sampled_from(KEYS))
    def look(self, which: int, key: str) -> None:
        """A device loads what holds now, and goes on from there."""
        row = AnswerNow.objects.filter(assessment=self.world.assessment, key=key).first()
        if row is not None and len(row.heads) == 1:
            entry = JournalEntry.objects.get(operation=row.heads[0])
            said = json.loads(bytes(entry.content))
            self.clients[which].seen[key] = next(
                each for client in self.clients for each in client.written if each.id == said["id"]
            )

    @rule(which=st.integers(0, 2), key=st.sampled_from(KEYS))
    def settle(self, which: int, key: str) -> None:
        """A person decides between what differs."""
        row = AnswerNow.objects.filter(assessment=self.world.assessment, key=key, is_conflict=True).first()
        if row is not None:
            client = self.clients[which]
            operation = client.tablet.write(
                "Words settled" if key == NOTE else "yes", key=key, settles=tuple(row.heads)
            )
            client.written.append(operation)
            client.seen[key] = operation

    # What the network does

    @rule(which=st.integers(0, 2), order=st.randoms(use_true_random=False))
    def send(self, which: int, order: Any) -> None:
        """A device sends what is not acknowledged, in whatever order, and hears the answer."""
        client = self.clients[which]
        if batch := client.unsent[:100]:
            order.shuffle(batch)
            self._hear(client, self._arrive(batch))

    @rule(which=st.integers(0, 2))
    def send_and_lose_the_reply(self, which: int) -> None:
        if batch := self.clients[which].unsent[:100]:
            self._arrive(batch)

    @rule(which=st.integers(0, 2), part=st.integers(1, 3))
    def send_late(self, which: int, part: int) -> None:
        """A part of a batch is underway, and arrives whenever."""
        client = self.clients[which]
        if batch := client.unsent[:part]:
            self.on_the_way.append((client, batch))

    @rule(hears=st.booleans(), again=st.booleans(), place=st.integers(0, 99))
    def arrive_late(self, hears: bool, again: bool, place: int) -> None:
        if self.on_the_way:
            client, batch = self.on_the_way[place % len(self.on_the_way)]
            reply = self._arrive(batch)
            if hears:
                self._hear(client, reply)
            if not again:
                self.on_the_way.remove((client, batch))

    @rule(which=st.integers(0, 2))
    def send_everything_again(self, which: int) -> None:
        """A device that is not sure sends all it ever wrote: nothing is there twice."""
        if batch := self.clients[which].written[:100]:
            before = JournalEntry.objects.count()
            known = {str(id) for id in JournalEntry.objects.values_list("operation", flat=True)}
            self._hear(self.clients[which], self._arrive(batch))
            new = len({each.id for each in batch} - known)
            assert JournalEntry.objects.count() == before + new

    # What the server does

    @rule()
    def back_up(self) -> None:
        self.backups.append(self._backup())

    @rule(place=st.integers(0, 9))
    def restore(self, place: int) -> None:
        """The server comes back as it was, in another epoch; devices hear of it with the next reply."""
        number, rows = self.backups[place % len(self.backups)]
        JournalEntry.objects.all()._raw_delete("default")
        AnswerNow.objects.all().delete()
        for each in serializers.deserialize("json", rows):
            each.save()
        self.epoch = f"after restore {len(self.backups)} {number} {id(rows)}"
        self.backups.append((number, rows))

    # What must hold

    @invariant()
    def nothing_acknowledged_is_lost(self) -> None:
        held = {str(e.operation): bytes(e.content).decode() for e in JournalEntry.objects.all()}
        for client in self.clients:
            if client.epoch == self.epoch:
                mine = {each.id: each.written() for each in client.written}
                assert {id: held.get(id) for id in client.acknowledged} == {
                    id: mine[id] for id in client.acknowledged
                }

    @invariant()
    def what_is_kept_is_what_the_journal_comes_to(self) -> None:
        kept = {
            row.key: (row.value, row.heads, row.missing, row.is_conflict)
            for row in AnswerNow.objects.filter(assessment=self.world.assessment)
        }
        anew = {e.key: (e.value, e.heads, e.missing, e.is_conflict) for e in folded(self.world.assessment.pk)}
        assert kept == anew
        counted = Assessment.objects.get(pk=self.world.assessment.pk)
        assert counted.conflicts == sum(conflict for _, _, _, conflict in kept.values())
        assert counted.answered == sum(
            value is not None for key, (value, *_) in kept.items() if not key.startswith("note:")
        )

    @invariant()
    def nothing_was_kept_apart(self) -> None:
        assert not QuarantinedOperation.objects.exists()

    def teardown(self) -> None:
        """At the end the network is well: everything arrives, and what holds is what the operations alone say."""
        for client in self.clients:
            self._hear(client, ())  # whatever a device asks tells it of the epoch
            while batch := client.unsent[:100]:
                self._hear(client, self._arrive(batch))
        written = [each for client in self.clients for each in client.written]
        assert JournalEntry.objects.count() == len(written)
        for key in KEYS:
            standing = fold(
                Step(each.id, canonical(each.value), each.names) for each in written if each.key == key
            )
            row = AnswerNow.objects.filter(assessment=self.world.assessment, key=key).first()
            assert (row.heads if row else []) == [head.id for head in standing.heads]

    def _arrive(self, batch: list[Operation]) -> Any:
        return self.world.send(*batch).results

    def _hear(self, client: Client, results: Any) -> None:
        # The epoch is the model's: restoring the tables of a test's transaction makes none
        client.hear(self.epoch, results)

    def _backup(self) -> tuple[int, str]:
        rows = [
            *JournalEntry.objects.order_by("number"),
            *AnswerNow.objects.all(),
            *Assessment.objects.all(),
        ]
        return len(rows), serializers.serialize("json", rows)


class Alone(Saving):
    """Each example in a transaction that is taken back."""

    def __init__(self) -> None:
        self.outer = transaction.atomic()
        self.outer.__enter__()
        super().__init__()

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)


@pytest.mark.slow
@pytest.mark.django_db
def test_no_answer_is_lost_or_doubled_whatever_the_network_does() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Alone,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
