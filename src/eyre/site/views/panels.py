"""The ratings panel of an inspection: which panels there are, calling one, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.core.ratings import CannotRate, OverallRating
from eyre.inspections.queries import inspection as one_inspection
from eyre.people.standing import Standing
from eyre.platform.lines import Task
from eyre.ratings.actions.panels import call_panel, cancel_panel, change_panel
from eyre.ratings.exceptions import CannotHold, NotFrozenYet
from eyre.ratings.holding import why_not_signable
from eyre.ratings.permissions.panels import check_hold_panel, check_read_panel, may_hold_panel, may_read_panel
from eyre.ratings.queries import panels as queries
from eyre.ratings.queries.panels import Decided, Panel
from eyre.ratings.queries.papers import changed_since, papers_of
from eyre.ratings.queries.proposals import Proposal, proposal_of
from eyre.ratings.sealed import content_of_record
from eyre.ratings.words_of import outcome_of, say_word, word_of
from eyre.site.panel_forms import CallForm, CancelForm, put_faults
from eyre.site.queries.marks import outcome_mark
from eyre.site.queries.panel_record import record_page

from .work_seen import Seen, or_not_found, seen

CALLABLE = ("judgement", "panel")


def proposed(panel: Panel) -> Proposal | None:
    """What is proposed for the inspection of a panel now; None where there is nothing to rate."""
    try:
        return proposal_of(panel.inspection)
    except (NotFrozenYet, CannotRate):
        return None


@require_safe
@or_not_found
def home(request: HttpRequest, inspection: str) -> HttpResponse:
    """The panels of an inspection, and what can be done next."""
    one = seen(request, inspection, check_read_panel)
    found = one_inspection(inspection, one.standing)
    held = queries.open_panel(inspection)
    one.record("panels.seen")
    context = {
        "inspection": found,
        "panels": list(queries.panels_of(inspection)),
        "open": held,
        "signed": queries.latest_signed(inspection),
        "may_call": may_hold_panel(one.standing, one.facts) and found.stage in CALLABLE and held is None,
        "is_callable": found.stage in CALLABLE,
    }
    return render(request, "site/panel_home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def call(request: HttpRequest, inspection: str) -> HttpResponse:
    """Call a panel: the day, the place, and who sits on it."""
    one = seen(request, inspection, check_hold_panel)
    found = one_inspection(inspection, one.standing)
    corrected = queries.latest_signed(inspection)
    form = CallForm(
        request.POST if request.method == "POST" else None,
        candidates=queries.candidates(found),
        roles=queries.role_names(found),
        corrects=corrected is not None,
    )
    if form.is_bound and form.is_valid():
        told = {"place": form.cleaned_data["place"], "because": form.cleaned_data.get("because", "")}
        try:
            made = call_panel(
                inspection=found, held_on=_day(form), seats=form.seats(), by=one.actor, at=now(), **told
            )
        except CannotHold as why:
            put_faults(form, why.faults, "seat_")
        else:
            messages.success(request, "The panel is called.")
            return redirect("panels:panel", inspection, made.number)
    one.record("panels.seen")
    return render(
        request, "site/panel_call.html", {"inspection": found, "form": form, "corrected": corrected}
    )


def _day(form: CallForm) -> date:
    day: date = form.cleaned_data["held_on"]
    return day


@dataclass(frozen=True, slots=True)
class Line:
    """One standard on the page of a panel."""

    row: Decided
    proposed: object
    final: object | None
    by: str


@require_safe
@or_not_found
def panel(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Where a panel stands: its papers, who came, what it decided, who signed."""
    one = seen(request, inspection, check_read_panel)
    found = one_inspection(inspection, one.standing)
    held = queries.panel_of(inspection, number)
    made = queries.record_of(held)
    # What was signed is read from its record and never counted again: what is proposed now may be something else
    proposal = None if made else proposed(held)
    is_open = held.signed_at is None and held.cancelled_at is None
    rows = queries.decided(held, proposal) if proposal else ()
    overall = queries.overall_of(proposal, rows) if proposal else None
    papers = papers_of(held)
    one.record("panel.seen", number=number)
    sittings = queries.sittings(held)
    context = {
        "inspection": found,
        "panel": held,
        "is_open": is_open,
        "may_hold": is_open and may_hold_panel(one.standing, one.facts),
        "sittings": sittings,
        "may_see_interests": may_hold_panel(one.standing, one.facts),
        "papers": papers,
        "changed": changed_since(papers[0], held.inspection) if papers and is_open else (),
        "lines": [_line(proposal, row) for row in rows] if proposal else [],
        "overall": _overall(proposal, overall) if proposal and overall else None,
        "whole": queries.decisions_of(held).get("overall"),
        "panel_decides": bool(overall and queries.is_for_the_panel(overall)),
        "signatures": queries.signatures(held),
        "left": why_not_signable(held, proposal) if is_open and proposal else (),
        "has_met": any(each.attended for each in sittings),
        "at_panel": found.stage == "panel",
        "undecided": sum(row.decision is None or row.is_stale for row in rows),
        "record": made,
        "sealed": record_page(content_of_record(made)) if made else None,
    }
    return render(request, "site/panel.html", context)


