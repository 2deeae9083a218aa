"""Who stands behind a pseudonym? Opened one at a time, by those who must, and never without a row in the record.

No more than LIMIT openings within an hour by one person, as the NCSC asks of bulk personal data (measures on the width
of searches; the figure is ours): a person reads files, a program empties them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from eyre.cases.exceptions import CaseNotFound, TooManyKeys
from eyre.cases.keys import Identity, unseal_identity
from eyre.cases.models import CaseKey, KeyAlarm, ListedCase
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor, record_read
from eyre.platform.audit.models import AuditEvent

LIMIT = 200
WITHIN = timedelta(hours=1)
OPENED = "key.opened"
PURPOSES: Mapping[str, str] = {
    "file": "To open the case file in the service’s system",
    "interview": "To find the practitioner for the interview",
    "knows": "To check that I know nobody in this case",
    "harm": "To act on an immediate risk of harm",
}


def openings(person: str, at: datetime) -> int:
    """How many keys somebody opened within the hour before."""
    recent = AuditEvent.objects.filter(actor=person, action=OPENED, at__gt=at - WITHIN, at__lte=at)
    return recent.count()


def has_key(case: ListedCase, inspection: Inspection) -> bool:
    """Whether a key is held of this case: there is none where the list came without names."""
    return CaseKey.objects.filter(inspection=inspection, pseudonym=case.pseudonym).exists()


def open_key(*, inspection: Inspection, case: ListedCase, purpose: str, by: Actor, at: datetime) -> Identity:
    """The name and identifiers behind a pseudonym, and exactly one row in the record of who read them and what for.

    Whether they may is asked before, by `check_open_key`. `purpose` is a code of PURPOSES.

    Raises:
        TooManyKeys: when they opened as many within the hour as anybody may. Nothing is shown.
        CaseNotFound: when no key is held of this case.
        ValueError: for a purpose there is none of.
    """
    if purpose not in PURPOSES:
        raise ValueError(f"there is no purpose {purpose!r}")
    # Somebody who sends many requests at once waits here, so that none slips past the count
    Person.objects.select_for_update().get(pk=UUID(by.id))
    if openings(by.id, at) >= LIMIT:
        raise TooManyKeys(f"You opened {LIMIT} keys within an hour, which is the most.")
    key = CaseKey.objects.filter(inspection=inspection, pseudonym=case.pseudonym).first()
    if key is None:
        raise CaseNotFound(f"No key is held of {case.pseudonym}.")
    identity = unseal_identity(bytes(key.sealed))
    record_read(OPENED, by=by, at=at, on=case, after={"inspection": inspection.pk}, purpose=purpose)
    return identity


def alarms(inspection: Inspection, since: datetime) -> list[KeyAlarm]:
    """Who wanted to open too many keys since then, the latest first, with the person."""
    rows = KeyAlarm.objects.filter(inspection=inspection, at__gte=since)
    return list(rows.select_related("person"))
