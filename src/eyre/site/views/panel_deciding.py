"""The panel meets: who came, what is decided on each standard, and the signatures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from eyre.core.frameworks import Edition
from eyre.core.ratings import CannotRate
from eyre.core.ratings.discretion import Held
from eyre.inspections.queries import inspection as one_inspection
from eyre.ratings.actions.deciding import Came, accept_others, decide, note_meeting, sign_panel, take_back
from eyre.ratings.exceptions import CannotHold, NotFrozenYet
from eyre.ratings.holding import why_not_signable
from eyre.ratings.permissions.panels import check_hold_panel, check_sign_panel
from eyre.ratings.queries import panels as queries
from eyre.ratings.queries.panels import Decided, Panel
from eyre.ratings.queries.papers import papers_of
from eyre.ratings.queries.proposals import Proposal
from eyre.ratings.queries.robustness import robustness_of
from eyre.ratings.words_of import NOT_RATED, UNDETERMINED, say_word, word_of
from eyre.site.panel_forms import DecideForm, MeetingForm, SignForm, option, put_faults
from eyre.site.queries.marks import outcome_mark

from .panels import proposed
from .work_seen import or_not_found, seen

WHOLE = "overall"
NO_PROPOSAL = "There is nothing to decide on: the answers are not frozen."
GONE = (NotFrozenYet, CannotRate)  # the freeze may end between the look at the proposal and the writing


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def meeting(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Note who came, the interests they declared, and the minutes."""
    one = seen(request, inspection, check_hold_panel)
    held = queries.panel_of(inspection, number)
    sittings = queries.sittings(held)
    first = {"minutes": held.minutes, "revision": held.revision}
    posted = request.POST if request.method == "POST" else None
    form = MeetingForm(posted, sittings=sittings, initial=first)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        came = {each.candidate.person: _came(told, each.candidate.person) for each in sittings}
        try:
            note_meeting(
                panel=held,
                came=came,
                minutes=told["minutes"],
                revision=told["revision"],
                by=one.actor,
                at=now(),
            )
        except CannotHold as why:
            put_faults(form, why.faults, "interest_")
        else:
            messages.success(request, "The meeting is noted.")
            return redirect("panels:panel", inspection, number)
    one.record("panel.seen", number=number)
    context = {"inspection": one_inspection(inspection, one.standing), "panel": held, "form": form}
    return render(request, "site/panel_meeting.html", context)


def _came(told: dict[str, Any], person: str) -> Came:
    return Came(told[f"came_{person}"], told[f"interest_{person}"], told[f"withdrew_{person}"])


