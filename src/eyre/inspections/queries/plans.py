"""What is to be done for an inspection, by whom and by when, and what of it is one's own?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from eyre.core.planning import ANCHORS, Stage
from eyre.core.planning.dates import Dates
from eyre.inspections.exceptions import TaskNotFound
from eyre.inspections.models import Inspection, PlannedTask, TeamMember
from eyre.inspections.plan_dates import dates_of
from eyre.people.audit_pages.names import names_of
from eyre.people.roles import ROLES
from eyre.people.standing import Standing
from eyre.providers.coverage import covered_by_interests_of

from .visible import inspection as visible_inspection
from .visible import visible_to

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TaskOfPlan:
    """A task as a page shows it. `after` says on what its day hangs; `done_by` is a name."""

    code: str
    title: str
    owner: str
    owner_name: str
    due: date
    hangs_on: str
    after: str
    is_event: bool
    is_moved: bool
    sequence: int
    changed_at: datetime
    done_at: datetime | None
    done_by: str

    @property
    def is_done(self) -> bool:
        """Whether it is done."""
        return self.done_at is not None

    def is_overdue(self, on: date) -> bool:
        """Whether its day has passed and it is not done."""
        return self.done_at is None and self.due < on

    def is_due_soon(self, on: date) -> bool:
        """Whether it is to be done within a week."""
        return self.done_at is None and on <= self.due < on + SOON


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of one inspection; `dates` is None as long as one of them is not known to the day."""

    inspection: Inspection
    stage: Stage
    dates: Dates | None
    tasks: tuple[TaskOfPlan, ...]


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task that is somebody's own, with the inspection it is for."""

    inspection: str
    name: str
    code: str
    title: str
    due: date
    is_overdue: bool


def plan_of(inspection_id: str, standing: Standing) -> Plan:
    """The plan of an inspection, its tasks by day; three queries.

    Raises:
        InspectionNotFound: when there is none, or none they may see.
    """
    found = visible_inspection(inspection_id, standing)
    rows = list(PlannedTask.objects.filter(inspection=found))
    titles = {row.code: row.title for row in rows}
    names = names_of(row.done_by for row in rows if row.done_by)
    tasks = tuple(_task(row, titles, names) for row in rows)
    return Plan(found, Stage(found.stage), dates_of(found), tasks)


def _task(row: PlannedTask, titles: dict[str, str], names: dict[str, str]) -> TaskOfPlan:
    return TaskOfPlan(
        row.code,
        row.title,
        row.owner,
        ROLES[row.owner].name,
        row.due,
        row.hangs_on,
        said(row, titles),
        row.is_event,
        row.is_moved,
        row.sequence,
        row.changed_at,
        row.done_at,
        names.get(row.done_by or "", row.done_by or ""),
    )


ANCHOR_WORDS = dict(
    zip(ANCHORS, ("the announcement", "the first day of fieldwork", "the last day of fieldwork"), strict=True)
)


def said(row: PlannedTask, titles: dict[str, str]) -> str:
    """On what a day hangs, in words: "10 working days before the first day of fieldwork"."""
    start = ANCHOR_WORDS.get(row.hangs_on) or f"“{titles[row.hangs_on]}”"
    if not row.distance:
        return f"on the day of {start}" if row.hangs_on not in ANCHOR_WORDS else f"on {start}"
    number = abs(row.distance)
    unit = row.unit.removesuffix("s") if number == 1 else row.unit
    return f"{number} {unit} {'before' if row.distance < 0 else 'after'} {start}"


def task_row(inspection: Inspection, code: str) -> PlannedTask:
    """A task of its plan, by code.

    Raises:
        TaskNotFound: when the plan has none of this code.
    """
    found = PlannedTask.objects.filter(inspection=inspection, code=code).first()
    if found is None:
        raise TaskNotFound(f"The plan of {inspection.pk} has no task {code!r}.")
    return found


def due_for(standing: Standing, on: date, most: int = 20) -> tuple[OwnTask, ...]:
    """What is overdue or due within a week and theirs, by the roles they hold now; the oldest first; one query.

    A role for the whole inspectorate owns its tasks on every inspection they may see. What a provider is asked for
    stands on the provider's own page.
    """
    if not standing.is_signed_in or standing.is_apart:
        return ()
    person = UUID(standing.person)
    on_team = TeamMember.objects.filter(
        inspection=OuterRef("inspection"), person=person, until=None, role=OuterRef("owner")
    )
    theirs = Q(owner__in=standing.roles) | Q(Exists(on_team.order_by()))
    open_now = PlannedTask.objects.filter(done_at=None, due__lt=on + SOON).exclude(
        inspection__stage=Stage.CLOSED.value
    )
    seen = visible_to(standing).exclude(provider__in=covered_by_interests_of(person)).order_by().values("pk")
    found = open_now.filter(theirs, inspection__in=seen).order_by("due", "inspection", "order")
    rows = found.select_related("inspection")[:most]
    return tuple(
        OwnTask(row.inspection_id, row.inspection.name_as_printed, row.code, row.title, row.due, row.due < on)
        for row in rows
    )
