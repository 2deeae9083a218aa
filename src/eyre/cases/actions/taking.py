"""How is a batch taken? Each operation for itself: put into the journal and folded, or kept apart with the reason.

Everything happens inside the transaction of the action that calls it. The statements are made once
(eyre.platform.statements), for saving is what inspectors do all day.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

from eyre.cases.journal import verdicts
from eyre.cases.journal.gathered import Writable, Writer, writables, writers
from eyre.cases.journal.rules import Kept, check_form, is_counted
from eyre.cases.journal.verdicts import ACCEPTED, QUARANTINED, Verdict
from eyre.cases.models import AnswerNow, Assessment, Device, JournalEntry, QuarantinedOperation
from eyre.cases.queries.folding import KeptNow, entry_of, is_known, kept_now, steps_of
from eyre.cases.queries.journal import has_conflicts
from eyre.cases.queries.upgrading import earlier_forms
from eyre.core.journal import Operation, Received, Standing, Step, Unreadable, canonical, fold, joined
from eyre.core.planning import Needed
from eyre.inspections.actions import note_fact
from eyre.inspections.models import Inspection
from eyre.inspections.permissions import InspectionFacts
from eyre.people.standing import Standing as Person
from eyre.platform.audit import Actor
from eyre.platform.statements import PreparedInsert, PreparedUpdate

from .alerts import raise_alert

_ENTRY = PreparedInsert(
    JournalEntry,
    ("operation", "device", "sequence", "assessment", "key", "base", "content", "hash", "received_at", "received_from"),
    unless=("operation",),
)  # fmt: skip
_APART = PreparedInsert(
    QuarantinedOperation,
    ("inspection", "code", "operation", "assessment", "digest", "content", "reason", "received_at", "received_from"),
    unless=("digest",),
)  # fmt: skip
_NOW = PreparedInsert(
    AnswerNow,
    ("assessment", "key", "value", "heads", "missing", "is_conflict", "number"),
    unless=("assessment", "key"),
    update=("value", "heads", "missing", "is_conflict", "number"),
)
_ASSESSMENT = PreparedUpdate(Assessment, ("version",), grow=("answered", "conflicts"))
_DEVICE = PreparedUpdate(Device, ("last_seen", "skew_seconds", "sequence"))


@dataclass(slots=True)
class Grown:
    """By how much an assessment has grown."""

    version: int = 0
    answered: int = 0
    conflicts: int = 0


@dataclass(slots=True)
class Taking:
    """One batch of one person about one inspection."""

    inspection: str
    person: Person
    facts: InspectionFacts
    at: datetime
    assessments: dict[str, Writable] = field(default_factory=dict)
    devices: dict[str, Writer] = field(default_factory=dict)
    grown: dict[str, Grown] = field(default_factory=lambda: defaultdict(Grown))
    numbers: list[int] = field(default_factory=list)
    folds: dict[tuple[UUID, str], tuple[KeptNow, int]] = field(default_factory=dict)
    alerts: list[Operation] = field(default_factory=list)
    alerts_apart: list[tuple[Operation, int]] = field(default_factory=list)
    apart: int = 0

    def take(self, received: Sequence[Received]) -> tuple[Verdict, ...]:
        """What became of each, in their order; the rows of every assessment that is named are locked first."""
        self.look_at([each.said for each in received if isinstance(each.said, Operation)])
        found = tuple(map(self._one, received))
        self.count()
        return found

    def look_at(self, said: Sequence[Operation]) -> None:
        """Lock the assessments that are written into, and see whose the devices are."""
        self.assessments = writables({each.assessment for each in said}, self.person.person, self.inspection)
        self.devices = writers({each.device for each in said})

    @property
    def changed(self) -> bool:
        """Whether anything was written that was not there."""
        return bool(self.numbers or self.apart)

    def tell(self, by: Actor) -> None:
        """Raise the alerts, and say whether answers wait for a person where that may have changed."""
        for operation in self.alerts:
            about = Assessment.objects.get(pk=operation.assessment)
            raise_alert(assessment=about, operation=UUID(operation.id), key=operation.key, by=by, at=self.at)
        self._tell_apart(by)
        if any(each.conflicts for each in self.grown.values()):
            _note_conflicts(self.inspection, by, self.at)

    def _tell_apart(self, by: Actor) -> None:
        """Somebody may be in danger whether or not the answer could be taken: the lead hears of these too."""
        for operation, kept in self.alerts_apart:
            about = Assessment.objects.filter(pk=operation.assessment, inspection=self.inspection).first()
            if about is not None:
                id, key = UUID(operation.id), operation.key
                raise_alert(assessment=about, operation=id, key=key, kept=kept, by=by, at=self.at)

    def note_devices(self, said: Iterable[Operation], sent: datetime | None) -> None:
        """Remember when each device was seen, how far its clock was off, and how far it has counted."""
        highest: dict[str, int] = {}
        for each in said:
            if self._is_own(each.device):
                highest[each.device] = max(each.sequence, highest.get(each.device, 0))
        for id, sequence in sorted(highest.items()):
            device = self.devices[id]
            skew = device.skew_seconds if sent is None else round((sent - self.at).total_seconds())
            _DEVICE.run(UUID(id), self.at, skew, max(sequence, device.sequence))

    def _is_own(self, device: str) -> bool:
        return device in self.devices and str(self.devices[device].person) == self.person.person

    def _one(self, received: Received) -> Verdict:
        said = received.said
        if isinstance(said, Unreadable):
            return self.keep_apart(received, verdicts.UNREADABLE, said.words)
        try:
            self._check(said)
        except Kept as why:
            number = self._again(said)
            if number is None:
                return self.keep_apart(received, why.code, str(why))
        else:
            number = self.put(said, self.person.person)
            if number is None:
                words = "Another answer with this id is here already."
                return self.keep_apart(received, verdicts.ID_TAKEN, words)
        return Verdict(said.id, said.hash, ACCEPTED, number)

    def _check(self, said: Operation) -> None:
        """Raises Kept where the operation is no answer that this person may give now."""
        if not self._is_own(said.device):
            raise Kept(verdicts.DEVICE, "This device is not registered as yours.")
        if self.devices[said.device].revoked_at is not None:
            raise Kept(verdicts.DEVICE, "This device was revoked.")
        about = self.assessments.get(said.assessment)
        if about is None:
            raise Kept(verdicts.ASSESSMENT, "The inspection has no such assessment.")
        if words := about.why_not(self.person, self.facts, is_settling=bool(said.settles)):
            raise Kept(verdicts.NOT_ALLOWED, words)
        check_form(about.form, said, partial(earlier_forms, about.id))

    def _again(self, said: Operation) -> int | None:
        """The number under which the very same was taken before, if it was."""
        entry = entry_of(said.id)
        return entry.number if entry is not None and entry.hash == said.hash else None

    def put(self, said: Operation, person: str) -> int | None:
        """The number of the operation in the journal, new or as before; None where its id stands for another.

        Whoever inserts wins, by the constraint of the table; the other compares.
        """
        content = said.written().encode("utf-8")
        number = _ENTRY.run(
            UUID(said.id), UUID(said.device), said.sequence, UUID(said.assessment), said.key,
            said.base and UUID(said.base), content, said.hash, self.at, person,
        )  # fmt: skip
        if number is None:
            return self._again(said)
        self._fold(said, number)
        self.numbers.append(number)
        if _is_alert(said):
            self.alerts.append(said)
        return int(number)

    def _fold(self, said: Operation, number: int) -> None:
        """What holds now, kept beside the journal."""
        assessment, step = UUID(said.assessment), Step(said.id, canonical(said.value), said.names)
        place = (assessment, said.key)
        before = self.folds[place][0] if place in self.folds else kept_now(*place)
        known = frozenset(
            name
            for name in step.names
            if name in before.heads_ids or is_known(UUID(name), assessment, said.key)
        )
        standing = joined(before.standing, step, known) or fold(steps_of(assessment, said.key))
        self.folds[place] = KeptNow(standing), number
        self._grow(said, before.standing, standing, number)

    def _grow(self, said: Operation, before: Standing, after: Standing, number: int) -> None:
        grown = self.grown[said.assessment]
        grown.version = number
        grown.conflicts += after.is_conflict - before.is_conflict
        if is_counted(said.key):
            grown.answered += (after.value != "null") - (before.value != "null")

    def count(self) -> None:
        """Write down what holds now, each answer once however often it was given, and by how much all grew."""
        for (assessment, key), (kept, number) in self.folds.items():
            now = kept.standing
            _NOW.run(
                assessment, key, json.loads(now.value), [head.id for head in now.heads],
                sorted(now.missing), now.is_conflict, number,
            )  # fmt: skip
        for id, grown in sorted(self.grown.items()):
            _ASSESSMENT.run(UUID(id), grown.version, grown.answered, grown.conflicts)

    def keep_apart(self, received: Received, code: str, words: str) -> Verdict:
        """Keep an operation byte for byte beside the answers; the same of the same person once."""
        said = received.said
        person = self.person.person
        digest = hashlib.sha256(f"{self.inspection} {person} ".encode() + received.content).hexdigest()
        row = _APART.run(
            self.inspection, code, said.id, said.assessment, digest, received.content, words, self.at, person
        )
        self.apart += row is not None
        if row is not None and isinstance(said, Operation) and _is_alert(said):
            self.alerts_apart.append((said, row))
        return Verdict(said.id, said.hash, QUARANTINED, code=code, words=words)


def _is_alert(said: Operation) -> bool:
    return said.key.startswith("alert:") and said.value is not None


def _note_conflicts(inspection: str, by: Actor, at: datetime) -> bool:
    waiting = has_conflicts(inspection)
    about = Inspection.objects.get(pk=inspection)
    return note_fact(inspection=about, needed=Needed.NO_CONFLICTS, true=not waiting, by=by, at=at)
