"""The organisation's keys by which devices are set up: their public halves, made and ended."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.cases.exceptions import CannotKeepKey
from eyre.cases.models import RecoveryKey
from eyre.platform.audit import Actor, Operation, record

LONGEST = 100


@transaction.atomic
def add_recovery_key(*, name: str, spki: str, by: Actor, at: datetime) -> RecoveryKey:
    """Keep the public half of a new key under this name; from now on devices are set up for it.

    Raises:
        CannotKeepKey: without a name, with one that is too long, and where another key has it.
    """
    called = name.strip()
    if not 0 < len(called) <= LONGEST:
        raise CannotKeepKey(f"Give the key a name of 1 to {LONGEST} characters.")
    if RecoveryKey.objects.filter(name=called).exists():
        raise CannotKeepKey(f"There is a recovery key called {called} already: choose another name.")
    made = RecoveryKey.objects.create(name=called, spki=spki, made_at=at, made_by=by.id)
    record("recovery_key.made", by=by, at=at, operation=Operation.SECURITY, on=made)
    return made


@transaction.atomic
def end_recovery_key(*, name: str, by: Actor, at: datetime) -> bool:
    """Set no more devices up for a key; what was wrapped for it still opens with it. False where it was ended before.

    Raises:
        CannotKeepKey: where there is none of this name.
    """
    held = RecoveryKey.objects.select_for_update().filter(name=name).first()
    if held is None:
        raise CannotKeepKey(f"There is no recovery key called {name}.")
    if held.ended_at is not None:
        return False
    held.ended_at, held.ended_by = at, by.id
    held.save(update_fields=["ended_at", "ended_by"])
    record("recovery_key.ended", by=by, at=at, operation=Operation.SECURITY, on=held)
    return True
