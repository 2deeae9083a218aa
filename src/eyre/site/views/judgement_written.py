"""Writing the judgement of a standard, and answering for a fact that limits the overall rating."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from eyre.cases.queries.seconds import person
from eyre.evidence.queries import register_of
from eyre.inspections.queries import inspection as one_inspection
from eyre.ratings.actions.judgements import judge_fact, save_judgement, submit_judgement
from eyre.ratings.exceptions import CannotJudge
from eyre.ratings.judgement_forms import FactForm, JudgementForm, held_in, seen_of
from eyre.ratings.permissions.judgements import (
    check_read_judgements,
    check_write_judgements,
    may_write_judgements,
)
from eyre.ratings.queries import judgements as queries
from eyre.site.queries.marks import outcome_mark

from .judgements import Page, page_of
from .work_seen import or_not_found, refused_beside, seen


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def write(request: HttpRequest, inspection: str, ref: str) -> HttpResponse:
    """The form of one standard: kept as a draft, or submitted."""
    page = page_of(request, inspection, ref, check_write_judgements)
    row = queries.in_force(page.inspection, ref)
    now_is = queries.proposed(page.inspection)
    proposed = now_is.proposal.standard(ref) if now_is.proposal else None
    rule = queries.rule_outcome(proposed) if proposed else ""
    form = JudgementForm(
        request.POST if request.method == "POST" else None,
        initial=held_in(row) | ({"outcome": rule} if page.from_cases else {}),
        edition=page.edition,
        standard=page.standard,
        register=register_of(page.inspection),
        confirms=rule if page.from_cases else None,
    )
    is_submitted = request.POST.get("step") == "submit"
    if form.is_bound and form.is_valid() and _kept(form, page, is_submitted):
        words = "It is submitted, and waits for a second reader." if is_submitted else "The draft is kept."
        messages.success(request, words)
        return redirect("judgements:standard", inspection, ref)
    if form.is_bound:  # what stands there now was told in the errors: the next try writes over it
        form.data = _over(request, seen_of(row))
    page.one.record("judgements.seen", standard=ref)
    context = {
        "page": page,
        "inspection": page.inspection,
        "standard": page.standard,
        "form": form,
        "groups": list(form.groups()),
        "row": row,
        "why_not": now_is.why_not,
        "proposed": proposed,
        "rule": rule,
        "rule_mark": outcome_mark(page.edition, proposed.outcome) if proposed and page.from_cases else None,
    }
    return render(request, "site/judgement_write.html", context)


def _over(request: HttpRequest, seen_now: str) -> QueryDict:
    """What was posted, as an answer to what stands there now."""
    posted = request.POST.copy()
    posted["seen"] = seen_now
    return posted


def _kept(form: JudgementForm, page: Page, is_submitted: bool) -> bool:
    action = submit_judgement if is_submitted else save_judgement
    try:
        action(
            inspection=page.inspection,
            standard=page.standard.ref,
            written=form.written(),
            seen=form.was_seen(),
            person=person(page.one.standing.person),
            by=page.one.actor,
            at=now(),
        )
    except CannotJudge as why:
        form.refused(why.problems)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def fact(request: HttpRequest, inspection: str, fact: str) -> HttpResponse:
    """Whether something is true that limits the overall rating, with every answer given to it."""
    check = check_write_judgements if request.method == "POST" else check_read_judgements
    one = seen(request, inspection, check)
    found = one_inspection(inspection, one.standing)
    asked = queries.fact_named(found, fact)
    form = FactForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        who = person(one.standing.person)
        try:
            judge_fact(inspection=found, fact=fact, **form.cleaned_data, person=who, by=one.actor, at=now())
        except CannotJudge as why:
            for each in why.problems:
                refused_beside(form, each.words, each.field)
        else:
            messages.success(request, "The answer is kept.")
            return redirect("judgements:fact", inspection, fact)
    one.record("judgements.seen", fact=fact)
    context = {
        "inspection": found,
        "asked": asked,
        "answers": queries.answers_to(found, fact),
        "form": form if may_write_judgements(one.standing, one.facts) else None,
    }
    return render(request, "site/judgement_fact.html", context)
