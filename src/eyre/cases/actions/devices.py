"""Which devices may send answers, whose are they, and what do they tell of the work that waits on them?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from eyre.cases.exceptions import NoRecoveryKey, NotYourDevice
from eyre.cases.models import Device, RecoveryKey
from eyre.cases.queries.fieldwork import leases_on
from eyre.people.standing import Standing
from eyre.platform.audit import Actor, Ids, Operation, record

NOT_YOURS = "This device is another person’s, or was revoked."


@transaction.atomic
def register_device(*, id: UUID, standing: Standing, name: str, by: Actor, at: datetime) -> Device:
    """Let a device of this person send answers. The same again changes nothing.

    Raises:
        NotYourDevice: where the id is another person's device, or one that was revoked.
    """
    told = {"person_id": UUID(standing.person), "name": name.strip() or "Browser"}
    device, is_new = Device.objects.get_or_create(pk=id, defaults=told | {"first_seen": at, "last_seen": at})
    if str(device.person_id) != standing.person or device.revoked_at is not None:
        raise NotYourDevice(NOT_YOURS)
    if is_new:
        after: Ids = {"person": standing.person}
        record("device.registered", by=by, at=at, operation=Operation.SECURITY, on=device, after=after)
    return device


@transaction.atomic
def set_up_device(
    *, id: UUID, standing: Standing, name: str, recovery: str, digest: str, by: Actor, at: datetime
) -> Device:
    """Let a device of this person keep work without a network. The same again changes nothing.

    `recovery` names the key of the organisation for which the device wrapped its own; `digest` is the SHA-256 of a
    secret that the device made and keeps, by which it can leave work here when nobody can sign in for it.

    Raises:
        NotYourDevice: where the id is another person's device, one that was revoked, or a page without scripts.
        NoRecoveryKey: where no key has this name.
    """
    # One that was ended since still opens what was sealed for it: a device that comes back is not turned away
    key = RecoveryKey.objects.filter(name=recovery).first()
    called, person = name.strip() or "Browser", UUID(standing.person)
    told = {"person_id": person, "name": called, "first_seen": at, "last_seen": at}
    found, _ = Device.objects.get_or_create(pk=id, defaults=told)
    device = Device.objects.select_for_update().get(pk=found.pk)
    if str(device.person_id) != standing.person or device.revoked_at is not None or device.is_web:
        raise NotYourDevice(NOT_YOURS)
    if device.is_offline and device.token_digest == digest and device.recovery == key:
        return device
    if key is None:
        raise NoRecoveryKey(
            "The organisation has no recovery key of this name in force: load the page again."
        )
    device.is_offline, device.token_digest, device.recovery = True, digest, key
    device.name = called
    device.save(update_fields=["is_offline", "token_digest", "recovery", "name"])
    after: Ids = {"person": standing.person, "recovery": key.pk}
    record("device.set_up", by=by, at=at, operation=Operation.SECURITY, on=device, after=after)
    return device


@dataclass(frozen=True, slots=True)
class Report:
    """What a device says of itself: how many operations wait, since when, and what else is on it.

    `leases`: the assessments that are on it; None where it does not say. `emptied`: its browser cleared its store.
    """

    waiting: int
    since: datetime | None
    quarantined: int
    stored_bytes: int | None = None
    persisted: bool | None = None
    leases: Collection[UUID] | None = None
    emptied: bool = False


@transaction.atomic
def note_report(*, device: Device, report: Report, by: Actor, at: datetime) -> Device:
    """Keep what a device told of the work that waits on it. Into the record goes only what is news to people.

    Whether anything waits, whether any was kept apart, and which cases are on it no longer. A device that says
    that work waits and not since when has waited since now.
    """
    held = Device.objects.select_for_update().get(pk=device.pk)
    before = (bool(held.waiting), held.quarantined, held.emptied_at)
    if report.emptied:
        _note_emptied(held, at)
    held.waiting, held.quarantined = report.waiting, report.quarantined
    held.waiting_since = min(report.since or held.waiting_since or at, at) if report.waiting else None
    held.stored_bytes, held.persisted = report.stored_bytes, report.persisted
    held.reported_at = held.last_seen = at
    held.save(update_fields=_REPORTED)
    gone = _given_back(held, report, at)
    if gone or before != (bool(held.waiting), held.quarantined, held.emptied_at):
        after: Ids = {"waiting": held.waiting, "kept_apart": held.quarantined, "given_back": gone}
        record("device.reported", by=by, at=at, operation=Operation.COLLECTION, on=held, after=after)
    return held


_REPORTED = (
    "waiting", "quarantined", "waiting_since", "stored_bytes", "persisted", "reported_at", "last_seen",
    "emptied_at", "lost",
)  # fmt: skip


def _note_emptied(held: Device, at: datetime) -> None:
    """What it told before its browser cleared it stays; it is not overwritten by its telling so twice."""
    if held.lost is None or held.waiting:
        since, heard = held.waiting_since, held.reported_at
        told = {"since": since and since.isoformat(), "at": heard and heard.isoformat()}
        held.emptied_at, held.lost = at, {"waiting": held.waiting or 0} | told


def _given_back(held: Device, report: Report, at: datetime) -> int:
    """How many cases are no longer on it, as it says; all of them where its browser cleared it."""
    if report.leases is None and not report.emptied:
        return 0
    return leases_on(held.pk).exclude(assessment__in=list(report.leases or ())).update(ended_at=at)


@transaction.atomic
def revoke_device(*, device: Device, by: Actor, at: datetime) -> bool:
    """Take nothing from a device any more as an answer; False where it was revoked before.

    What it still sends is kept apart, and it wipes itself once everything on it has arrived.
    """
    held = Device.objects.select_for_update().get(pk=device.pk)
    if held.revoked_at is not None:
        return False
    held.revoked_at, held.revoked_by = at, by.id
    held.save(update_fields=["revoked_at", "revoked_by"])
    after: Ids = {"person": str(held.person_id)}
    record("device.revoked", by=by, at=at, operation=Operation.SECURITY, on=held, after=after)
    return True
