"""Alerts of an immediate risk of harm: all of an inspection, and one with what was done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.cases.actions.alerts import act_on_alert, see_alert
from eyre.cases.exceptions import CannotAssure
from eyre.cases.permissions.quality import check_see_alerts
from eyre.cases.queries.alerts import alert_of, rows, rows_of
from eyre.inspections.permissions import may_see_cases
from eyre.inspections.queries import inspection as one_inspection
from eyre.site.quality_forms import DoneForm

from .work_seen import or_not_found, refused_beside, seen


@require_safe
@or_not_found
def listing(request: HttpRequest, inspection: str) -> HttpResponse:
    """Every alert of an inspection, those that wait first."""
    one = seen(request, inspection, check_see_alerts)
    found = one_inspection(inspection, one.standing)
    told = rows_of(found, with_words=may_see_cases(one.standing, one.facts))
    one.record("alerts.seen", alerts=len(told))
    return render(request, "site/alerts.html", {"inspection": found, "rows": told})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def alert(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """One alert: what it says, that it is seen, and what was done."""
    one = seen(request, inspection, check_see_alerts)
    found = one_inspection(inspection, one.standing)
    held = alert_of(found, number)
    is_seeing = request.POST.get("step") == "seen"
    form = DoneForm(request.POST if request.method == "POST" and not is_seeing else None)
    try:
        if is_seeing and request.method == "POST":
            see_alert(alert=held, by=one.actor, at=now())
            messages.success(request, "You have seen this alert. Say here what was done.")
            return redirect("quality:alert", inspection, number)
        if form.is_bound and form.is_valid():
            act_on_alert(alert=held, what=form.cleaned_data["what"], by=one.actor, at=now())
            messages.success(request, "What was done is kept with the alert.")
            return redirect("quality:alerts", inspection)
    except CannotAssure as why:
        refused_beside(form, str(why), why.field) if form.is_bound else messages.info(request, str(why))
    one.record("alert.opened", alert=number)
    told = rows([held], may_see_cases(one.standing, one.facts))[0]
    return render(request, "site/alert.html", {"inspection": found, "row": told, "form": form})
