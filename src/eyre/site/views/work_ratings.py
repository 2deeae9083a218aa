"""The ratings of an inspection before they are published, and how each is reached."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eyre.inspections.permissions import check_see_draft_ratings, may_see_cases
from eyre.site.queries.standards import standard_page
from eyre.site.queries.work_ratings import as_draft, draft_of

from .work_seen import or_not_found, published, seen


@require_safe
@or_not_found
def ratings(request: HttpRequest, inspection: str) -> HttpResponse:
    """The ratings as they stand."""
    one = seen(request, inspection, check_see_draft_ratings)
    if one.facts.is_public:
        return published(inspection)
    draft = draft_of(inspection, one.standing)
    one.record("ratings.seen")
    context = {"draft": draft, "may_see_cases": may_see_cases(one.standing, one.facts)}
    return render(request, "site/work_ratings.html", context)


@require_safe
@or_not_found
def standard(request: HttpRequest, inspection: str, ref: str) -> HttpResponse:
    """One standard: its key questions, and each step to the band. Single cases are on pages of their own."""
    one = seen(request, inspection, check_see_draft_ratings)
    if one.facts.is_public:
        return published(inspection)
    page = standard_page(inspection, ref, one.standing)
    one.record("ratings.seen", standard=page.standard.ref)
    context = {
        "page": page,
        "may_see_cases": may_see_cases(one.standing, one.facts),
        "given": as_draft(page.published),
    }
    return render(request, "site/work_standard.html", context)
