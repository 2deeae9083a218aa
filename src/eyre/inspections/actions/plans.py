"""Setting the dates of an inspection, and what becomes of each task of its plan."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from eyre.core.planning.dates import Dates
from eyre.core.planning.replanning import Change, changed
from eyre.inspections.models import Inspection, PlannedTask
from eyre.inspections.plan_dates import check_dates, dates_of, store_dates
from eyre.inspections.plan_rows import foreseen, foreseen_move, store_plan
from eyre.platform.audit import Actor, Ids, Operation, record


@transaction.atomic
def set_dates(*, inspection: Inspection, dates: Dates, by: Actor, at: datetime) -> tuple[Change, ...]:
    """Say when it is announced and when its fieldwork is; every task that follows from that moves with it.

    The first time the plan is made from the timeline of the edition. What is done, and what somebody set by hand,
    stays. The same dates again change nothing.

    Raises:
        CannotPlan: with everything that speaks against these dates.
    """
    # Two who plan the same inspection at once wait for each other here
    held = Inspection.objects.select_for_update().get(pk=inspection.pk)
    check_dates(held, dates)
    before = _told(held)
    changes = foreseen(held, dates)
    if dates_of(held) != dates or changed(changes):
        store_dates(held, dates)
        moved = store_plan(held, changes, at)
        after: Ids = _told(held) | {"tasks": moved}
        operation = Operation.ALTERATION
        record("plan.dated", by=by, at=at, operation=operation, on=held, before=before, after=after)
    return changes


def _told(inspection: Inspection) -> dict[str, str]:
    announced = inspection.announced_on.isoformat() if inspection.announced_on else ""
    return {"announced": announced, "fieldwork": inspection.fieldwork}


@transaction.atomic
def move_task(*, task: PlannedTask, on: date | None, by: Actor, at: datetime) -> tuple[Change, ...]:
    """Set the day of one task by hand, or with None let it follow the dates again; what hangs on it moves too.

    Raises:
        CannotPlan: for a task that is done, a day on which nobody is at work, and an inspection that is published.
    """
    inspection = Inspection.objects.select_for_update().get(pk=task.inspection_id)
    held = PlannedTask.objects.get(pk=task.pk)
    changes = foreseen_move(inspection, held, on)
    if changed(changes) or held.is_moved != (on is not None):
        moved = store_plan(inspection, changes, at, {held.code: on})
        before: Ids = {"task": held.code, "due": held.due.isoformat()}
        after: Ids = {"task": held.code, "due": _day_of(held.code, changes), "tasks": moved}
        operation = Operation.ALTERATION
        record("task.moved", by=by, at=at, operation=operation, on=inspection, before=before, after=after)
    return changes


def _day_of(code: str, changes: tuple[Change, ...]) -> str:
    return next(one.on.isoformat() for one in changes if one.task.code == code)


@transaction.atomic
def finish_task(*, task: PlannedTask, by: Actor, at: datetime) -> bool:
    """Mark a task as done; whether it was not yet."""
    held = PlannedTask.objects.select_for_update().get(pk=task.pk)
    if held.done_at is not None:
        return False
    held.done_at, held.done_by = at, by.id
    held.save(update_fields=["done_at", "done_by"])
    _record("task.finished", held, by, at)
    return True


@transaction.atomic
def reopen_task(*, task: PlannedTask, by: Actor, at: datetime) -> bool:
    """Take back that a task is done; whether it was. Its day stays until the plan moves."""
    held = PlannedTask.objects.select_for_update().get(pk=task.pk)
    if held.done_at is None:
        return False
    held.done_at = held.done_by = None
    held.save(update_fields=["done_at", "done_by"])
    _record("task.reopened", held, by, at)
    return True


def _record(action: str, task: PlannedTask, by: Actor, at: datetime) -> None:
    on, after = ("inspections.inspection", task.inspection_id), {"task": task.code}
    record(action, by=by, at=at, operation=Operation.ALTERATION, on=on, after=after)
