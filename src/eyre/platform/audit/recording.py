"""How does an act get into the log? In the transaction that carries it out."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import models, transaction

from .actor import Actor
from .exceptions import OutsideTransaction
from .models import AuditEvent, Chain
from .operations import Operation
from .plain import Ids, action_name, canonical, plain_id, plain_words

Subject = models.Model | tuple[str, object]


def record(
    action: str,
    *,
    by: Actor,
    at: datetime,
    operation: Operation,
    on: Subject,
    before: Ids | None = None,
    after: Ids | None = None,
    purpose: str = "",
) -> AuditEvent:
    """Write down an act, in the transaction that carries it out: both stand or both fall.

    `on` is the thing acted on, or (kind, id). `before` and `after` are ids, codes and numbers, never what was
    written about anybody.

    Raises:
        OutsideTransaction: when no transaction is open.
        ValueError: for free text where an identifier belongs, and for a moment without a zone.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(action)
    return _write(Chain.WRITES, action, by, at, operation, on, before, after, purpose)


def record_read(
    action: str,
    *,
    by: Actor,
    at: datetime,
    on: Subject,
    operation: Operation = Operation.CONSULTATION,
    after: Ids | None = None,
    purpose: str = "",
) -> AuditEvent:
    """Write down that somebody read something, or took it away (DISCLOSURE).

    `after` tells what was seen: which view, how many. Raises ValueError as `record` does.
    """
    return _write(Chain.READS, action, by, at, operation, on, None, after, purpose)


def subject_of(on: Subject) -> tuple[str, str]:
    """What a row is about: ("inspections.inspection", "pdu-2023-cumbria"). Raises ValueError for an unsaved thing."""
    if isinstance(on, models.Model):
        if on.pk is None:
            raise ValueError(f"{on._meta.label} is not saved yet, so it has no id to be recorded under")
        on = (on._meta.label_lower, on.pk)
    kind, key = on
    return plain_id("a kind of subject", kind, 60), plain_id("the id of a subject", str(key))


def _write(
    chain: Chain,
    action: str,
    by: Actor,
    at: datetime,
    operation: Operation,
    on: Subject,
    before: Ids | None,
    after: Ids | None,
    purpose: str,
) -> AuditEvent:
    if at.tzinfo is None:
        raise ValueError("a moment of the log has a zone")
    kind, key = subject_of(on)
    return AuditEvent.objects.create(
        chain=chain,
        at=at.astimezone(UTC),
        actor=by.id,
        role=by.role,
        origin=by.origin,
        action=action_name(action),
        operation=Operation(operation),
        subject_kind=kind,
        subject_id=key,
        before=canonical(before),
        after=canonical(after),
        purpose=plain_words("a purpose", purpose, 200),
    )
