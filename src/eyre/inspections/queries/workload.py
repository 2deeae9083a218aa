"""How much does each inspector carry, on which inspections, and when in two places at once?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eyre.core.calendar import working_days_between
from eyre.core.planning import Stage
from eyre.core.planning.clashes import Fieldwork, Overlap, overlaps
from eyre.inspections.models import Inspection, TeamMember
from eyre.people.roles import ROLES
from eyre.people.standing import Standing

from .programmes import AT_WORK, OVER, fieldwork_of, planned_for
from .teams import conflicted


@dataclass(frozen=True, slots=True)
class Place:
    """One inspection somebody works on: their roles on it, its fieldwork, and how many working days of it are to come."""

    inspection: str
    name: str
    stage: Stage
    roles: tuple[str, ...]
    fieldwork: str
    days: int


@dataclass(frozen=True, slots=True)
class Carried:
    """What one person carries. `days` are working days of fieldwork from a day on, each day counted once."""

    person: str
    name: str
    places: tuple[Place, ...]
    days: int
    overlaps: tuple[tuple[str, str, date, date], ...]


def workload(standing: Standing, on: date) -> tuple[Carried, ...]:
    """Everybody on a team of an inspection that is not over and whose plan one may read, by name; two queries."""
    ended = [stage.value for stage in OVER]
    held = {one.pk: one for one in planned_for(standing).filter(is_public=False).exclude(stage__in=ended)}
    lost = conflicted().order_by().values("pk")
    members = list(
        TeamMember.objects.filter(inspection__in=list(held), until=None, role__in=AT_WORK)
        .exclude(pk__in=lost)
        .select_related("person")
        .order_by("person__name", "person", "since", "pk")
    )
    twice = _overlaps(held, members)
    by_person: dict[str, list[TeamMember]] = defaultdict(list)
    for member in members:
        by_person[str(member.person_id)].append(member)
    return tuple(_carried(person, those, held, twice[person], on) for person, those in by_person.items())


def _overlaps(held: Mapping[str, Inspection], members: Sequence[TeamMember]) -> Mapping[str, list[Overlap]]:
    fieldworks = [found for one in held.values() if (found := fieldwork_of(one, members))]
    by_person: dict[str, list[Overlap]] = defaultdict(list)
    for twice in overlaps(fieldworks):
        by_person[twice.person].append(twice)
    return by_person


def _carried(
    person: str,
    members: Sequence[TeamMember],
    held: Mapping[str, Inspection],
    twice: Sequence[Overlap],
    on: date,
) -> Carried:
    roles: dict[str, list[str]] = defaultdict(list)
    for member in members:
        roles[member.inspection_id].append(ROLES[member.role].name)
    places = [_place(held[pk], tuple(those), on) for pk, those in roles.items()]
    fieldworks = [found for pk in roles if (found := fieldwork_of(held[pk], members))]
    return Carried(
        person,
        members[0].person.name,
        tuple(
            sorted(places, key=lambda place: (held[place.inspection].fieldwork_from or date.max, place.name))
        ),
        days_to_come(fieldworks, on),
        tuple(
            (
                held[one.inspections[0]].name_as_printed,
                held[one.inspections[1]].name_as_printed,
                one.first,
                one.last,
            )
            for one in twice
        ),
    )


def _place(one: Inspection, roles: tuple[str, ...], on: date) -> Place:
    fieldwork = fieldwork_of(one, ())
    days = days_to_come([fieldwork] if fieldwork else [], on)
    return Place(one.pk, one.name_as_printed, Stage(one.stage), roles, str(one.fieldwork_on), days)


def days_to_come(fieldworks: Sequence[Fieldwork], on: date) -> int:
    """How many working days from this day on are fieldwork of any of these that is planned to the day."""
    total, counted_to = 0, on
    for one in sorted((one for one in fieldworks if one.is_exact), key=lambda one: one.first):
        first = max(one.first, counted_to)
        if one.last >= first:
            total += _working_days(first, one.last)
            counted_to = date.fromordinal(one.last.toordinal() + 1)
    return total


def _working_days(first: date, last: date) -> int:
    """The working days of a span, both ends counted."""
    return working_days_between(date.fromordinal(first.toordinal() - 1), last)
