"""An immediate risk of harm: raised by an assessor, told at once, seen, acted on, and escalated when nobody looks."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from eyre.cases.alerting import tell_escalated, tell_raised
from eyre.cases.exceptions import CannotAssure
from eyre.cases.models import Alert, Assessment
from eyre.platform.audit import Actor, Ids, Operation, record


@transaction.atomic
def raise_alert(
    *, assessment: Assessment, operation: UUID, key: str, kept: int | None = None, by: Actor, at: datetime
) -> Alert | None:
    """Make an alert of an operation, and tell the lead inspector; None where its key, or the operation, has one.

    Called in the transaction that takes the operation: both stand or both fall. The words stay in the journal, or,
    where the operation was no answer and was kept apart, there (`kept`, its number).
    """
    if Alert.objects.filter(Q(assessment=assessment, key=key) | Q(operation=operation)).exists():
        return None
    made = Alert.objects.create(
        inspection_id=assessment.inspection_id,
        assessment=assessment,
        operation=operation,
        key=key,
        kept_id=kept,
        raised_by=by.id,
        raised_at=at,
    )
    after: Ids = {"alert": made.pk, "case": assessment.case_id, "operation": str(operation)}
    record("alert.raised", by=by, at=at, operation=Operation.COLLECTION, on=assessment, after=after)
    transaction.on_commit(partial(tell_raised, made.pk))
    return made


@transaction.atomic
def see_alert(*, alert: Alert, by: Actor, at: datetime) -> Alert:
    """Keep that somebody who answers for it has seen an alert; seen again changes nothing but who looks next.

    Raises:
        CannotAssure: when somebody else was quicker.
    """
    held = Alert.objects.select_for_update().get(pk=alert.pk)
    if held.seen_at is not None:
        raise CannotAssure("Somebody has marked this alert as seen already.")
    held.seen_by, held.seen_at = by.id, at
    held.save(update_fields=["seen_by", "seen_at"])
    record("alert.seen", by=by, at=at, operation=Operation.CONSULTATION, on=held)
    return held


@transaction.atomic
def act_on_alert(*, alert: Alert, what: str, by: Actor, at: datetime) -> Alert:
    """Keep what was done about an alert; whoever says so has seen it.

    Raises:
        CannotAssure: without words, or when it is told already.
    """
    held = Alert.objects.select_for_update().get(pk=alert.pk)
    if not what.strip():
        raise CannotAssure("Say what was done, and who was told.", "what")
    if held.done_at is not None:
        raise CannotAssure("What was done about this alert is told already.")
    if held.seen_at is None:
        held.seen_by, held.seen_at = by.id, at
    held.what_was_done, held.done_by, held.done_at = what.strip(), by.id, at
    held.save(update_fields=["seen_by", "seen_at", "what_was_done", "done_by", "done_at"])
    record("alert.answered", by=by, at=at, operation=Operation.ALTERATION, on=held)
    return held


@transaction.atomic
def escalate_alert(*, alert: Alert, by: Actor, at: datetime) -> bool:
    """Tell quality leads and operations officers of an alert that nobody has seen; whether they were not told before."""
    held = Alert.objects.select_for_update().get(pk=alert.pk)
    if held.seen_at is not None or held.escalated_at is not None:
        return False
    held.escalated_at = at
    held.save(update_fields=["escalated_at"])
    record("alert.escalated", by=by, at=at, operation=Operation.DISCLOSURE, on=held)
    transaction.on_commit(partial(tell_escalated, held.pk))
    return True
