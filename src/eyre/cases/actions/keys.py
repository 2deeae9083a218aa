"""Telling that somebody wanted to open too many keys."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from eyre.cases.models import KeyAlarm, ListedCase
from eyre.cases.queries.keys import WITHIN, openings
from eyre.inspections.models import Inspection, TeamMember
from eyre.people.models import Person
from eyre.people.roles import LeadInspector
from eyre.platform import mail
from eyre.platform.audit import Actor, Ids, Operation, record

LETTER = """Somebody on the team of {name} opened {openings} keys of cases within an hour, which is the most that anybody may, and was refused the next.

Eyre names them where you are signed in, on the page of the inspection’s cases:
{path}

It may be a mistake. If it is not, take them off the team: they see nothing more from the next click on.
"""


@transaction.atomic
def raise_key_alarm(
    *, inspection: Inspection, case: ListedCase, person: Person, path: str, by: Actor, at: datetime
) -> KeyAlarm | None:
    """Note that somebody was refused a key because they opened too many, and tell the lead inspector; once an hour.

    `path` is where the lead inspector sees it. None where it was noted within the hour.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    if KeyAlarm.objects.filter(inspection=inspection, person=person, at__gt=at - WITHIN).exists():
        return None
    number = openings(str(person.pk), at)
    made = KeyAlarm.objects.create(inspection=inspection, case=case, person=person, openings=number, at=at)
    after: Ids = {"person": str(person.pk), "openings": number}
    record("key.alarm_raised", by=by, at=at, operation=Operation.SECURITY, on=inspection, after=after)
    for address in _leads(inspection):
        transaction.on_commit(partial(_tell, address, inspection.name_as_printed, number, path))
    return made


def _leads(inspection: Inspection) -> list[str]:
    members = TeamMember.objects.filter(inspection=inspection, role=LeadInspector.code, until=None)
    return list(members.values_list("person__email", flat=True))


def _tell(address: str, name: str, number: int, path: str) -> None:
    """Send it; where there is no post, the page of the inspection says it all the same."""
    try:
        mail.send(
            subject="Too many case keys were opened",
            text=LETTER.format(name=name, openings=number, path=path),
            to=address,
        )
    except mail.NotSent:
        return
