"""Bringing the cast and its inspections into the database, by the actions that everybody uses.

Only what is missing is brought in: what somebody did while playing stays done. A start that finds everything there
asks two questions of the database and nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from eyre.cases.actions import store_answers
from eyre.frameworks.models import StoredEdition
from eyre.frameworks.queries import edition
from eyre.inspections.actions import join_team, leave_team, open_inspection
from eyre.inspections.models import Inspection, Kind, Programme
from eyre.people.actions import invite
from eyre.people.models import Person
from eyre.people.roles import Held
from eyre.platform.audit import Actor
from eyre.providers.actions import declare_interest, name_contact, record_provider
from eyre.providers.models import Provider
from eyre.ratings.actions import compute_rating

from .answers import NOTE, invented_answers
from .cast import BY_EMAIL, CAST, EDITION, INSPECTIONS, PROGRAMME, SOUTHFOLD, WESTMARCH, Invented, Member
from .queries import persons
from .story import Scene, tell

BY = Actor.of_command("eyre serve")
INVENTED = "Invented for the demonstration: there is no such service."


def load_demonstration(*, by: Actor = BY, at: datetime | None = None, with_story: bool = True) -> bool:
    """Make the database hold the cast and its inspections; whether anything was missing.

    `with_story`: Southfold is brought to the middle of its fieldwork, step by step, as its people would.
    """
    if _is_loaded():
        return False
    moment = at or timezone.now()
    with transaction.atomic():
        invited = _invite(by, moment)
        is_new = not Provider.objects.filter(slug=SOUTHFOLD.provider).exists()
        inspections = {each: _inspection(each, by, moment) for each in INSPECTIONS}
        for member in CAST:
            if member in invited:
                _place(member, invited[member], inspections, by, moment)
        if is_new and with_story:
            tell(Scene(inspections, persons(), by, moment))
    return True


def _is_loaded() -> bool:
    people = Person.objects.filter(email__in=BY_EMAIL).count()
    services = Provider.objects.filter(slug__in=[each.provider for each in INSPECTIONS]).count()
    return (people, services) == (len(CAST), len(INSPECTIONS))


def _invite(by: Actor, at: datetime) -> dict[Member, Person]:
    """Those who were not there yet. Nobody ever gets their links: the door is the only way in."""
    held = set(Person.objects.filter(email__in=BY_EMAIL).values_list("email", flat=True))
    return {member: _invited(member, by, at) for member in CAST if member.email not in held}


def _invited(member: Member, by: Actor, at: datetime) -> Person:
    roles = [member.role.code] if member.role.held is Held.ORGANISATION else []
    issued = invite(
        name=member.name, email=member.email, roles=roles, of_provider=member.is_of_provider, by=by, at=at
    )
    return Person.objects.get(pk=issued.person)


def _inspection(told: Invented, by: Actor, at: datetime) -> Inspection:
    """The inspection of this invented service: the one that is there, or one that is opened now."""
    provider = Provider.objects.filter(slug=told.provider).first()
    if provider is not None:
        return Inspection.objects.filter(provider=provider).earliest("pk")
    provider = record_provider(
        slug=told.provider, kind="pdu", name=told.name, note=INVENTED, is_public=False, by=by, at=at
    )
    inspection = open_inspection(
        provider=provider,
        edition=StoredEdition.objects.get(pk=EDITION),
        programme=Programme.objects.get(pk=PROGRAMME),
        kind=Kind.PDU,
        name=told.name,
        fieldwork=told.fieldwork,
        by=by,
        at=at,
    )
    if told == WESTMARCH:
        _answer(inspection, by, at)
    return inspection


def _answer(inspection: Inspection, by: Actor, at: datetime) -> None:
    store_answers(
        inspection=inspection,
        matrix=invented_answers(edition(EDITION)),
        is_reconstructed=True,
        note=NOTE,
        by=by,
        at=at,
    )
    compute_rating(inspection=inspection, by=by, at=at)


def _place(
    member: Member, person: Person, inspections: Mapping[Invented, Inspection], by: Actor, at: datetime
) -> None:
    """Give somebody who is new their place on an inspection or for a service, and what keeps them from another."""
    role = member.role
    for place in member.places:
        if role.held is Held.INSPECTION:
            join_team(inspection=inspections[place], person=person, role=role.code, by=by, at=at)
        if role.held is Held.PROVIDER:
            name_contact(person=person, provider=inspections[place].provider, role=role.code, by=by, at=at)
    if member.left:
        left = join_team(inspection=inspections[member.left], person=person, role=role.code, by=by, at=at)
        leave_team(member=left, by=by, at=at)
    if member.interest_in:
        declare_interest(
            person=person,
            provider=inspections[member.interest_in].provider,
            kind="family-or-friend",
            note=member.why,
            by=by,
            at=at,
        )
