"""Beginning another life of the store."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from eyre.platform.audit import Actor, Operation, record

from .models import Epoch
from .queries import current_epoch


@transaction.atomic
def begin_epoch(*, backup: str = "", by: Actor, at: datetime) -> str:
    """Begin another life of the store, after it was restored from a backup (its SHA-256); the new id.

    From now on devices offer again what they sent before, and what the backup did not hold comes back.
    """
    before = current_epoch()
    epoch = Epoch.objects.create(id=uuid.uuid4(), began_at=at, began_by=by.id, backup=backup)
    after = {"epoch": str(epoch.id)} | ({"backup": backup} if backup else {})
    record(
        "store.began",
        by=by,
        at=at,
        operation=Operation.ALTERATION,
        on=("platform.epoch", epoch.id),
        before={"epoch": before} if before else None,
        after=after,
    )
    return str(epoch.id)
