"""Which days of an inspection, or of one person's work, stand in a calendar and on paper?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from eyre.inspections.calendars import Entry
from eyre.inspections.models import Inspection, PlannedTask, TeamMember
from eyre.people.roles import ROLES, Held, held_for
from eyre.people.standing import Standing
from eyre.providers.coverage import spoken_for_by

from .visible import visible_to

BEHIND = timedelta(days=60)  # how long a day that is over stays in a feed
OF_PROVIDERS = tuple(role.code for role in held_for(Held.PROVIDER))


def tasks_of(inspection: Inspection) -> QuerySet[PlannedTask]:
    """Every task of an inspection, by its day."""
    return PlannedTask.objects.filter(inspection=inspection).order_by("due", "order", "pk")


def own_tasks(standing: Standing, today: date) -> QuerySet[PlannedTask]:
    """The tasks that are somebody's own: of a role they hold now for it, on an inspection they may see now, not long past.

    A role for the whole inspectorate owns its tasks on every inspection. Beside a role held apart no other counts.
    """
    if not standing.is_signed_in or standing.is_apart:
        return PlannedTask.objects.none()
    person = UUID(standing.person)
    on_team = TeamMember.objects.filter(
        inspection=OuterRef("inspection"), person=person, until=None, role=OuterRef("owner")
    )
    speaks = Q()
    for role in OF_PROVIDERS:
        speaks |= Q(owner=role, inspection__provider__in=spoken_for_by(person, (role,)))
    theirs = Q(owner__in=standing.roles) | Q(Exists(on_team.order_by())) | speaks
    seen = visible_to(standing).order_by().values("pk")
    found = PlannedTask.objects.filter(theirs, inspection__in=seen, due__gte=today - BEHIND)
    return found.select_related("inspection").order_by("due", "inspection", "order", "pk")


def entries_of(tasks: Iterable[PlannedTask]) -> list[Entry]:
    """The tasks as events that name their inspection; what is done says so."""
    return [_entry(task) for task in tasks]


def plan_entries(inspection: Inspection) -> list[Entry]:
    """An inspection as events: its fieldwork, where its days are known, and every task."""
    tasks = list(tasks_of(inspection))
    return [*_fieldwork(inspection, tasks), *entries_of(tasks)]


def _entry(task: PlannedTask) -> Entry:
    done = "Done: " if task.done_at else ""
    return Entry(
        key=f"{task.inspection_id}/{task.code}",
        title=f"{done}{task.title} ({task.inspection.name_as_printed})",
        first=task.due,
        last=task.due,
        note=f"{ROLES[task.owner].name}. Inspection: {task.inspection.name_as_printed}.",
        sequence=task.sequence,
        changed_at=max(task.changed_at, task.done_at or task.changed_at),
    )


def _fieldwork(inspection: Inspection, tasks: list[PlannedTask]) -> list[Entry]:
    """Fieldwork has no version of its own. Whenever it moves, what hangs on it moves, so all of them together rise."""
    if not (tasks and inspection.fieldwork_from and inspection.fieldwork_to):
        return []
    return [
        Entry(
            key=f"{inspection.pk}/fieldwork",
            title=f"Fieldwork ({inspection.name_as_printed})",
            first=inspection.fieldwork_from,
            last=inspection.fieldwork_to,
            note=f"Inspection: {inspection.name_as_printed}.",
            sequence=sum(task.sequence for task in tasks),
            changed_at=max(task.changed_at for task in tasks),
        )
    ]