@require_POST
@or_not_found
def accept(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Accept what is proposed for all standards that are not decided yet."""
    one = seen(request, inspection, check_hold_panel)
    try:
        done = accept_others(panel=queries.panel_of(inspection, number), by=one.actor, at=now())
    except (CannotHold, *GONE) as why:
        messages.info(request, str(why))
    else:
        messages.success(request, f"Accepted as proposed: {done} standard{'s' if done > 1 else ''}.")
    return redirect("panels:panel", inspection, number)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def decide_one(request: HttpRequest, inspection: str, number: int, ref: str) -> HttpResponse:
    """Decide one standard: as proposed, or otherwise on a ground and with reasons."""
    one = seen(request, inspection, check_hold_panel)
    held = queries.panel_of(inspection, number)
    proposal = proposed(held)
    if proposal is None:
        messages.info(request, NO_PROPOSAL)
        return redirect("panels:panel", inspection, number)
    row = next((each for each in queries.decided(held, proposal) if each.ref == ref), None)
    if row is None and ref != WHOLE:
        raise Http404(f"There is no standard {ref}.")
    decision = queries.decisions_of(held).get(ref)
    grounds = row.proposed.held if row else ()
    form = DecideForm(
        request.POST if request.method == "POST" else None,
        bands=list(_bands(proposal, row)),
        grounds=list(_grounds(proposal.edition, row, grounds)),
        initial=_first(held, row, decision),
    )
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        asked = {"final": told["final"], "ground": told.get("ground", ""), "reasoning": told["reasoning"]}
        try:
            decide(panel=held, ref=ref, **asked, by=one.actor, at=now())
        except CannotHold as why:
            put_faults(form, why.faults)
        except GONE as why:
            messages.info(request, str(why))
            return redirect("panels:panel", inspection, number)
        else:
            messages.success(request, f"Decided: {say_word(proposal.edition, told['final'])}.")
            return redirect("panels:panel", inspection, number)
    one.record("panel.seen", number=number)
    latest = next(iter(papers_of(held)), None)
    context = {
        "inspection": one_inspection(inspection, one.standing),
        "panel": held,
        "row": row,
        "title": f"{ref} {row.proposed.standard.title}" if row else "Overall rating",
        "form": form,
        "mark": outcome_mark(proposal.edition, row.proposed.outcome) if row else None,
        "steps": [step.text for step in row.proposed.rating.steps] if row else [],
        "held": [(each, _ways(each)) for each in grounds],
        "has_counts": bool(row and row.proposed.rating.key_questions),
        "papers": latest,
        "kept": robustness_of(held.inspection) if row else None,
        "judged": row.proposed.judgement if row else None,
    }
    return render(request, "site/panel_decide.html", context)


def _bands(proposal: Proposal, row: Decided | None) -> Iterator[tuple[str, Any]]:
    """The bands, the best first; the proposal says that it is one."""
    now_word = word_of(row.proposed.outcome) if row else ""
    for band in proposal.edition.bands:
        yield band.id, option(band.label, "As proposed" if band.id == now_word else "")
    if row and (now_word == NOT_RATED or row.proposed.standard.may_be_not_rated):
        yield NOT_RATED, option("Not rated", "As proposed" if now_word == NOT_RATED else "")


def _grounds(edition: Edition, row: Decided | None, held: tuple[Held, ...]) -> Iterator[tuple[str, Any]]:
    """Those grounds that hold. Where the rule gives no band, none is asked for."""
    if row is None or word_of(row.proposed.outcome) == UNDETERMINED or not held:
        return
    yield "", option("None: the panel confirms what is proposed", "")
    for each in held:
        yield each.ground.code, option(each.ground.words, f"{each.because} Supports {_ways(each)}.")


def _ways(held: Held) -> str:
    return " or ".join(way.words for way in sorted(held.ways, reverse=True))


def _first(panel: Panel, row: Decided | None, decision: Any) -> dict[str, str]:
    """What the form says at first: what was decided, else what the panel that is corrected decided, else the proposal."""
    if decision is None and panel.corrects is not None:
        decision = queries.decisions_of(panel.corrects).get(row.ref if row else WHOLE)
    if decision is not None:
        return {"final": decision.final, "ground": decision.ground, "reasoning": decision.reasoning}
    return {"final": word_of(row.proposed.outcome) if row else "", "ground": ""}


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def sign(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Read everything that was decided once more, and sign it."""
    one = seen(request, inspection, check_sign_panel)
    held = queries.panel_of(inspection, number)
    proposal = proposed(held)
    if proposal is None:
        messages.info(request, NO_PROPOSAL)
        return redirect("panels:panel", inspection, number)
    form = SignForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = sign_panel(panel=held, seen=form.cleaned_data["seen"], by=one.actor, at=now())
        except CannotHold as why:
            put_faults(form, why.faults)
        except GONE as why:
            messages.info(request, str(why))
            return redirect("panels:panel", inspection, number)
        else:
            words = "The ratings are signed by two people, and nothing of them changes any more."
            messages.success(
                request, words if made else "You have signed. Somebody else who decided signs too."
            )
            return redirect("panels:panel", inspection, number)
    rows = queries.decided(held, proposal)
    overall = queries.overall_of(proposal, rows)
    one.record("panel.seen", number=number)
    context = {
        "inspection": one_inspection(inspection, one.standing),
        "panel": held,
        "form": SignForm(initial={"seen": queries.signed_digest(held)}) if not form.is_bound else form,
        "left": why_not_signable(held, proposal) if held.signed_at is None else (),
        "rows": [(each, *_said(proposal.edition, each)) for each in rows],
        "overall": outcome_mark(proposal.edition, overall.outcome),
        "score": str(overall.score) if overall.score else "",
        "signatures": queries.signatures(held),
    }
    return render(request, "site/panel_sign.html", context)


def _said(edition: Edition, row: Decided) -> tuple[str, str]:
    if row.decision is None:
        return say_word(edition, word_of(row.proposed.outcome)), "Not decided"
    return say_word(edition, row.decision.proposed), say_word(edition, row.decision.final)


@require_POST
@or_not_found
def unsign(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Take one's own signature back, before the second."""
    one = seen(request, inspection, check_sign_panel)
    try:
        take_back(panel=queries.panel_of(inspection, number), by=one.actor, at=now())
    except CannotHold as why:
        messages.info(request, str(why))
    else:
        messages.success(request, "Your signature is taken back.")
    return redirect("panels:panel", inspection, number)
