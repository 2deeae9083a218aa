"""Work that a device cannot send for its person any more is left here, and kept apart until somebody lets it in.

The account was disabled, the device revoked, the person taken off the inspection: what was written before that exists,
and must not be lost with the device. Nothing that comes this way becomes an answer by itself.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.cases.journal import ACCEPTED, Reply, Verdict, verdicts
from eyre.cases.journal.deposits import Deposit, homes_of
from eyre.cases.models import Device
from eyre.cases.queries.folding import entry_of
from eyre.core.journal import Operation, Received, read_batch
from eyre.inspections.permissions import InspectionFacts
from eyre.people.standing import Standing
from eyre.platform.audit import Actor, Ids, record
from eyre.platform.audit import Operation as Kind
from eyre.platform.epochs.queries import current_epoch

from .taking import Taking


@transaction.atomic
def leave_work(*, device: Device, deposit: Deposit, by: Actor, at: datetime) -> Reply:
    """Keep apart what a device leaves here, byte for byte; the same again changes nothing and is answered alike.

    The caller knows the device by its secret (`device_of`). What is an answer already is said to be accepted, under
    its number; nothing becomes one.

    Raises:
        NotAllowedToDeposit: where it cannot be told on which inspection its person worked.
        NotABatch: where the operations cannot be told apart.
    """
    batch = read_batch(deposit.batch.encode("utf-8", "surrogateescape"))
    homes = homes_of(device, deposit.inspection, batch.received)
    taking = {home: _taking(home, device, at) for home in sorted(set(homes))}
    reason = _reason(device)
    results = tuple(
        _keep(taking[home], each, reason) for home, each in zip(homes, batch.received, strict=True)
    )
    _finish(device, taking, by, at)
    return Reply(current_epoch(), results)


def _taking(home: str, device: Device, at: datetime) -> Taking:
    standing = Standing(str(device.person_id), device.person.name)
    return Taking(home, standing, InspectionFacts(home, is_public=False), at)


def _reason(device: Device) -> str:
    if not device.person.is_active:
        return "It came from a device whose person’s account is disabled."
    if device.revoked_at is not None:
        return "It came from a device that was revoked."
    return "It came from a device whose person could not send it: they are not on the inspection, or not signed in."


def _keep(taking: Taking, received: Received, reason: str) -> Verdict:
    said = received.said
    if not isinstance(said, Operation):
        return taking.keep_apart(received, verdicts.UNREADABLE, said.words)
    entry = entry_of(said.id)
    if entry is not None and entry.hash == said.hash:
        return Verdict(said.id, said.hash, ACCEPTED, entry.number)
    return taking.keep_apart(received, verdicts.DEPOSITED, reason)


def _finish(device: Device, taking: dict[str, Taking], by: Actor, at: datetime) -> None:
    """The one row in the record, and the alerts; nothing where nothing was new."""
    kept = sum(each.apart for each in taking.values())
    if not kept:
        return
    after: Ids = {"kept_apart": kept, "inspections": sorted(taking)}
    record("answers.deposited", by=by, at=at, operation=Kind.COLLECTION, on=device, after=after)
    for each in taking.values():
        each.tell(by)
