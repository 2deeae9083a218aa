"""Opening the key of one case: asked with a purpose, shown once, kept by no browser, written down."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from eyre.cases.actions import raise_key_alarm
from eyre.cases.allocation_forms import KeyForm
from eyre.cases.exceptions import CaseNotFound, TooManyKeys
from eyre.cases.permissions.allocation import check_open_key
from eyre.cases.queries.allocations import is_with
from eyre.cases.queries.keys import PURPOSES, has_key, open_key
from eyre.inspections.permissions import InspectionFacts
from eyre.people.standing import Standing
from eyre.site.queries import work
from eyre.site.queries.allocation import OneCase, one_case

from .work_seen import Seen, or_not_found, seen


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@or_not_found
def key(request: HttpRequest, inspection: str, case: str) -> HttpResponse:
    """Ask what the key is opened for; then show it, in the answer to the form and nowhere else."""

    def check(standing: Standing, facts: InspectionFacts) -> str:
        check_open_key(standing, facts, is_theirs=True)
        listed = one_case(facts.id, standing, case).listed
        return check_open_key(standing, facts, is_theirs=is_with(UUID(standing.person), listed))

    one = seen(request, inspection, check)
    asked = one_case(inspection, one.standing, case)
    if not has_key(asked.listed, asked.inspection):
        raise CaseNotFound(f"No key is held of {case!r}.")
    form = KeyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _opened(request, one, asked, form.cleaned_data["purpose"])
    one.record("case.seen", case=asked.listed.pk)
    return render(request, "site/case_key.html", asked.facts | {"form": form})


@sensitive_variables("identity", "context")
def _opened(request: HttpRequest, one: Seen, asked: OneCase, purpose: str) -> HttpResponse:
    """The page with the name; a refusal where too many were opened, which the lead inspector hears of."""
    found, listed = asked.inspection, asked.listed
    try:
        identity = open_key(inspection=found, case=listed, purpose=purpose, by=one.actor, at=now())
    except TooManyKeys as why:
        return _refused(request, one, asked, str(why))
    context = asked.facts | {
        "identity": identity,
        "purpose": PURPOSES[purpose],
        "back": reverse("work:allocation", args=[one.id]),
    }
    return render(request, "site/case_key_open.html", context)


def _refused(request: HttpRequest, one: Seen, asked: OneCase, why: str) -> HttpResponse:
    path = reverse("work:allocation", args=[one.id])
    raise_key_alarm(
        inspection=asked.inspection,
        case=asked.listed,
        person=work.person(one.standing.person),
        path=request.build_absolute_uri(path),
        by=one.actor,
        at=now(),
    )
    return render(request, "site/keys_refused.html", {"why": why, "link": path}, status=429)
