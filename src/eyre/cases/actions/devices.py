"""Which devices may send answers, and whose are they?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from eyre.cases.exceptions import NotYourDevice
from eyre.cases.models import Device
from eyre.people.standing import Standing
from eyre.platform.audit import Actor, Ids, Operation, record


@transaction.atomic
def register_device(*, id: UUID, standing: Standing, name: str, by: Actor, at: datetime) -> Device:
    """Let a device of this person send answers. The same again changes nothing.

    Raises:
        NotYourDevice: where the id is another person's device, or one that was revoked.
    """
    told = {"person_id": UUID(standing.person), "name": name.strip() or "Browser"}
    device, is_new = Device.objects.get_or_create(pk=id, defaults=told | {"first_seen": at, "last_seen": at})
    if str(device.person_id) != standing.person or device.revoked_at is not None:
        raise NotYourDevice("This device is another person’s, or was revoked.")
    if is_new:
        after: Ids = {"person": standing.person}
        record("device.registered", by=by, at=at, operation=Operation.SECURITY, on=device, after=after)
    return device
