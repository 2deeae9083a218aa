"""Deciding about what was kept apart: it is let in as an answer after all, or stays out with a reason."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from eyre.cases.exceptions import CannotLetIn
from eyre.cases.journal.rules import Kept, check_form
from eyre.cases.models import Device, QuarantinedOperation
from eyre.cases.queries.upgrading import earlier_forms
from eyre.core.journal import Operation, read_operation
from eyre.inspections.queries import facts_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor, Ids, record
from eyre.platform.audit import Operation as Kind

from .taking import Taking

LONGEST_REASON = 2000
LET_IN = "let in"


@transaction.atomic
def let_in(*, kept: QuarantinedOperation, standing: Standing, by: Actor, at: datetime) -> int:
    """Take what was kept apart as an answer after all, as the person who sent it; the number it got.

    For work that somebody did in good faith and sent too late: the case was handed over, the account disabled.

    Raises:
        CannotLetIn: where it is no answer that the form allows, or the assessment is closed to everybody.
    """
    held = QuarantinedOperation.objects.select_for_update().get(pk=kept.pk)
    operation, taking = _readable(held, standing, at)
    _register_unknown(operation, held, at)
    number = taking.put(operation, held.received_from)
    if number is None:
        raise CannotLetIn("Another answer with this id is here already.")
    taking.count()
    _settle(held, LET_IN, by, at)
    taking.tell(by)
    after: Ids = {"number": number, "assessment": operation.assessment}
    record("answer.let_in", by=by, at=at, operation=Kind.COLLECTION, on=held, after=after)
    return number


def _readable(held: QuarantinedOperation, standing: Standing, at: datetime) -> tuple[Operation, Taking]:
    if held.settled_at is not None:
        raise CannotLetIn("This was decided already.")
    said = read_operation(bytes(held.content).decode("utf-8", "surrogateescape"))
    if not isinstance(said, Operation):
        raise CannotLetIn(f"It cannot be read: {said.words}.")
    taking = Taking(held.inspection_id, standing, facts_of(held.inspection_id, standing), at)
    taking.look_at([said])
    about = taking.assessments.get(said.assessment)
    if about is None:
        raise CannotLetIn("The inspection has no such assessment.")
    if words := about.why_not_let_in(standing, taking.facts):
        raise CannotLetIn(words)
    # What they may write they can send again; what they may not, they do not decide about themselves
    if held.received_from == standing.person and about.why_not(standing, taking.facts, is_settling=False):
        raise CannotLetIn("You wrote this yourself: another lead inspector decides whether it is let in.")
    try:
        check_form(about.form, said, partial(earlier_forms, about.id))
    except Kept as why:
        raise CannotLetIn(str(why)) from why
    return said, taking


def _register_unknown(operation: Operation, held: QuarantinedOperation, at: datetime) -> None:
    """A device that nobody registered is that of whoever sent from it."""
    Device.objects.get_or_create(
        pk=UUID(operation.device),
        defaults={
            "person_id": UUID(held.received_from),
            "name": "Not registered",
            "first_seen": held.received_at,
            "last_seen": at,
        },
    )


@transaction.atomic
def leave_out(*, kept: QuarantinedOperation, reason: str, by: Actor, at: datetime) -> QuarantinedOperation:
    """Decide that what was kept apart stays out, and why; it is kept all the same.

    Raises:
        CannotLetIn: without a reason, and where it was decided before.
    """
    held = QuarantinedOperation.objects.select_for_update().get(pk=kept.pk)
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise CannotLetIn(f"Say why it stays out, in at most {LONGEST_REASON:,} characters.")
    if held.settled_at is not None:
        raise CannotLetIn("This was decided already.")
    _settle(held, reason.strip(), by, at)
    record("answer.left_out", by=by, at=at, operation=Kind.ALTERATION, on=held)
    return held


def _settle(held: QuarantinedOperation, how: str, by: Actor, at: datetime) -> None:
    held.settled_at, held.settled_by, held.settled_how = at, by.id, how
    held.save(update_fields=["settled_at", "settled_by", "settled_how"])
