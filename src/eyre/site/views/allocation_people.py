"""What the inspectors of an inspection know, when they have time, and whom of it they know."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eyre.cases.actions import declare_acquaintance, end_acquaintance, say_specialisms, say_time
from eyre.cases.allocation_forms import KnowsForm, SpecialismsForm, TimeForm
from eyre.cases.exceptions import CannotSay, ExaminerNotFound
from eyre.cases.permissions.allocation import check_allocate, check_examine
from eyre.cases.queries.inspectors import (
    Examiner,
    acquaintance,
    acquaintances,
    examiners_with_time,
    fieldwork_days,
    knowable,
)
from eyre.inspections.queries import inspection as one_inspection
from eyre.site.queries import work
from eyre.site.queries.allocation import hours

from .work_seen import Seen, or_not_found, refused_beside, seen


@require_safe
@or_not_found
def inspectors(request: HttpRequest, inspection: str) -> HttpResponse:
    """Everybody who can have cases: what they know, their time, and what they declared."""
    one = seen(request, inspection, check_allocate)
    found = one_inspection(inspection, one.standing)
    people = examiners_with_time(found)
    one.record("inspectors.seen", people=len(people))
    context = {
        "inspection": found,
        "people": [(each, ", ".join(each.specials), hours(each.minutes)) for each in people],
        "declared": list(acquaintances(found)),
        "fieldwork": fieldwork_days(found),
        "is_to_the_day": found.fieldwork_on.is_to_the_day,
    }
    return render(request, "site/inspectors.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def inspector(request: HttpRequest, inspection: str, person: UUID) -> HttpResponse:
    """Say what somebody knows, or when they have time."""
    one = seen(request, inspection, check_allocate)
    found = one_inspection(inspection, one.standing)
    each = next((each for each in examiners_with_time(found) if each.person.pk == person), None)
    if each is None:
        raise ExaminerNotFound(f"Nobody of the id {person} examines cases on {inspection}.")
    days = sorted({*fieldwork_days(found), *each.days})
    posted = request.POST if request.method == "POST" else None
    is_time = posted is not None and posted.get("step") == "time"
    about_time = TimeForm(posted if is_time else None, days=days, initial=_time_of(each))
    about_skill = SpecialismsForm(None if is_time else posted, initial={"specials": list(each.knows)})
    sent = about_time if is_time else about_skill
    if posted is not None and sent.is_valid() and _say(request, one, each, sent):
        return redirect("work:inspectors", inspection)
    one.record("inspectors.seen", people=1)
    context = {
        "inspection": found,
        "each": each,
        "about_time": about_time,
        "about_skill": about_skill,
        "sent": sent,
    }
    return render(request, "site/inspector.html", context)


def _time_of(each: Examiner) -> dict[str, object]:
    return {"days": [day.isoformat() for day in each.days], "minutes_a_day": each.minutes_a_day}


def _say(request: HttpRequest, one: Seen, each: Examiner, form: TimeForm | SpecialismsForm) -> bool:
    try:
        if isinstance(form, TimeForm):
            say_time(
                inspection=one_inspection(one.id, one.standing),
                person=each.person,
                days=form.chosen(),
                minutes_a_day=form.cleaned_data["minutes_a_day"],
                by=one.actor,
                at=now(),
            )
        else:
            specials = form.cleaned_data["specials"]
            say_specialisms(person=each.person, specials=specials, by=one.actor, at=now())
    except CannotSay as why:
        refused_beside(form, str(why), why.field)
        return False
    messages.success(request, f"What is said of {each.person.name} is kept.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def knows(request: HttpRequest, inspection: str) -> HttpResponse:
    """Say which offices, practitioners and people of this inspection one knows; such cases go to others."""
    one = seen(request, inspection, check_examine)
    found = one_inspection(inspection, one.standing)
    me = UUID(one.standing.person)
    form = KnowsForm(request.POST if request.method == "POST" else None, offered=knowable(found))
    if form.is_bound and form.is_valid() and _know(request, one, form):
        return redirect("work:knows", inspection)
    mine = list(acquaintances(found, me))
    one.record("acquaintances.seen", declared=len(mine))
    return render(request, "site/knows.html", {"inspection": found, "form": form, "mine": mine})


def _know(request: HttpRequest, one: Seen, form: KnowsForm) -> bool:
    kind, code = form.kind_and_code()
    found = one_inspection(one.id, one.standing)
    me = work.person(one.standing.person)
    try:
        back = declare_acquaintance(inspection=found, person=me, kind=kind, code=code, by=one.actor, at=now())
    except CannotSay as why:
        refused_beside(form, str(why), "what")
        return False
    given = f" You gave back: {', '.join(back)}." if back else ""
    messages.success(request, f"It is declared: such cases go to others.{given}")
    return True


@require_POST
@or_not_found
def end_knows(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """End what somebody else declared."""
    one = seen(request, inspection, check_allocate)
    found = one_inspection(inspection, one.standing)
    try:
        end_acquaintance(acquaintance=acquaintance(found, number), by=one.actor, at=now())
    except CannotSay as why:
        messages.info(request, str(why))
    else:
        messages.success(request, "What was declared has ended.")
    return redirect("work:inspectors", inspection)
