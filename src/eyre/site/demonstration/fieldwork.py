"""What work without a network needs in the demonstration: a recovery key, and devices of inspectors that hold work.

The private half of the key and its passphrase lie beside the database, in files of their own: only a demonstration keeps
them there (docs/operators/demonstration.md).
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid5

from eyre.cases.actions.devices import Report, note_report, set_up_device
from eyre.cases.actions.leases import take_along
from eyre.cases.actions.recovery import add_recovery_key
from eyre.cases.models import Assessment, RecoveryKey
from eyre.cases.queries.fieldwork import to_take_along
from eyre.cases.recovery.keys import new_key
from eyre.people.invitations import digest_of, new_token
from eyre.people.models import Person
from eyre.people.standing import Standing
from eyre.platform.audit import Actor

from .queries import persons

KEY, PASSPHRASE, NAME = "recovery-key.pem", "recovery-key-passphrase.txt", "The demonstration’s"


@dataclass(frozen=True, slots=True)
class Tablet:
    """A device of one of the cast: what it is called, when it was last heard of, and what waited on it then."""

    whose: str
    name: str
    heard: timedelta
    waiting: int = 0
    since: timedelta = timedelta()
    cases: int = 3


TABLETS = (
    Tablet("inspector", "Tablet 7", timedelta(days=4), 23, timedelta(days=5, hours=3)),
    Tablet("second-inspector", "Laptop of Priya Fernleigh", timedelta(minutes=40), 2, timedelta(hours=30), 2),
    Tablet("local-assessor", "Tablet 12", timedelta(hours=2)),
)


def ready_for_fieldwork(home: Path, *, by: Actor, at: datetime) -> bool:
    """Make the key and the devices of the demonstration, where there is no key yet; whether there was none."""
    if RecoveryKey.objects.exists():
        return False
    passphrase = secrets.token_urlsafe(24)
    content, spki = new_key(passphrase)
    _write(home / KEY, content)
    _write(home / PASSPHRASE, passphrase.encode() + b"\n")
    add_recovery_key(name=NAME, spki=spki, by=by, at=at - timedelta(days=10))
    people = persons()
    for each in TABLETS:
        if each.whose in people:
            _set_up(each, people[each.whose], at)
    return True


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)


def _set_up(tablet: Tablet, person: Person, at: datetime) -> None:
    standing = Standing(str(person.pk), person.name)
    by, begun = standing.actor("inspector"), at - timedelta(days=6)
    device = set_up_device(
        id=uuid5(person.pk, tablet.name),
        standing=standing,
        name=tablet.name,
        recovery=NAME,
        digest=digest_of(new_token()),
        by=by,
        at=begun,
    )
    held = _cases(standing, at)[: tablet.cases]
    if held:
        take_along(device=device, assessments=held, by=by, at=begun)
    told = Report(tablet.waiting, at - tablet.since if tablet.waiting else None, 0, 4_300_000, True)
    note_report(device=device, report=told, by=by, at=at - tablet.heard)


def _cases(standing: Standing, at: datetime) -> list[Assessment]:
    return [each for _, assessments in to_take_along(standing, at) for each in assessments]
