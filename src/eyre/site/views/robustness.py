"""How secure are the ratings of an inspection; what would they be, were one thing otherwise? The second is never stored."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from eyre.core.ratings import CannotRate
from eyre.core.ratings.robustness import DRAWS, what_if
from eyre.inspections.permissions import check_see_draft_ratings, may_see_cases
from eyre.inspections.queries import inspection as one_inspection
from eyre.ratings.actions.robustness import keep_robustness
from eyre.ratings.exceptions import NotFrozenYet
from eyre.ratings.queries.proposals import proposal_of
from eyre.ratings.queries.robustness import Basis, basis_of, computed_now, kept_for
from eyre.site.queries.robustness import WhatIfResult, robustness_page, what_if_result
from eyre.site.robustness_forms import WhatIfForm

from .work_seen import Seen, or_not_found, published, seen

FEWER = 2_000  # draws of what is not kept: within a point or so, enough for the nearest five in a hundred


@require_safe
@or_not_found
def page(request: HttpRequest, inspection: str) -> HttpResponse:
    """Beside every rating how secure it is, and below it the form that asks what would be."""
    one = seen(request, inspection, check_see_draft_ratings)
    if one.facts.is_public:
        return published(inspection)
    found = one_inspection(inspection, one.standing)
    with_cases = may_see_cases(one.standing, one.facts)
    one.record("robustness.seen")
    context = {"inspection": found, "title": "How secure are these ratings?", "all_draws": DRAWS}
    try:
        basis = basis_of(proposal_of(found), found)
        kept = kept_for(basis) or computed_now(basis, draws=FEWER)
    except (NotFrozenYet, CannotRate) as why:
        return render(request, "site/robustness_not_yet.html", context | {"why": str(why)})
    form = _form(request, basis, with_cases=with_cases)
    told = robustness_page(basis, kept, with_cases=with_cases)
    context |= {"page": told, "form": form, "result": _result(form, basis)}
    return render(request, "site/robustness.html", context)


@require_safe
@or_not_found
def tried(request: HttpRequest, inspection: str) -> HttpResponse:
    """The result of a what-if alone, for the page that asks while somebody chooses. Nothing is stored."""
    one = seen(request, inspection, check_see_draft_ratings)
    if one.facts.is_public:
        return published(inspection)
    found = one_inspection(inspection, one.standing)
    one.record("robustness.tried")
    try:
        basis = basis_of(proposal_of(found), found)
    except (NotFrozenYet, CannotRate) as why:
        return render(request, "site/robustness_not_yet.html", {"inspection": found, "why": str(why)})
    form = _form(request, basis, with_cases=may_see_cases(one.standing, one.facts))
    context = {"form": form, "result": _result(form, basis), "is_live": True}
    return render(request, "site/robustness_result.html", context)


@require_POST
@or_not_found
def keep(request: HttpRequest, inspection: str) -> HttpResponse:
    """Compute the figures with all draws, and keep them."""
    one = seen(request, inspection, check_see_draft_ratings)
    if one.facts.is_public:
        return published(inspection)
    _keep(request, one)
    return redirect("robustness:page", inspection)


def _keep(request: HttpRequest, one: Seen) -> None:
    try:
        keep_robustness(inspection=one_inspection(one.id, one.standing), by=one.actor, at=now())
    except (NotFrozenYet, CannotRate) as why:
        messages.info(request, str(why))
    else:
        messages.success(request, "The figures are computed and kept.")


def _form(request: HttpRequest, basis: Basis, *, with_cases: bool) -> WhatIfForm:
    """Bound as soon as anything is asked for."""
    form = WhatIfForm(request.GET, evidence=basis.evidence, with_cases=with_cases)
    if form.is_asked:
        return form
    return WhatIfForm(evidence=basis.evidence, with_cases=with_cases)


def _result(form: WhatIfForm, basis: Basis) -> WhatIfResult | None:
    if not form.is_bound or not form.is_valid() or not form.changes:
        return None
    found = what_if(basis.evidence, form.changes, seed=basis.seed, draws=FEWER)
    return what_if_result(basis.proposal.edition, found)
