"""What the inspectorate makes of an answer: accepted, asked for again, or agreed not to apply."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from eyre.core.evidence import Step
from eyre.evidence.exceptions import CannotAsk
from eyre.evidence.models import Request
from eyre.evidence.stepping import checked_reason, held, stepped
from eyre.platform.audit import Actor, Ids, Operation, record


@transaction.atomic
def accept(*, request: Request, by: Actor, at: datetime) -> Request:
    """Take what was sent as the answer. Raises CannotAsk where nothing was sent, or it is settled."""
    return _settle(request, Step.ACCEPT, "", "evidence.accepted", None, by, at)


@transaction.atomic
def agree_not_applicable(*, request: Request, reason: str, by: Actor, at: datetime) -> Request:
    """Agree that an item does not apply to this provider, and why. Raises CannotAsk without a reason, and after files."""
    return _settle(
        request, Step.AGREE_NOT, checked_reason(reason), "evidence.agreed_not_to_apply", None, by, at
    )


@transaction.atomic
def ask_again(*, request: Request, reason: str, due: date, by: Actor, at: datetime) -> Request:
    """Ask for an item again, saying what is missing, and by when. What was sent stays there.

    Raises:
        CannotAsk: without a reason, for a day that has passed, and where it is the provider's turn already.
    """
    if due < localdate(at):
        raise CannotAsk("The last day has passed already. Choose a day to come.", "due")
    return _settle(request, Step.ASK_AGAIN, checked_reason(reason), "evidence.asked_again", due, by, at)


def _settle(
    request: Request, step: Step, reason: str, action: str, due: date | None, by: Actor, at: datetime
) -> Request:
    item = held(request)
    before: Ids = {"state": item.state}
    stepped(item, step, reason=reason, by=by, at=at)
    if due is not None:
        item.due, item.asked_again_at = due, at
    item.save()
    after: Ids = {"request": item.pk, "state": item.state}
    record(
        action, by=by, at=at, operation=Operation.ALTERATION, on=item.inspection, before=before, after=after
    )
    return item
