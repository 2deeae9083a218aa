"""Bare pages: what a page costs before it says anything, and what one costs that asks nobody who they are."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from eyre.inspections.models import Inspection, TeamMember
from eyre.inspections.permissions import check_see_draft_ratings
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import record_read
from eyre.site.queries.work_ratings import draft_of
from eyre.site.views.work_seen import seen


def bare(request: HttpRequest, rows: int) -> HttpResponse:
    """`rows` rows of five cells: the first rows of the table of inspections, over and over."""
    held = list(
        Inspection.objects.values_list("id", "name_as_printed", "kind", "published", "fieldwork")[:100]
    )
    return render(request, "bare/bare.html", {"rows": [held[i % len(held)] for i in range(rows)]})


def logged(request: HttpRequest, rows: int) -> HttpResponse:
    """The same rows for somebody signed in, and one row of the log that they were read."""
    standing = standing_of(request)
    record_read("bare.seen", by=standing.actor("inspector"), at=now(), on=("people.person", standing.person))
    return bare(request, rows)


def checked(request: HttpRequest, inspection: str) -> HttpResponse:
    """The draft ratings as Eyre shows them, but with nothing written into the log."""
    one = seen(request, inspection, check_see_draft_ratings)
    return _ratings(request, inspection, one.standing)


def unchecked(request: HttpRequest, inspection: str) -> HttpResponse:
    """The same page for anybody: no session, no roles, no question whether."""
    return _ratings(request, inspection, _somebody(inspection))


def _ratings(request: HttpRequest, inspection: str, standing: Standing) -> HttpResponse:
    context = {"draft": draft_of(inspection, standing), "may_see_cases": True}
    return render(request, "site/work_ratings.html", context)


@cache
def _somebody(inspection: str) -> Standing:
    """A member of the team, asked for once."""
    member = TeamMember.objects.filter(inspection=inspection, role="lead-inspector").get()
    return Standing(str(member.person_id), "Somebody", frozenset())