def _line(proposal: Proposal, row: Decided) -> Line:
    edition = proposal.edition
    decision = row.decision
    final = outcome_mark(edition, outcome_of(decision.final, decision.reasoning)) if decision else None
    was = outcome_of(decision.proposed) if decision else row.proposed.outcome
    return Line(row, outcome_mark(edition, was), final, decision.decided_by.name if decision else "")


def _overall(proposal: Proposal, overall: OverallRating) -> dict[str, object]:
    now_said = outcome_mark(proposal.edition, overall.outcome)
    before = proposal.rating.overall
    return {
        "mark": now_said,
        "score": str(overall.score) if overall.score else "",
        "steps": [step.text for step in overall.steps],
        "proposed": say_word(proposal.edition, word_of(before.outcome)),
        "proposed_score": str(before.score) if before.score else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def change(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Move a panel to another day, or change who sits on it."""
    one = seen(request, inspection, check_hold_panel)
    found = one_inspection(inspection, one.standing)
    held = queries.panel_of(inspection, number)
    seats = {f"seat_{each.candidate.person}": each.seat.value for each in queries.sittings(held)}
    form = CallForm(
        request.POST if request.method == "POST" else None,
        candidates=queries.candidates(found),
        roles=queries.role_names(found),
        initial={"held_on": held.held_on, "place": held.place} | seats,
    )
    if form.is_bound and form.is_valid():
        told = {"held_on": _day(form), "place": form.cleaned_data["place"], "seats": form.seats()}
        try:
            change_panel(panel=held, **told, by=one.actor, at=now())
        except CannotHold as why:
            put_faults(form, why.faults, "seat_")
        else:
            messages.success(request, "The panel is changed.")
            return redirect("panels:panel", inspection, number)
    one.record("panel.seen", number=number)
    context = {"inspection": found, "panel": held, "form": form}
    return render(request, "site/panel_call.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def cancel(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Cancel a panel that is not signed."""
    one = seen(request, inspection, check_hold_panel)
    found = one_inspection(inspection, one.standing)
    held = queries.panel_of(inspection, number)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            cancel_panel(panel=held, by=one.actor, at=now())
        except CannotHold as why:
            put_faults(form, why.faults)
        else:
            messages.success(request, "The panel is cancelled.")
            return redirect("panels:home", inspection)
    one.record("panel.seen", number=number)
    return render(request, "site/panel_cancel.html", {"inspection": found, "panel": held, "form": form})


# Where panels are linked from


def panel_parts(one: Seen) -> Iterator[tuple[str, str, str]]:
    """The page below an inspection that is for them: the words, the address, and what stands there."""
    if not may_read_panel(one.standing, one.facts):
        return
    holds = may_hold_panel(one.standing, one.facts)
    says = "Call it, its papers, decide, sign" if holds else "Its papers, its decisions, its minutes"
    yield "Ratings panel", reverse("panels:home", args=[one.id]), says


def panel_tasks(standing: Standing) -> Iterator[Task]:
    """What waits of panels for somebody: the ones to come, and what waits for their signature."""
    for waiting in queries.waiting_for(standing):
        href = reverse("panels:panel", args=[waiting.inspection, waiting.number])
        if waiting.is_to_sign:
            yield Task(f"{waiting.name}: sign what the panel decided", "To sign", href, colour="yellow")
        else:
            on = date_format(waiting.held_on, "j F Y")
            yield Task(f"{waiting.name}: ratings panel", f"On {on}", href, f"You sit on it: {waiting.seat}")
