"""Freezing the answers of an inspection: what is missing, what will be frozen, and afterwards the hash."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eyre.cases.actions.freezing import end_freeze, freeze
from eyre.cases.exceptions import CannotFreeze
from eyre.cases.permissions.quality import check_freeze
from eyre.cases.queries import freezing as queries
from eyre.inspections.queries import inspection as one_inspection
from eyre.platform.audit import Operation
from eyre.ratings.actions import compute_rating
from eyre.site.quality_forms import FreezeForm, ReasonForm

from .work_seen import Seen, or_not_found, refused_beside, seen


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def freeze_page(request: HttpRequest, inspection: str) -> HttpResponse:
    """What keeps the answers from being frozen, or what will be frozen; and what is."""
    one = seen(request, inspection, check_freeze)
    found = one_inspection(inspection, one.standing)
    form = FreezeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _freeze(form, one):
        messages.success(request, "The answers are frozen. Keep their hash somewhere else too.")
        return redirect("quality:freeze", inspection)
    in_force = queries.freeze_in_force(found)
    left = () if in_force else queries.wanting(found)
    one.record("freeze.seen", waiting=len(left))
    context = {
        "inspection": found,
        "form": form,
        "in_force": in_force,
        "faults": queries.faults_of(in_force) if in_force else (),
        "left": left,
        "planned": None if in_force or left else queries.planned(found),
        "earlier": [each for each in queries.freezes_of(found) if each.ended_at is not None],
        "reason": ReasonForm(),
        "is_fieldwork": found.stage == "fieldwork",
    }
    return render(request, "site/freeze.html", context)


def _freeze(form: FreezeForm, one: Seen) -> bool:
    """Freeze, and compute the rating from what was frozen, both or neither."""
    found = one_inspection(one.id, one.standing)
    try:
        with transaction.atomic():
            freeze(inspection=found, by=one.actor, at=now())
            compute_rating(inspection=found, by=one.actor, at=now())
    except CannotFreeze as why:
        refused_beside(form, str(why), "")
        return False
    return True


@require_POST
@or_not_found
def end(request: HttpRequest, inspection: str) -> HttpResponse:
    """Open the answers again, once the inspection is back in fieldwork."""
    one = seen(request, inspection, check_freeze)
    found = one_inspection(inspection, one.standing)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        end_freeze(inspection=found, reason=reason, by=one.actor, at=now())
    except CannotFreeze as why:
        messages.info(request, str(why))
    else:
        messages.success(
            request, "The answers can be written again. The freeze before stays beside the next."
        )
    return redirect("quality:freeze", inspection)


@require_safe
@or_not_found
def receipt(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """The hash of a freeze as a file to keep elsewhere."""
    one = seen(request, inspection, check_freeze)
    made = queries.freeze_of(inspection, number)
    one.record("freeze.taken", Operation.DISCLOSURE, number=number)
    headers = {"Content-Disposition": f'attachment; filename="{inspection}-freeze-{number}.json"'}
    return HttpResponse(queries.receipt_of(made), content_type="application/json", headers=headers)
