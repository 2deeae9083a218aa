"""A plan on paper, as a table, and for a calendar program."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_safe

from eyre.inspections import permissions
from eyre.inspections.calendars import MEDIA_TYPE, as_calendar
from eyre.inspections.queries import inspection as one_inspection
from eyre.inspections.queries.dated import plan_entries
from eyre.platform.audit import Operation
from eyre.platform.downloads import csv_response
from eyre.platform.items import Fact
from eyre.site.queries.papers import PaperTask, paper_of

from .work_seen import Seen, or_not_found, seen

COLUMNS = ("code", "task", "due", "kind", "owner", "people", "moved by hand", "done")


@require_safe
@or_not_found
def paper(request: HttpRequest, inspection: str) -> HttpResponse:
    """Everything that is to be done, by when and by whom, on sheets of A4."""
    one = seen(request, inspection, permissions.check_see_plan)
    found = one_inspection(inspection, one.standing)
    one.record("plan.printed")
    context = {
        "inspection": found,
        "plan": paper_of(found, permissions.may_form_team(one.standing, one.facts)),
        "facts": [
            Fact("Provider", found.provider.name),
            Fact("Framework", found.edition.title),
            Fact("Programme", found.programme.title),
            Fact("Fieldwork", str(found.fieldwork_on) or "Not planned yet"),
        ],
        "at": now(),
    }
    return render(request, "site/plan_paper.html", context)


@require_safe
@or_not_found
def table(request: HttpRequest, inspection: str) -> HttpResponse:
    """Every task as a row, for a spreadsheet."""
    one = seen(request, inspection, permissions.check_see_plan)
    plan = paper_of(one_inspection(inspection, one.standing), may_reach=False)
    _taken(one, len(plan.tasks))
    rows = [_row(task) for task in plan.tasks]
    return csv_response(f"plan-{inspection}.csv", COLUMNS, rows, bom=True)


def _row(task: PaperTask) -> tuple[object, ...]:
    return (
        task.code,
        task.title,
        task.on.isoformat(),
        "event" if task.is_event else "deadline",
        task.role,
        ", ".join(task.names),
        "yes" if task.is_moved else "no",
        localtime(task.done_at).date().isoformat() if task.done_at else "",
    )


@require_safe
@or_not_found
def calendar(request: HttpRequest, inspection: str) -> HttpResponse:
    """The plan as it is now, for a calendar program that is given a file."""
    one = seen(request, inspection, permissions.check_see_plan)
    found = one_inspection(inspection, one.standing)
    entries = plan_entries(found)
    _taken(one, len(entries))
    content = as_calendar(f"Eyre: {found.name_as_printed}", entries, now())
    reply = HttpResponse(content, content_type=MEDIA_TYPE)
    reply.headers["Content-Disposition"] = f'attachment; filename="plan-{inspection}.ics"'
    return reply


def _taken(one: Seen, tasks: int) -> None:
    one.record("plan.taken", Operation.DISCLOSURE, tasks=tasks)
