"""The plan of an inspection, and setting the dates on which it hangs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.core.planning.replanning import Change, changed
from eyre.inspections import permissions
from eyre.inspections.actions import set_dates
from eyre.inspections.exceptions import CannotPlan
from eyre.inspections.plan_dates import check_dates, dates_of, is_announced
from eyre.inspections.plan_forms import DatesForm, put_faults
from eyre.inspections.plan_rows import foreseen
from eyre.inspections.queries.plans import Plan, TaskOfPlan, plan_of
from eyre.inspections.timeline_files import timeline_for

from .work_seen import Seen, or_not_found, seen


@require_safe
@or_not_found
def plan(request: HttpRequest, inspection: str) -> HttpResponse:
    """Every task of an inspection with its day, whose it is, and whether it is done."""
    one = seen(request, inspection, permissions.check_see_plan)
    found, today = plan_of(inspection, one.standing), localdate()
    one.record("plan.seen")
    context = {
        "inspection": found.inspection,
        "plan": found,
        "lines": [(task, state_of(task, today)) for task in found.tasks],
        "overdue": sum(task.is_overdue(today) for task in found.tasks),
        "may_plan": permissions.may_plan(one.standing, one.facts),
        "timeline": timeline_for(found.inspection.edition_id),
    }
    return render(request, "site/plan.html", context)


def state_of(task: TaskOfPlan, today: date) -> tuple[str, str]:
    """How it stands, in words and as the colour of a tag; nothing where it is simply to come."""
    if task.is_done:
        return "Done", "green"
    if task.is_overdue(today):
        return "Overdue", "red"
    return ("Due", "yellow") if task.is_due_soon(today) else ("", "")


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def dates(request: HttpRequest, inspection: str) -> HttpResponse:
    """Ask for the dates, show what moves, and move it once somebody has seen that."""
    one = seen(request, inspection, permissions.check_plan)
    found = plan_of(inspection, one.standing)
    form = _dates_form(request, found)
    if form.is_bound and form.is_valid() and (reply := _foresee(request, one, found, form)):
        return reply
    one.record("plan.seen")
    return render(
        request, "site/plan_dates.html", {"inspection": found.inspection, "form": form, "plan": found}
    )


def _dates_form(request: HttpRequest, found: Plan) -> DatesForm:
    held = found.inspection
    fixed = held.announced_on if is_announced(held) else None
    if request.method == "POST":
        return DatesForm(request.POST, announced=fixed)
    told = dates_of(held)
    initial = {"announced": held.announced_on}
    if told is not None:
        initial |= {"first": told.first, "last": told.last}
    return DatesForm(initial=initial, announced=fixed)


def _foresee(request: HttpRequest, one: Seen, found: Plan, form: DatesForm) -> HttpResponse | None:
    """The preview, or where it was seen and confirmed the plan; None where the dates cannot be."""
    chosen = form.dates()
    try:
        check_dates(found.inspection, chosen)
        changes = foreseen(found.inspection, chosen)
        if request.POST.get("seen") == fingerprint(changes):
            moved = len(changed(set_dates(inspection=found.inspection, dates=chosen, by=one.actor, at=now())))
            messages.success(request, _moved_words(moved))
            return redirect("planning:plan", one.id)
    except CannotPlan as why:
        put_faults(form, why.faults)
        return None
    one.record("plan.seen")
    context = {
        "inspection": found.inspection,
        "form": form,
        "dates": chosen,
        "lines": [line for line in changes if line.is_change],
        "staying": [line for line in changes if line.stays],
        "unmoved": sum(not line.is_change and not line.stays for line in changes),
        "seen": fingerprint(changes),
        "is_stale": bool(request.POST.get("seen")),
    }
    return render(request, "site/plan_preview.html", context)


def _moved_words(moved: int) -> str:
    if not moved:
        return "The dates are set. No day of a task changed."
    return f"The dates are set. {moved} {'day of a task' if moved == 1 else 'days of tasks'} moved."


def fingerprint(changes: Sequence[Change]) -> str:
    """What was shown, in few letters: a plan that changed meanwhile is shown anew before it is moved."""
    told = "\n".join(f"{one.task.code} {one.was} {one.on}" for one in changes)
    return sha256(told.encode()).hexdigest()[:16]
