"""One task of a plan: its day, doing it, and giving it another day."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from eyre.core.calendar import say_day
from eyre.core.planning.replanning import changed
from eyre.inspections import permissions
from eyre.inspections.actions import finish_task, move_task, reopen_task
from eyre.inspections.exceptions import CannotPlan, TaskNotFound
from eyre.inspections.plan_forms import TaskDayForm, put_faults
from eyre.inspections.plan_rows import foreseen_move
from eyre.inspections.queries.plans import Plan, TaskOfPlan, plan_of, task_row

from .plan_inspection import fingerprint, state_of
from .work_seen import Seen, or_not_found, seen


@require_safe
@or_not_found
def task(request: HttpRequest, inspection: str, code: str) -> HttpResponse:
    """A task: when and why then, whose it is, what hangs on it."""
    one = seen(request, inspection, permissions.check_see_plan)
    return _page(request, one, plan_of(inspection, one.standing), code, TaskDayForm())


def _page(request: HttpRequest, one: Seen, found: Plan, code: str, form: TaskDayForm) -> HttpResponse:
    told = _one_of(found, code)
    one.record("plan.seen", task=code)
    may_plan = permissions.may_plan(one.standing, one.facts)
    context = {
        "inspection": found.inspection,
        "task": told,
        "state": state_of(told, localdate()),
        "hanging": [each for each in found.tasks if each.hangs_on == code],
        "may_finish": permissions.may_finish_task(one.standing, one.facts, told.owner),
        "may_move": may_plan and not told.is_done,
        "form": form,
    }
    return render(request, "site/plan_task.html", context)


def _one_of(found: Plan, code: str) -> TaskOfPlan:
    task = next((each for each in found.tasks if each.code == code), None)
    if task is None:
        raise TaskNotFound(f"The plan of {found.inspection.pk} has no task {code!r}.")
    return task


@require_POST
@or_not_found
def move(request: HttpRequest, inspection: str, code: str) -> HttpResponse:
    """Show what moves with the task, and move it once somebody has seen that; `follow` lets it follow again."""
    one = seen(request, inspection, permissions.check_plan)
    found = plan_of(inspection, one.standing)
    task_row(found.inspection, code)
    follows = bool(request.POST.get("follow"))
    form = TaskDayForm(None if follows else request.POST)
    if (follows or form.is_valid()) and (reply := _foresee(request, one, found, code, form)):
        return reply
    return _page(request, one, found, code, form)


def _foresee(
    request: HttpRequest, one: Seen, found: Plan, code: str, form: TaskDayForm
) -> HttpResponse | None:
    row = task_row(found.inspection, code)
    on: date | None = form.cleaned_data["on"] if form.is_bound else None
    try:
        changes = foreseen_move(found.inspection, row, on)
        if request.POST.get("seen") == fingerprint(changes):
            move_task(task=row, on=on, by=one.actor, at=now())
            messages.success(request, _words(row.title, on, len(changed(changes))))
            return redirect("planning:plan", one.id)
    except CannotPlan as why:
        if not form.is_bound:  # letting it follow again is refused above no form
            messages.info(request, str(why))
            return redirect("planning:task", one.id, code)
        put_faults(form, why.faults)
        return None
    one.record("plan.seen", task=code)
    context = {
        "inspection": found.inspection,
        "task": _one_of(found, code),
        "on": on,
        "lines": [line for line in changes if line.is_change],
        "staying": [line for line in changes if line.stays and line.task.code != code],
        "seen": fingerprint(changes),
        "is_stale": bool(request.POST.get("seen")),
    }
    return render(request, "site/plan_task_preview.html", context)


def _words(title: str, on: date | None, moved: int) -> str:
    others = moved - 1
    more = f" {others} other{'s' if others != 1 else ''} moved with it." if others > 0 else ""
    return (
        f"“{title}” is now due on {say_day(on)}.{more}" if on else f"“{title}” follows the dates again.{more}"
    )


@require_POST
@or_not_found
def finish(request: HttpRequest, inspection: str, code: str) -> HttpResponse:
    """Mark a task as done."""
    one = seen(request, inspection, permissions.check_see_plan)
    row = task_row(plan_of(inspection, one.standing).inspection, code)
    role = permissions.check_finish_task(one.standing, one.facts, row.owner)
    finish_task(task=row, by=one.standing.actor(role), at=now())
    messages.success(request, f"Done: {row.title}.")
    return redirect("planning:plan", inspection)


@require_POST
@or_not_found
def reopen(request: HttpRequest, inspection: str, code: str) -> HttpResponse:
    """Take back that a task is done."""
    one = seen(request, inspection, permissions.check_see_plan)
    row = task_row(plan_of(inspection, one.standing).inspection, code)
    role = permissions.check_finish_task(one.standing, one.facts, row.owner)
    reopen_task(task=row, by=one.standing.actor(role), at=now())
    messages.success(request, f"Not done yet: {row.title}.")
    return redirect("planning:task", inspection, code)
