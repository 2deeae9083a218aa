"""Putting together what is asked, and asking it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from eyre.core.evidence import State, Step
from eyre.core.evidence.lists import LONGEST_TITLE, LONGEST_WANTED, MOST_ITEMS
from eyre.core.planning import Needed, Stage
from eyre.evidence.exceptions import CannotAsk
from eyre.evidence.list_files import list_for
from eyre.evidence.models import Request
from eyre.evidence.stepping import held, stepped
from eyre.inspections.facts import store_fact
from eyre.inspections.models import Inspection
from eyre.inspections.plan_rows import tick
from eyre.platform.audit import Actor, Ids, Operation, record

OWN = "own"
ASKING = "request-evidence"  # the task of the plan that this does


@transaction.atomic
def prepare_requests(*, inspection: Inspection, by: Actor, at: datetime) -> tuple[Request, ...]:
    """Put the list of the inspection's edition before whoever asks: items to be left out, added to, and sent.

    Raises:
        CannotAsk: where something is on the list already.
    """
    _lock(inspection)
    if Request.objects.filter(inspection=inspection).exists():
        raise CannotAsk("The list has been begun already. Add single items to it, or take them out.")
    found = list_for(inspection.edition_id)
    rows = [
        Request(
            inspection=inspection,
            code=item.code,
            position=number,
            title=item.title,
            wanted=item.wanted,
            standards=list(item.standards),
            added_by=by.id,
            added_at=at,
            changed_by=by.id,
            changed_at=at,
        )
        for number, item in enumerate(found.items, 1)
    ]
    made = tuple(Request.objects.bulk_create(rows))
    after: Ids = {"list": found.id, "items": len(made)}
    record("evidence.prepared", by=by, at=at, operation=Operation.COLLECTION, on=inspection, after=after)
    return made


@transaction.atomic
def add_request(*, inspection: Inspection, title: str, wanted: str, by: Actor, at: datetime) -> Request:
    """Put an item of one's own on the list; it goes out with the next sending.

    Raises:
        CannotAsk: without a title or words, with too long ones, or beyond 100 items.
    """
    _lock(inspection)
    title, wanted = title.strip(), wanted.strip()
    for field, text, longest in (("title", title, LONGEST_TITLE), ("wanted", wanted, LONGEST_WANTED)):
        if not text or len(text) > longest:
            raise CannotAsk(f"Write what is wanted in 1 to {longest:,} letters.", field)
    codes = set(Request.objects.filter(inspection=inspection).values_list("code", flat=True))
    if len(codes) >= MOST_ITEMS:
        raise CannotAsk(f"{MOST_ITEMS} items are asked for already; more than that no provider can answer.")
    number = next(n for n in range(1, MOST_ITEMS + 1) if f"{OWN}-{n}" not in codes)
    made = Request.objects.create(
        inspection=inspection,
        code=f"{OWN}-{number}",
        position=1_000 + number,
        title=title,
        wanted=wanted,
        added_by=by.id,
        added_at=at,
        changed_by=by.id,
        changed_at=at,
    )
    after: Ids = {"request": made.pk, "code": made.code}
    record("evidence.added", by=by, at=at, operation=Operation.COLLECTION, on=inspection, after=after)
    return made


@transaction.atomic
def drop_request(*, request: Request, by: Actor, at: datetime) -> None:
    """Take an item off the list that was never sent out.

    Raises:
        CannotAsk: once it was sent out: what was asked stays, and can be agreed not to apply.
    """
    item = held(request)
    if item.state != State.PREPARED:
        raise CannotAsk("It was sent to the provider. Say that it does not apply, and why.")
    before: Ids = {"request": item.pk, "code": item.code}
    record("evidence.dropped", by=by, at=at, operation=Operation.ERASURE, on=item.inspection, before=before)
    item.delete()


@transaction.atomic
def send_requests(*, inspection: Inspection, due: date, by: Actor, at: datetime) -> tuple[Request, ...]:
    """Ask for everything on the list that was not asked for yet, due on this day; the provider sees it from now on.

    The stages are told that it was sent. The mail to the provider is for the caller, once this is done:
    `eyre.evidence.telling`.

    Raises:
        CannotAsk: before the announcement, where nothing is left to ask, and for a day that has passed.
    """
    if _lock(inspection).stage == Stage.PLANNED:
        raise CannotAsk(
            "The inspection is not announced yet, and the provider does not know of it. Announce it first."
        )
    waiting = list(Request.objects.select_for_update().filter(inspection=inspection, state=State.PREPARED))
    if not waiting:
        raise CannotAsk("Everything on the list was sent already. Add an item first.")
    if due < localdate(at):
        raise CannotAsk("The last day has passed already. Choose a day to come.", "due")
    for item in waiting:
        stepped(item, Step.ASK, by=by, at=at)
        item.asked_at, item.due = at, due
    Request.objects.bulk_update(waiting, ["state", "reason", "asked_at", "due", "changed_by", "changed_at"])
    store_fact(inspection=inspection, needed=Needed.REQUESTS_SENT, true=True, by=by, at=at)
    tick(inspection=inspection, code=ASKING, by=by, at=at)
    after: Ids = {"requests": [item.pk for item in waiting], "due": due.isoformat()}
    record("evidence.asked", by=by, at=at, operation=Operation.COLLECTION, on=inspection, after=after)
    return tuple(waiting)


def _lock(inspection: Inspection) -> Inspection:
    """The inspection as it is now: two who work on the same list at once wait for each other here."""
    return Inspection.objects.select_for_update().get(pk=inspection.pk)
