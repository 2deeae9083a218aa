"""What happened: the page on which a provider reads, after publication, how each of its ratings came about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from eyre.core.planning import Stage
from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.permissions import may_see_team
from eyre.inspections.queries import facts_of
from eyre.people.signed_in import standing_of
from eyre.ratings.permissions.panels import check_see_what_happened
from eyre.ratings.queries.panels import latest_signed, record_of
from eyre.ratings.sealed import content_of_record
from eyre.site.queries.panel_record import record_page

from .work_seen import Seen, or_not_found

OUT = (Stage.PUBLISHED, Stage.FOLLOW_UP, Stage.CLOSED)


@require_safe
@or_not_found
def page(request: HttpRequest, inspection: str) -> HttpResponse:
    """The rule, the numbers and the panel’s reasons, from the sealed record. Before publication there is no such page."""
    standing = standing_of(request)
    facts = facts_of(inspection, standing)
    signed = latest_signed(inspection)
    is_out = facts.is_public or (signed is not None and signed.inspection.stage in OUT)
    made = record_of(signed) if signed else None
    check = partial(check_see_what_happened, is_out=is_out and made is not None)
    one = Seen(standing, facts, check(standing, facts))
    if made is None:
        raise InspectionNotFound(f"There is nothing of {inspection!r} to tell.")
    one.record("ratings.explained")
    return render(request, "site/what_happened.html", {"page": record_page(content_of_record(made))})


def happened_parts(one: Seen, stage: str) -> Iterator[tuple[str, str, str]]:
    """The page on an inspection that is out, for its provider’s people and the team; where ratings were signed."""
    is_out = one.facts.is_public or stage in OUT
    if is_out and may_see_team(one.standing, one.facts) and latest_signed(one.id):
        says = "The rule, the numbers, and what the panel decided and why"
        yield "What happened", reverse("panels:what-happened", args=[one.id]), says
