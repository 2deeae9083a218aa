"""What waits for whoever looks after quality, reviewing a case, asking for a second assessment, drawing a dip sample."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.cases.actions.completing import complete, find_fine, reopen
from eyre.cases.actions.second import ask_second, draw_dip, withdraw_second
from eyre.cases.assessing.page import place_of
from eyre.cases.exceptions import CannotAssure, CannotComplete, CannotOpenAssessment
from eyre.cases.permissions.quality import check_assure_quality
from eyre.cases.queries import quality as queries
from eyre.cases.queries.blind import readable
from eyre.cases.queries.folded import missing_of
from eyre.cases.queries.seconds import (
    asking_facts,
    case_facts,
    examiners,
    listed_case,
    parts_of_case,
    writers,
)
from eyre.cases.queries.upgrading import has_later_form
from eyre.core.cases.assurance import why_not_ask_second, why_not_review, why_not_withdraw_second
from eyre.inspections.permissions import check_see_cases
from eyre.inspections.queries import inspection as one_inspection
from eyre.people.abilities import Ability
from eyre.people.signed_in import standing_of
from eyre.platform.audit import Operation, record_read
from eyre.site.quality_forms import AskForm, DipForm, ReviewForm, WithdrawForm

from .work_seen import or_not_found, refused_beside, seen


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits in every inspection, for whoever looks after the quality of all of them."""
    standing = standing_of(request)
    role = standing.check(Ability.ASSURE_QUALITY)
    queues = [queries.queue_of(each, standing) for each in queries.assured(standing)]
    on = ("people.person", standing.person)
    record_read(
        "quality.listed", by=standing.actor(role), at=now(), on=on, after={"inspections": len(queues)}
    )
    return render(request, "site/quality_home.html", {"queues": queues})


