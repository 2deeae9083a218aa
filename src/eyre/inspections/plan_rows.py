"""The plan of an inspection between its rows and the rule: what would move, and writing it once it is meant.

What writes here is called by actions, which record what they did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from eyre.core.calendar import is_working_day, say_day
from eyre.core.planning import PlanFaulty, Task, Unit
from eyre.core.planning.dates import DateFault, Dates
from eyre.core.planning.replanning import Change, Standing, changed, replan
from eyre.platform.audit import Actor

from .exceptions import CannotPlan
from .models import Inspection, PlannedTask
from .plan_dates import check_plannable, dates_of
from .timeline_files import timeline_for

BATCH = 500
WRITTEN = ["due", "is_moved", "sequence", "changed_at"]


def task_of(row: PlannedTask) -> Task:
    """A row as the rule knows it."""
    return Task(
        row.code, row.title, row.owner, row.hangs_on, row.distance, Unit(row.unit), is_event=row.is_event
    )


def standing_of(row: PlannedTask) -> Standing:
    """A row with its day, and whether that stays."""
    return Standing(task_of(row), row.due, row.is_moved, row.done_at is not None)


def held_of(inspection: Inspection, rows: Sequence[PlannedTask]) -> list[Standing]:
    """What its plan holds; where it holds nothing yet, the tasks of its edition’s timeline."""
    if rows:
        return [standing_of(row) for row in sorted(rows, key=lambda row: row.order)]
    return [Standing(task) for task in timeline_for(inspection.edition_id).tasks]


def foreseen(
    inspection: Inspection, dates: Dates, by_hand: Mapping[str, date | None] | None = None
) -> tuple[Change, ...]:
    """Every task with its day before and after, were the inspection to have these dates; one query.

    Raises:
        CannotPlan: where the tasks and the dates make no plan.
    """
    rows = list(PlannedTask.objects.filter(inspection=inspection))
    try:
        return replan(held_of(inspection, rows), dates.anchors, by_hand)
    except PlanFaulty as error:
        raise CannotPlan(tuple(DateFault("", fault) for fault in error.faults)) from None


def foreseen_move(inspection: Inspection, task: PlannedTask, on: date | None) -> tuple[Change, ...]:
    """Every task with its day before and after, were this one to have another day, or with None to follow again.

    Raises:
        CannotPlan: for a task that is done, a day on which nobody is at work, and an inspection that is published.
    """
    check_plannable(inspection)
    dates = dates_of(inspection)
    if task.done_at is not None or dates is None:
        raise CannotPlan((DateFault("", "This is done. Reopen it before you give it another day"),))
    if on is not None and not is_working_day(on):
        words = f"{say_day(on)} is a weekend or a bank holiday: choose a working day"
        raise CannotPlan((DateFault("on", words),))
    return foreseen(inspection, dates, {task.code: on})


def store_plan(
    inspection: Inspection,
    changes: Sequence[Change],
    at: datetime,
    by_hand: Mapping[str, date | None] | None = None,
) -> int:
    """Write what moves, and the whole plan where there was none; how many days changed."""
    rows = {row.code: row for row in PlannedTask.objects.filter(inspection=inspection)}
    if not rows:
        return len(PlannedTask.objects.bulk_create(_new_rows(inspection, changes, at)))
    for code, day in (by_hand or {}).items():
        rows[code].is_moved = day is not None
    store_moved(_moved(rows, changes, at) | {rows[code] for code in by_hand or {}})
    return len(changed(changes))


def _moved(rows: Mapping[str, PlannedTask], changes: Iterable[Change], at: datetime) -> set[PlannedTask]:
    return {move_row(rows[one.task.code], one, at) for one in changed(changes)}


def move_row(row: PlannedTask, change: Change, at: datetime) -> PlannedTask:
    """The row with its new day, not yet saved."""
    row.due, row.sequence, row.changed_at = change.on, row.sequence + 1, at
    return row


def store_moved(rows: Iterable[PlannedTask]) -> None:
    """Write the days of these rows in one statement."""
    PlannedTask.objects.bulk_update(list(rows), WRITTEN, batch_size=BATCH)


def _new_rows(inspection: Inspection, changes: Sequence[Change], at: datetime) -> list[PlannedTask]:
    order = {task.code: number for number, task in enumerate(timeline_for(inspection.edition_id).tasks)}
    return [
        PlannedTask(
            inspection=inspection,
            code=one.task.code,
            title=one.task.title,
            owner=one.task.owner,
            order=order[one.task.code],
            hangs_on=one.task.hangs_on,
            distance=one.task.distance,
            unit=one.task.unit.value,
            is_event=one.task.is_event,
            due=one.on,
            changed_at=at,
        )
        for one in changes
    ]


def tick(*, inspection: Inspection, code: str, by: Actor, at: datetime) -> bool:
    """Mark the task of this code as done, where the plan has it and it is not; whether that is new.

    For actions of other areas that do what the task asks for and record themselves: "announcement" when the letter is
    sent, "sample" when it is drawn.
    """
    open_now = PlannedTask.objects.filter(inspection=inspection, code=code, done_at=None)
    return bool(open_now.update(done_at=at, done_by=by.id))
