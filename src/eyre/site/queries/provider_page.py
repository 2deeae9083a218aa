"""What does a provider see of its own inspection: what is asked, by when, what it sent, and who comes when?

Nothing of cases, answers, ratings or interests is read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from eyre.cases.models import CaseList
from eyre.cases.models.lists import ListState
from eyre.cases.queries.interviews import timetable_for_provider
from eyre.evidence.queries import Listed, lines_of
from eyre.inspections.models import Inspection, Letter, LetterState, PlannedTask, TeamMember
from eyre.people.roles import ROLES, Held, Inspector, LeadInspector, LocalAssessor, held_for

COMING = (LeadInspector.code, Inspector.code, LocalAssessor.code)  # the others of a team do not come
OF_PROVIDER = tuple(role.code for role in held_for(Held.PROVIDER))
# What the inspectorate does of the plan, and the provider is there or waits for it; the rest of it is no business of theirs
WITH_PROVIDER = ("planning-meeting", "opening", "midway", "feedback", "accuracy-check")
LISTS = {
    ListState.WAITING: "We are about to check it",
    ListState.CHECKING: "We are checking it",
    ListState.REFUSED: "It has problems: mend them and send it again",
    ListState.STORED: "We have it",
    ListState.REPLACED: "Replaced by a later one",
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day that concerns the provider: what is due or happens, whether it is its own task, and whether it is over."""

    on: date
    title: str
    is_own: bool
    is_done: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class SentList:
    """A case list that was sent: which version, under which name, when, and what became of it."""

    version: int
    name: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Interview:
    """When which inspector speaks with which practitioner, told by their row in the list that the provider sent."""

    on: date
    begins: str
    place: str
    inspector: str
    practitioner: str


@dataclass(frozen=True, slots=True)
class ProviderPage:
    """Everything on the page."""

    listed: Listed
    days: tuple[Day, ...]
    team: tuple[tuple[str, str], ...]
    lists: tuple[SentList, ...]
    letters: tuple[Letter, ...]
    interviews: tuple[Interview, ...]


def provider_page(inspection: Inspection, on: date) -> ProviderPage:
    """What stands on the page on this day; a number of queries that does not grow."""
    return ProviderPage(
        lines_of(inspection, on, for_provider=True),
        _days(inspection, on),
        _team(inspection),
        _lists(inspection),
        tuple(
            Letter.objects.filter(inspection=inspection, state=LetterState.SENT).order_by("-sent_at", "-pk")
        ),
        tuple(Interview(*each) for each in timetable_for_provider(inspection)),
    )


def _days(inspection: Inspection, on: date) -> tuple[Day, ...]:
    concern = Q(owner__in=OF_PROVIDER) | Q(code__in=WITH_PROVIDER)
    tasks = PlannedTask.objects.filter(concern, inspection=inspection).order_by("due", "order")
    return tuple(_day(task, on) for task in tasks)


def _day(task: PlannedTask, on: date) -> Day:
    is_own, is_done = task.owner in OF_PROVIDER, task.done_at is not None
    return Day(task.due, task.title, is_own, is_done, is_own and not is_done and task.due < on)


def _team(inspection: Inspection) -> tuple[tuple[str, str], ...]:
    order = list(ROLES)
    members = TeamMember.objects.filter(inspection=inspection, until=None, role__in=COMING)
    members = members.select_related("person")
    found = sorted(members, key=lambda each: (order.index(each.role), each.person.name))
    return tuple((each.person.name, ROLES[each.role].name) for each in found)


def _lists(inspection: Inspection) -> tuple[SentList, ...]:
    rows = CaseList.objects.filter(inspection=inspection).order_by("-version")
    told = rows.values_list("version", "file_name", "sent_at", "state")
    return tuple(SentList(version, name, at, LISTS[ListState(state)]) for version, name, at, state in told)
