"""What is true of an inspection that a move between stages asks for?

Four things the area sees itself; the rest is told by the areas that know it (`actions.note_fact`, or `store_fact` inside
an action that records itself).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from eyre.core.planning import Needed
from eyre.people.roles import LeadInspector, PointOfContact
from eyre.platform.audit import Actor
from eyre.providers.coverage import contacts_above

from .models import CODE_OF, NEEDED, Inspection, StageFact, TeamMember
from .queries.teams import conflicted

SEEN_HERE = frozenset({Needed.LEAD, Needed.FIELDWORK_DATES, Needed.CONTACT, Needed.FIELDWORK_STARTED})


def store_fact(*, inspection: Inspection, needed: Needed, true: bool, by: Actor, at: datetime) -> bool:
    """Keep whether something is true, for an action that records what it did; whether that is new.

    Raises:
        ValueError: for what the area sees itself and nobody tells.
    """
    if needed in SEEN_HERE:
        raise ValueError(f"{needed.name} is seen from the inspection itself and not noted")
    # Two who note something of the same inspection at once wait for each other here
    Inspection.objects.select_for_update().get(pk=inspection.pk)
    held = StageFact.objects.filter(inspection=inspection, needed=CODE_OF[needed]).first()
    if (held.is_true if held else False) == true:
        return False
    fact = held or StageFact(inspection=inspection, needed=CODE_OF[needed])
    fact.is_true, fact.noted_by, fact.at = true, by.id, at
    fact.save()
    return True


def true_of(inspection: Inspection, on: date) -> frozenset[Needed]:
    """Everything that is true of it on this day; five queries."""
    told = StageFact.objects.filter(inspection=inspection, is_true=True).values_list("needed", flat=True)
    noted = {NEEDED[code] for code in told} - SEEN_HERE
    return frozenset(noted | set(_seen(inspection, on)))


def _seen(inspection: Inspection, on: date) -> Iterator[Needed]:
    if has_lead(inspection):
        yield Needed.LEAD
    if inspection.fieldwork_on.is_to_the_day:
        yield Needed.FIELDWORK_DATES
        if inspection.fieldwork_from and inspection.fieldwork_from <= on:
            yield Needed.FIELDWORK_STARTED
    if contacts_above(inspection.provider_id).filter(role=PointOfContact.code).exists():
        yield Needed.CONTACT


def has_lead(inspection: Inspection) -> bool:
    """Whether somebody leads it who has no interest in the provider."""
    leads = TeamMember.objects.filter(inspection=inspection, role=LeadInspector.code, until=None)
    return leads.exclude(pk__in=conflicted().order_by().values("pk")).exists()
