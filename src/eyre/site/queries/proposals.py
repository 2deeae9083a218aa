"""Somebody is proposed for a team: what speaks against it, what else do they have at that time, and how much?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eyre.cases.queries.allocations import workload as cases_of
from eyre.core.calendar import say_day
from eyre.core.planning.clashes import overlaps
from eyre.inspections.exceptions import CannotJoin
from eyre.inspections.models import Inspection, TeamMember
from eyre.inspections.queries import visible_to
from eyre.inspections.queries.programmes import AT_WORK, OVER, fieldwork_of
from eyre.inspections.queries.teams import SAID_OF_OTHERS, check_join, hindrances
from eyre.inspections.queries.workload import days_to_come
from eyre.people.models import Person
from eyre.people.roles import ROLES
from eyre.people.standing import Standing
from eyre.providers.models import Interest, InterestKind
from eyre.providers.permissions import may_see_interests

UNSEEN = "an inspection that you may not see"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another inspection somebody works on; one that the reader may not see has no id and no name of its own."""

    id: str
    name: str
    roles: str
    fieldwork: str
    overlap: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What stands on the page that asks whether somebody joins.

    `refusal` is why they cannot; `interests` are those they declared in other providers, for those who may see them,
    and None for everybody else. `days` are working days of fieldwork to come elsewhere, each counted once.
    """

    person: str
    role: str
    refusal: str
    interests: tuple[str, ...] | None
    elsewhere: tuple[Elsewhere, ...]
    overlapping: int
    is_planned: bool
    days: int
    cases: int
    complete: int


def proposal(inspection: Inspection, person: Person, role: str, viewer: Standing, on: date) -> Proposal:
    """What whoever forms the team should know before somebody joins it."""
    held = list(_elsewhere(inspection, person))
    inspections = {each.inspection_id: each.inspection for each in held}
    clashing = _overlaps(inspection, inspections, person)
    visible = set(visible_to(viewer).filter(pk__in=inspections).order_by().values_list("pk", flat=True))
    fieldworks = [found for one in inspections.values() if (found := fieldwork_of(one, ()))]
    loads = cases_of(Inspection.objects.filter(pk__in=inspections))
    loads = tuple(load for load in loads if load.person == person.pk)
    return Proposal(
        person=person.name,
        role=ROLES[role].name,
        refusal=why_not(inspection, person, role, viewer),
        interests=_interests(person) if may_see_interests(viewer) else None,
        elsewhere=tuple(
            _seen(one, [m for m in held if m.inspection_id == pk], clashing.get(pk, ""), pk in visible)
            for pk, one in inspections.items()
        ),
        overlapping=len(clashing),
        is_planned=inspection.fieldwork_on.is_to_the_day,
        days=days_to_come(fieldworks, on),
        cases=sum(load.cases for load in loads),
        complete=sum(load.complete for load in loads),
    )


def why_not(inspection: Inspection, person: Person, role: str, viewer: Standing) -> str:
    """Why somebody cannot join, in words for this reader: the kind of an interest is for those who may see interests."""
    try:
        check_join(inspection, person, role, viewer.person)
    except CannotJoin as why:
        told = hindrances(inspection, with_kinds=True).get(person.pk) if may_see_interests(viewer) else None
        is_about_them = told is not None and why.field == "person" and viewer.person != str(person.pk)
        return f"{person.name} cannot be on this team: {told}." if is_about_them else str(why)
    return ""


def _elsewhere(inspection: Inspection, person: Person) -> list[TeamMember]:
    """Their places at work on other inspections that are not over, the nearest fieldwork first."""
    held = TeamMember.objects.filter(person=person, until=None, role__in=AT_WORK, inspection__is_public=False)
    ended = [stage.value for stage in OVER]
    others = held.exclude(inspection=inspection).exclude(inspection__stage__in=ended)
    return list(
        others.select_related("inspection").order_by("inspection__fieldwork_from", "inspection", "since")
    )


def _overlaps(inspection: Inspection, others: dict[str, Inspection], person: Person) -> dict[str, str]:
    """The days on which both are at work, in words, by the id of the other inspection."""
    both = [TeamMember(inspection_id=pk, person=person, role=AT_WORK[0]) for pk in (inspection.pk, *others)]
    fieldworks = [told for one in (inspection, *others.values()) if (told := fieldwork_of(one, both))]
    clashing: dict[str, str] = {}
    for each in overlaps(fieldworks):
        if inspection.pk in each.inspections:
            (other,) = set(each.inspections) - {inspection.pk}
            clashing[other] = f"{say_day(each.first)} to {say_day(each.last)}"
    return clashing


def _seen(one: Inspection, held: list[TeamMember], overlap: str, is_visible: bool) -> Elsewhere:
    if not is_visible:
        return Elsewhere("", UNSEEN, "", "", overlap)
    roles = ", ".join(ROLES[each.role].name for each in held)
    return Elsewhere(one.pk, one.name_as_printed, roles, str(one.fieldwork_on), overlap)


def _interests(person: Person) -> tuple[str, ...]:
    """The interests in force, each with its provider and kind. The note stands on the page of interests alone."""
    held = (
        Interest.objects.filter(person=person, ended_at=None)
        .select_related("provider")
        .order_by("-declared_at")
    )
    return tuple(f"{each.provider.name}: {SAID_OF_OTHERS[InterestKind(each.kind)]}" for each in held)
