"""What a panel reads, the minutes of what it decided, and the record that was sealed."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from eyre.core.ratings import CannotRate
from eyre.inspections.queries import inspection as one_inspection
from eyre.platform.audit import Operation
from eyre.ratings.actions.panels import prepare_papers
from eyre.ratings.actions.robustness import keep_robustness
from eyre.ratings.exceptions import CannotHold, NotFrozenYet
from eyre.ratings.permissions.panels import check_hold_panel, check_read_panel, may_hold_panel
from eyre.ratings.queries import panels as queries
from eyre.ratings.queries.papers import changed_since, papers_of, read
from eyre.ratings.sealed import content_of_record
from eyre.site.queries.panel_record import record_page

from .work_seen import or_not_found, seen


@require_POST
@or_not_found
def prepare(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Prepare the papers as things stand, with how secure the ratings are."""
    one = seen(request, inspection, check_hold_panel)
    held = queries.panel_of(inspection, number)
    latest = next(iter(papers_of(held)), None)
    try:
        with transaction.atomic():
            keep_robustness(inspection=held.inspection, by=one.actor, at=now())
            made = prepare_papers(panel=held, by=one.actor, at=now())
    except (CannotHold, NotFrozenYet, CannotRate) as why:
        messages.info(request, str(why))
        return redirect("panels:panel", inspection, number)
    if latest is not None and latest.version == made.version:
        messages.info(request, "Nothing has changed since the papers were prepared.")
    else:
        messages.success(request, f"The papers are prepared, version {made.version}.")
    return redirect("panels:panel", inspection, number)


@require_safe
@or_not_found
def papers(request: HttpRequest, inspection: str, number: int, version: int) -> HttpResponse:
    """One version of the papers, as it was sealed; and loudly what has changed since."""
    one = seen(request, inspection, check_read_panel)
    found = one_inspection(inspection, one.standing)
    held = queries.panel_of(inspection, number)
    versions = papers_of(held)
    shown = next((each for each in versions if each.version == version), None)
    if shown is None:
        raise Http404("There are no papers of this version.")
    one.record("papers.seen", number=number, version=version)
    is_over = held.signed_at is not None or held.cancelled_at is not None
    content = read(shown)
    context = {
        "inspection": found,
        "panel": held,
        "papers": shown,
        "latest": versions[0],
        "content": content,
        "changed": () if is_over or shown != versions[0] else changed_since(shown, held.inspection),
    }
    return render(request, "site/panel_papers.html", context)


@require_safe
@or_not_found
def minutes(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """The minutes with every decision, as a page to print."""
    one = seen(request, inspection, check_read_panel)
    found = one_inspection(inspection, one.standing)
    held = queries.panel_of(inspection, number)
    made = queries.record_of(held)
    one.record("minutes.seen", number=number)
    context = {
        "inspection": found,
        "panel": held,
        "sittings": queries.sittings(held),
        "may_see_interests": may_hold_panel(one.standing, one.facts),
        "signatures": queries.signatures(held),
        "page": record_page(content_of_record(made)) if made else None,
        "record": made,
    }
    return render(request, "site/panel_minutes.html", context)


@require_safe
@or_not_found
def record(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """The record that was sealed with the second signature, byte for byte, as a file.

    For those who hold the panel: the interests that members declared stand in it, in their words.
    """
    one = seen(request, inspection, check_hold_panel)
    made = queries.record_of(queries.panel_of(inspection, number))
    if made is None:
        raise Http404("Nothing is sealed yet.")
    one.record("record.taken", Operation.DISCLOSURE, number=number)
    headers = {"Content-Disposition": f'attachment; filename="{inspection}-ratings-{number}.json"'}
    return HttpResponse(made.content, content_type="application/json", headers=headers)
