"""Writing answers: what devices send and what pages without scripts save goes one way, into the journal."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from eyre.cases.exceptions import AssessmentNotFound
from eyre.cases.journal import Change, Reply, Verdict
from eyre.cases.journal.rules import is_counted
from eyre.cases.models import AnswerNow, Assessment, Device
from eyre.cases.queries.folding import folded
from eyre.core.journal import Operation, Received, read_batch, uuid7
from eyre.core.journal.ids import RANDOM_BYTES
from eyre.inspections.models import Inspection
from eyre.inspections.permissions import InspectionFacts
from eyre.inspections.queries import facts_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor, Ids, record
from eyre.platform.audit import Operation as Kind
from eyre.platform.epochs.queries import current_epoch

from .taking import Taking, _note_conflicts

WEB = "a page without scripts"


@transaction.atomic
def receive(
    *,
    inspection: str,
    standing: Standing,
    content: bytes,
    facts: InspectionFacts | None = None,
    by: Actor,
    at: datetime,
) -> Reply:
    """Take a batch of operations as a device sent it: each is an answer afterwards, or kept apart with a reason.

    The same again changes nothing and is answered alike. The reply is true as soon as the transaction is committed,
    and must be sent no earlier. `facts` are those of the inspection and this person, where they are known already.

    Raises:
        NotABatch: when operations cannot even be told apart; then nothing was taken.
        InspectionNotFound: when there is no such inspection.
    """
    batch = read_batch(content)
    taking = Taking(inspection, standing, facts or facts_of(inspection, standing), at)
    results = taking.take(batch.received)
    _finish(taking, by, at)
    said = [each.said for each in batch.received if isinstance(each.said, Operation)]
    taking.note_devices(said, batch.sent)
    return Reply(current_epoch(), results)


@transaction.atomic
def save(
    *, standing: Standing, assessment: Assessment, changes: Sequence[Change], by: Actor, at: datetime
) -> tuple[Verdict, ...]:
    """Save what somebody changed on a page without scripts: the same journal, through a device of the server.

    Raises:
        InspectionNotFound: when its inspection is gone.
    """
    device = _web_device(standing, at)
    said = [
        _operation(device, place, assessment, change, at) for place, change in enumerate(changes, start=1)
    ]
    facts = facts_of(assessment.inspection_id, standing)
    taking = Taking(assessment.inspection_id, standing, facts, at)
    results = taking.take([Received(each.written().encode("utf-8"), each) for each in said])
    _finish(taking, by, at)
    taking.note_devices(said, at)
    return results


def _operation(device: Device, place: int, assessment: Assessment, change: Change, at: datetime) -> Operation:
    return Operation(
        id=uuid7(at, secrets.token_bytes(RANDOM_BYTES)),
        device=str(device.pk),
        sequence=device.sequence + place,
        assessment=str(assessment.pk),
        key=change.key,
        edition=assessment.form,
        value=change.value,
        base=change.base,
        at=at.isoformat(timespec="milliseconds"),
        settles=change.settles,
    ).sealed()


def _web_device(standing: Standing, at: datetime) -> Device:
    """The one device of a person for pages without scripts, locked, so that two pages do not count alike."""
    Device.objects.get_or_create(
        person_id=UUID(standing.person),
        is_web=True,
        defaults={"name": WEB, "first_seen": at, "last_seen": at},
    )
    return Device.objects.select_for_update().get(person_id=UUID(standing.person), is_web=True)


def _finish(taking: Taking, by: Actor, at: datetime) -> None:
    """What follows, and the one row in the record; nothing where nothing changed."""
    if not taking.changed:
        return
    after: dict[str, int | list[str]] = {"taken": len(taking.numbers), "kept_apart": taking.apart}
    if taking.numbers:
        after |= {"first": min(taking.numbers), "last": max(taking.numbers)}
    touched = sorted(taking.grown)
    about = ("inspections.inspection", taking.inspection)
    if len(touched) == 1:
        about = ("cases.assessment", touched[0])
    elif touched:
        after["assessments"] = touched
    told: Ids = after
    record("answers.saved", by=by, at=at, operation=Kind.COLLECTION, on=about, after=told)
    taking.tell(by)


@transaction.atomic
def note_conflicts(*, inspection: Inspection, by: Actor, at: datetime) -> bool:
    """Tell the inspection whether answers wait for a person to decide; while any do, no panel can be held.

    Whether that was news.
    """
    return _note_conflicts(inspection.pk, by, at)


@transaction.atomic
def rebuild_answers(*, assessment: Assessment, by: Actor, at: datetime) -> int:
    """Make anew what is kept of an assessment's answers, from its journal alone; how many answers there are.

    Raises:
        AssessmentNotFound: when it is gone.
    """
    held = Assessment.objects.select_for_update().filter(pk=assessment.pk).first()
    if held is None:
        raise AssessmentNotFound(f"There is no assessment {assessment.pk}.")
    AnswerNow.objects.filter(assessment=held).delete()
    rows = AnswerNow.objects.bulk_create(AnswerNow(assessment=held, **vars(each)) for each in folded(held.pk))
    held.version = max((row.number for row in rows), default=0)
    held.conflicts = sum(row.is_conflict for row in rows)
    held.answered = sum(is_counted(row.key) and row.value is not None for row in rows)
    held.save(update_fields=["version", "conflicts", "answered"])
    after: Ids = {"answers": len(rows), "version": held.version}
    record("answers.rebuilt", by=by, at=at, operation=Kind.ALTERATION, on=held, after=after)
    return len(rows)