@require_safe
@or_not_found
def queue(request: HttpRequest, inspection: str) -> HttpResponse:
    """What waits in one inspection."""
    one = seen(request, inspection, check_assure_quality)
    found = one_inspection(inspection, one.standing)
    page = queries.queue_of(found, one.standing)
    one.record("quality.seen", waiting=page.count)
    context = {"inspection": found, "queue": page, "later_form": has_later_form(found)}
    return render(request, "site/quality_queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def dip(request: HttpRequest, inspection: str) -> HttpResponse:
    """Draw completed cases at random."""
    one = seen(request, inspection, check_assure_quality)
    found = one_inspection(inspection, one.standing)
    form = DipForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = draw_dip(inspection=found, **form.cleaned_data, by=one.actor, at=now())
        except CannotAssure as why:
            refused_beside(form, str(why), why.field)
        else:
            messages.success(request, f"Dip sample {made.number} is drawn: {', '.join(made.cases)}.")
            return redirect("quality:queue", inspection)
    one.record("quality.seen", waiting=0)
    sizes = {purpose: len(queries.dip_frame(found, purpose).cases) for purpose in ("review", "second")}
    context = {"inspection": found, "form": form, "sizes": sizes}
    return render(request, "site/quality_dip.html", context)


@require_safe
@or_not_found
def dip_receipt(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """The receipt of a dip sample, as “eyre sample verify” reads it."""
    one = seen(request, inspection, check_assure_quality)
    made = queries.dip_of(inspection, number)
    one.record("dip.taken", Operation.DISCLOSURE, number=number)
    name = f"{inspection}-dip-{number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made.receipt, content_type="application/json", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def ask(request: HttpRequest, inspection: str, case: int) -> HttpResponse:
    """Choose who assesses a case again."""
    one = seen(request, inspection, check_assure_quality)
    found = one_inspection(inspection, one.standing)
    listed = listed_case(inspection, case)
    facts = asking_facts(listed, found)
    told = [(each, why_not_ask_second(facts, one.standing.person, str(each.pk))) for each in examiners(found)]
    offered = [(str(each.pk), each.name) for each, why in told if not why]
    form = AskForm(request.POST if request.method == "POST" else None, people=offered)
    if form.is_bound and form.is_valid():
        chosen = next(each for each, _ in told if str(each.pk) == form.cleaned_data["assessor"])
        dip_ = queries.dip_with(found, listed.pseudonym)
        try:
            ask_second(case=listed, assessor=chosen, dip=dip_, by=one.actor, at=now())
        except (CannotAssure, CannotOpenAssessment) as why:
            refused_beside(form, str(why), getattr(why, "field", ""))
        else:
            words = f"{chosen.name} assesses {listed.pseudonym} again, and does not see the first assessment."
            messages.success(request, words)
            return redirect("quality:queue", inspection)
    one.record("quality.seen", waiting=0)
    context = {"inspection": found, "case": listed, "form": form, "offered": offered}
    context |= {"hindered": [(each.name, why) for each, why in told if why]}
    return render(request, "site/quality_ask.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def withdraw(request: HttpRequest, inspection: str, case: int) -> HttpResponse:
    """Take a second assessment from whoever was asked, who cannot go on, so that somebody else is asked."""
    one = seen(request, inspection, check_assure_quality)
    found = one_inspection(inspection, one.standing)
    listed = listed_case(inspection, case)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            withdraw_second(case=listed, **form.cleaned_data, by=one.actor, at=now())
        except CannotAssure as why:
            refused_beside(form, str(why), why.field)
        else:
            messages.success(request, f"The second assessment of {listed.pseudonym} is withdrawn.")
            return redirect("quality:ask", inspection, case)
    one.record("quality.seen", waiting=0)
    why_not = why_not_withdraw_second(case_facts(listed, found), one.standing.person)
    second = parts_of_case(listed).second
    context = {"inspection": found, "case": listed, "form": form, "why_not": why_not, "second": second}
    return render(request, "site/quality_withdraw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def review(request: HttpRequest, inspection: str, number: UUID) -> HttpResponse:
    """Look at a completed assessment, and say what it came to."""
    one = seen(request, inspection, check_assure_quality)
    assessment = readable(inspection, number, one.standing)
    told = str(assessment.assessor_id), writers(assessment), assessment.completed_at is not None
    why_not = why_not_review(*told, one.standing.person)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        notes = form.cleaned_data["notes"]
        draw = queries.draw_with(assessment)
        try:
            if form.cleaned_data["outcome"] == "fine":
                find_fine(assessment=assessment, notes=notes, draw=draw, by=one.actor, at=now())
            else:
                reopen(assessment=assessment, reason=notes, draw=draw, by=one.actor, at=now())
        except (CannotAssure, CannotComplete) as why:
            refused_beside(form, str(why), "")
        else:
            messages.success(request, f"Your review of {assessment.case.pseudonym} is kept.")
            return redirect("quality:queue", inspection)
    one.record("assessment.seen", assessment=str(number))
    context = {
        "inspection": assessment.inspection,
        "assessment": assessment,
        "form": form,
        "why_not": why_not,
        "reviews": queries.reviews_of(assessment),
    }
    return render(request, "site/quality_review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def complete_one(request: HttpRequest, inspection: str, number: UUID) -> HttpResponse:
    """Complete one’s own assessment; what is missing is named, each with a link to its place."""
    one = seen(request, inspection, check_see_cases)
    assessment = readable(inspection, number, one.standing)
    refused = ""
    if request.method == "POST":
        try:
            complete(assessment=assessment, by=one.actor, at=now())
        except CannotComplete as why:
            refused = str(why)
        else:
            messages.success(request, f"The assessment of {assessment.case.pseudonym} is complete.")
            return redirect("assessment:mine", inspection)
    one.record("assessment.seen", assessment=str(number))
    form = reverse("assessment:case", args=[inspection, number])
    missing = [] if assessment.completed_at else missing_of(assessment)
    context = {
        "inspection": assessment.inspection,
        "assessment": assessment,
        "missing": [(f"{form}#{place_of(each.key)}", each.words) for each in missing],
        "refused": refused,
        "is_mine": str(assessment.assessor_id) == one.standing.person,
    }
    return render(request, "site/quality_complete.html", context)
