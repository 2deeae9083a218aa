"""What the scripts of a case form ask for: the form itself, and what others wrote meanwhile."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from eyre.cases.exceptions import FormNotFound
from eyre.cases.forms import load_form
from eyre.cases.queries.assessments import news
from eyre.core.assessment import form_data
from eyre.inspections.permissions import check_see_cases

from .case_form import opened
from .work_seen import or_not_found, seen


@require_safe
@or_not_found
@cache_control(private=True, max_age=3600)
def form(request: HttpRequest, inspection: str, form: str) -> HttpResponse:
    """A form as data. It holds nothing about any case, so nobody is written down for reading it."""
    seen(request, inspection, check_see_cases)
    try:
        found = load_form(form)
    except FormNotFound:
        return JsonResponse({"problem": "There is no such form."}, status=404)
    return JsonResponse(form_data(found) | {"digest": found.digest})


@require_safe
@or_not_found
def state(request: HttpRequest, inspection: str, number: UUID) -> HttpResponse:
    """What somebody else wrote into an assessment since a number of the journal, and what is disputed in it."""
    it = opened(request, inspection, number)
    since = request.GET.get("since", "")
    told = news(
        it.case.assessment, it.one.standing, int(since) if since.isdecimal() and len(since) < 18 else 0
    )
    if told.states:
        it.one.record("assessment.followed", assessment=str(number), answers=len(told.states))
    states = {
        key: {
            "value": one.value,
            "heads": one.heads,
            "rivals": [
                {"operation": r.operation, "value": r.value, "who": r.who, "at": r.at} for r in one.rivals
            ],
        }
        for key, one in told.states.items()
    }
    return JsonResponse(
        {"number": told.number, "mayWrite": not it.why_not, "whyNot": it.why_not, "states": states}
    )
