"""What the provider does with an item: sends, takes back, says that it does not apply."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from eyre.core.evidence import State, Step, is_due
from eyre.evidence.exceptions import CannotAsk
from eyre.evidence.models import Request, RequestFile
from eyre.evidence.queries.requests import TASK
from eyre.evidence.stepping import checked_reason, held, stepped
from eyre.inspections.plan_rows import tick
from eyre.people.models import Person
from eyre.platform.audit import Actor, Ids, Operation, record
from eyre.platform.files.exceptions import FileRefused
from eyre.platform.files.keeping import keep
from eyre.platform.files.models import StoredFile

MOST_FILES = 50


@transaction.atomic
def send_file(
    *, request: Request, content: BinaryIO, name: str, person: Person, by: Actor, at: datetime
) -> RequestFile:
    """Send a file for an item: looked into, kept, and there for the inspectorate from now on.

    Raises:
        FileRefused: where it is not taken, was sent for this item already, and beyond 50 files; nothing is kept then.
        CannotAsk: where the item is settled.
    """
    item = held(request)
    stepped(item, Step.SEND, by=by, at=at)
    kept = keep(content, name, at=at)
    sent = _add(item, kept.file, kept.name, person, at)
    item.save()
    _tick(item, by, at)
    after: Ids = {"request": item.pk, "file": sent.pk, "digest": kept.file.digest, "size": kept.file.size}
    record("evidence.sent", by=by, at=at, operation=Operation.COLLECTION, on=item.inspection, after=after)
    return sent


@transaction.atomic
def reuse_file(
    *, request: Request, earlier: RequestFile, person: Person, by: Actor, at: datetime
) -> RequestFile:
    """Answer an item by what the same provider sent for an earlier inspection: the same content, not sent again.

    Raises:
        CannotAsk: for a file of another provider, of this inspection, or one that was taken back; and as for send_file.
    """
    item = held(request)
    source = RequestFile.objects.select_related("request__inspection", "file").get(pk=earlier.pk)
    before = source.request.inspection
    if before.provider_id != item.inspection.provider_id or before.pk == item.inspection_id:
        raise CannotAsk("Only what your own service sent for an earlier inspection can be used again.")
    if source.taken_back_at is not None:
        raise CannotAsk("This file was taken back. Send it again if it is to be used.")
    stepped(item, Step.SEND, by=by, at=at)
    sent = _add(item, source.file, source.name, person, at, source)
    item.save()
    _tick(item, by, at)
    after: Ids = {"request": item.pk, "file": sent.pk, "digest": source.file_id, "reused": source.pk}
    record("evidence.reused", by=by, at=at, operation=Operation.COLLECTION, on=item.inspection, after=after)
    return sent


def _tick(item: Request, by: Actor, at: datetime) -> None:
    """Where nothing waits for the provider any more, its task is done."""
    due = Request.objects.filter(
        inspection=item.inspection_id, state__in=[state for state in State if is_due(state)]
    )
    if not due.exists():
        tick(inspection=item.inspection, code=TASK, by=by, at=at)


def _add(
    item: Request,
    file: StoredFile,
    name: str,
    person: Person,
    at: datetime,
    reused: RequestFile | None = None,
) -> RequestFile:
    there = RequestFile.objects.filter(request=item, taken_back_at=None)
    if there.filter(file=file).exists():
        raise FileRefused("was sent for this item already, and is there once")
    if there.count() >= MOST_FILES:
        raise FileRefused(f"is one more than the {MOST_FILES} files an item may have; put several into one")
    return RequestFile.objects.create(
        request=item, file=file, name=name, reused=reused, sent_by=person, sent_at=at
    )


@transaction.atomic
def take_file_back(*, file: RequestFile, by: Actor, at: datetime) -> RequestFile:
    """Take a file back that was sent by mistake: it is kept, marked, and no longer counts as sent.

    Raises:
        CannotAsk: where it was taken back already, or the item is settled: then the lead inspector is to be asked.
    """
    item = held(file.request)
    sent = RequestFile.objects.select_for_update().get(pk=file.pk)
    if sent.taken_back_at is not None:
        raise CannotAsk("This file was taken back already.")
    left = RequestFile.objects.filter(request=item, taken_back_at=None).count() - 1
    stepped(item, Step.TAKE_BACK, by=by, at=at, files_left=left)
    sent.taken_back_by, sent.taken_back_at = by.id, at
    sent.save(update_fields=["taken_back_by", "taken_back_at"])
    item.save()
    before: Ids = {"request": item.pk, "file": sent.pk, "digest": sent.file_id}
    record(
        "evidence.taken_back", by=by, at=at, operation=Operation.ALTERATION, on=item.inspection, before=before
    )
    return sent


@transaction.atomic
def say_not_applicable(*, request: Request, reason: str, by: Actor, at: datetime) -> Request:
    """Say that an item does not apply to the provider, or does not exist there, and why; the inspectorate agrees or asks again.

    Raises:
        CannotAsk: without a reason, and where something was sent or the item is settled.
    """
    item = held(request)
    stepped(item, Step.SAY_NOT, reason=checked_reason(reason), by=by, at=at)
    item.save()
    _tick(item, by, at)
    after: Ids = {"request": item.pk, "state": item.state}
    record(
        "evidence.said_not_to_apply",
        by=by,
        at=at,
        operation=Operation.ALTERATION,
        on=item.inspection,
        after=after,
    )
    return item
