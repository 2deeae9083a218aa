"""The timetable of interviews: by day, by inspector, by practitioner; as it would be planned; and one moved by hand."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.cases.actions import cancel_interview, hold_interview, move_interview, plan_interviews
from eyre.cases.allocation_forms import MoveForm, PatternForm, ReasonForm
from eyre.cases.exceptions import CannotPlan, PlanChanged
from eyre.cases.permissions.allocation import (
    check_allocate,
    check_examine,
    check_see_allocation,
    may_allocate,
)
from eyre.cases.queries import interviews as queries
from eyre.cases.queries.inspectors import pattern_of
from eyre.core.planning import Pattern
from eyre.inspections.permissions import InspectionFacts
from eyre.inspections.queries import inspection as one_inspection
from eyre.people.exceptions import NotAllowed
from eyre.people.standing import Standing
from eyre.platform.audit import Operation
from eyre.platform.downloads import csv_response
from eyre.platform.filters import Choice, ChoiceFilter, Filters
from eyre.platform.items import Download
from eyre.site.queries import allocation as lines
from eyre.site.queries.allocation import OneInterview

from .work_seen import Seen, or_not_found, refused_beside, seen

BY = (Choice("inspector", "Inspector"), Choice("practitioner", "Practitioner"))
COLUMNS = ["day", "time", "minutes", "inspector", "case", "practitioner", "place", "state", "why"]


@require_safe
@or_not_found
def timetable(request: HttpRequest, inspection: str) -> HttpResponse:
    """When is whom interviewed, day by day, or by inspector or practitioner."""
    one = seen(request, inspection, check_see_allocation)
    found = one_inspection(inspection, one.standing)
    rows = lines.interview_lines(queries.interviews_of(found))
    filters = Filters((ChoiceFilter("by", "Arranged by", BY, every="Day"),), request.GET)
    one.record("interviews.seen", interviews=len(rows))
    by = filters.value("by")
    context = {
        "inspection": found,
        "filters": filters,
        "days": [] if by else lines.by_day(rows),
        "groups": lines.by_name(rows, by) if by else [],
        "without": [row for row in rows if not row.day],
        "any": bool(rows),
        "may_allocate": may_allocate(one.standing, one.facts),
        "me": one.standing.name,
        "files": [Download("The timetable", f"/desk/{inspection}/interviews.csv", "CSV", note=NOTE)],
    }
    return render(request, "site/interviews.html", context)


NOTE = "With pseudonyms, for a calendar or a spreadsheet. Taking it away is written down."


@require_safe
@or_not_found
def file(request: HttpRequest, inspection: str) -> HttpResponse:
    """The timetable as a file: pseudonyms only."""
    one = seen(request, inspection, check_see_allocation)
    found = one_inspection(inspection, one.standing)
    rows = lines.interview_lines(queries.interviews_of(found))
    one.record("interviews.taken", Operation.DISCLOSURE, interviews=len(rows))
    cells = [
        (
            row.day.isoformat() if row.day else "",
            row.clock,
            row.minutes,
            row.inspector,
            row.case,
            row.practitioner,
            row.place,
            row.state,
            row.why,
        )
        for row in rows
    ]
    return csv_response(f"{inspection}-interviews.csv", COLUMNS, cells)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def planning(request: HttpRequest, inspection: str) -> HttpResponse:
    """How the interviews would be planned by a pattern of days, and planning them."""
    one = seen(request, inspection, check_allocate)
    found = one_inspection(inspection, one.standing)
    given = request.POST if request.method == "POST" else request.GET
    usual = pattern_of(found)
    form = PatternForm(given if "starts" in given else None, initial=PatternForm.initial_of(usual))
    is_said = form.is_bound and form.is_valid()
    pattern = form.pattern() if is_said else usual
    anew = bool(is_said and form.cleaned_data["anew"])
    if request.method == "POST" and is_said and _plan(request, one, pattern, anew=anew):
        return redirect("work:interviews", inspection)
    plan = queries.plan_of_interviews(found, pattern, today=localdate(), anew=anew)
    one.record("interviews.proposed", interviews=len(plan.timetable.placed))
    context = {
        "inspection": found,
        "form": form,
        "plan": plan,
        "said": _hidden(pattern, anew=anew),
        "days": lines.planned_days(plan),
        "from_file": list(plan.timetable.from_file.items()),
        "unplaced": list(plan.timetable.unplaced.items()),
    }
    return render(request, "site/interviews_plan.html", context)


def _hidden(pattern: Pattern, *, anew: bool) -> list[tuple[str, object]]:
    """The pattern as hidden fields, so that what was looked at is what is planned."""
    return [*PatternForm.initial_of(pattern).items(), *([("anew", "on")] if anew else [])]


def _plan(request: HttpRequest, one: Seen, pattern: Pattern, *, anew: bool) -> bool:
    found = one_inspection(one.id, one.standing)
    digest = request.POST.get("digest", "")
    try:
        done = plan_interviews(
            inspection=found, pattern=pattern, digest=digest, anew=anew, by=one.actor, at=now()
        )
    except PlanChanged as why:
        messages.info(request, str(why))
        return False
    messages.success(request, f"{len(done.timetable.placed)} interviews have a time.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def interview(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Move one interview, or say that it was held or called off."""

    def check(standing: Standing, facts: InspectionFacts) -> str:
        if may_allocate(standing, facts):
            return check_allocate(standing, facts)
        role = check_examine(standing, facts)
        if str(lines.one_interview(facts.id, standing, number).row.inspector_id) != standing.person:
            raise NotAllowed("Only its inspector, or whoever shares out the cases, changes an interview.")
        return role

    one = seen(request, inspection, check)
    asked = lines.one_interview(inspection, one.standing, number)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    move = MoveForm(request.POST if step == "move" else None, initial=asked.initial)
    off = ReasonForm(request.POST if step == "cancel" else None)
    sent: forms.Form = off if step == "cancel" else move
    if step in STEPS and _change(request, one, asked, step, move, off):
        return redirect("work:interviews", inspection)
    one.record("interview.seen", interview=number)
    context = {
        "inspection": asked.row.inspection,
        "line": asked.line,
        "state": asked.row.state,
        "has_come": asked.has_come(now()),
        "move": move,
        "off": off,
        "sent": sent,
    }
    return render(request, "site/interview.html", context)


STEPS = ("move", "cancel", "hold")


def _change(
    request: HttpRequest, one: Seen, asked: OneInterview, step: str, move: MoveForm, off: ReasonForm
) -> bool:
    """Do what was asked; whether it is done."""
    row = asked.row
    sent: forms.Form = off if step == "cancel" else move
    if step != "hold" and not sent.is_valid():
        return False
    try:
        if step == "hold":
            hold_interview(interview=row, by=one.actor, at=now())
        elif step == "cancel":
            cancel_interview(interview=row, reason=off.cleaned_data["reason"], by=one.actor, at=now())
        else:
            told = move.cleaned_data
            move_interview(
                interview=row,
                starts=move.starts(),
                place=told["place"],
                despite=told["despite"],
                by=one.actor,
                at=now(),
            )
    except CannotPlan as why:
        if step == "hold":
            messages.info(request, str(why))
            return True
        refused_beside(sent, str(why), why.field)
        return False
    messages.success(request, f"The interview about {row.case.pseudonym} is changed.")
    return True
