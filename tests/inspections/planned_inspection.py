"""An inspection of the small register with its lead, its contact and its plan, for the tests of plans and stages."""

from datetime import date, timedelta

from eyre.core.planning import Needed
from eyre.core.planning.dates import Dates
from eyre.inspections.actions import join_team, note_fact, set_dates
from eyre.inspections.models import Inspection, PlannedTask
from eyre.people.models import Person
from eyre.platform.audit import Actor
from eyre.providers.actions import name_contact
from small_register import NOON, OFFICER, small_inspections, small_register, somebody

TODAY = NOON.date()  # a Sunday
DATES = Dates(date(2026, 11, 23), date(2027, 1, 11), date(2027, 1, 22))
LEAD_ROLE = "lead-inspector"


def planned(*names: str) -> dict[str, Inspection]:
    """Inspections of these providers, all with the same dates."""
    held = small_inspections(small_register(), names or ("cumbria",))
    for name in names or ("cumbria",):
        date_it(held[name])
        held[name].refresh_from_db()
    return held


def date_it(inspection: Inspection, dates: Dates = DATES) -> None:
    set_dates(inspection=inspection, dates=dates, by=OFFICER, at=NOON)


def due(inspection: Inspection, code: str) -> date:
    return PlannedTask.objects.get(inspection=inspection, code=code).due


def task(inspection: Inspection, code: str) -> PlannedTask:
    return PlannedTask.objects.get(inspection=inspection, code=code)


def staffed(inspection: Inspection) -> Person:
    """Give it a lead and a point of contact, and the letter; who leads it."""
    lead = somebody("Lead")
    join_team(inspection=inspection, person=lead, role=LEAD_ROLE, by=OFFICER, at=NOON)
    speaker = somebody("Speaker", is_of_provider=True)
    name_contact(person=speaker, provider=inspection.provider, role="point-of-contact", by=OFFICER, at=NOON)
    tell(inspection, Needed.ANNOUNCEMENT_SENT)
    return lead


def tell(inspection: Inspection, *needed: Needed, true: bool = True) -> None:
    for one in needed:
        note_fact(inspection=inspection, needed=one, true=true, by=OFFICER, at=NOON)


def acting(person: Person, role: str = LEAD_ROLE) -> Actor:
    return Actor(str(person.pk), role, "192.0.2.1")


def shifted(weeks: int) -> Dates:
    by = timedelta(weeks=weeks)
    return Dates(DATES.announced, DATES.first + by, DATES.last + by)
