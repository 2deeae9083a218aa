"""Declaring an interest, seeing those that were declared, and ending somebody else's."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.inspections.queries import roles_anywhere
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor, record_read
from eyre.platform.filters import Filters, TextFilter
from eyre.providers import permissions, queries
from eyre.providers.actions import declare_interest, end_interest
from eyre.providers.exceptions import CannotDeclare
from eyre.providers.forms import EndInterestForm, InterestForm
from eyre.providers.permissions import InterestFacts
from eyre.site.queries import work

from .work_seen import or_not_found, refused_beside

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """One's own interests, and the form that declares another."""
    standing = standing_of(request)
    role = permissions.check_declare_interest(standing, roles_anywhere(standing))
    form = InterestForm(
        request.POST if request.method == "POST" else None, providers=work.providers_offered(standing)
    )
    if form.is_bound and form.is_valid() and _declare(request, form, standing, role):
        return redirect("work:interests")
    context = {
        "form": form,
        "interests": list(queries.interests_of(standing)),
        "may_see_all": permissions.may_see_interests(standing),
    }
    return render(request, "site/work_interests.html", context)


def _declare(request: HttpRequest, form: InterestForm, standing: Standing, role: str) -> bool:
    chosen = form.cleaned_data
    provider = queries.any_provider(chosen["provider"])
    try:
        declare_interest(
            person=work.person(standing.person),
            provider=provider,
            kind=chosen["kind"],
            note=chosen["note"],
            by=standing.actor(role),
            at=now(),
        )
    except CannotDeclare as why:
        refused_beside(form, str(why), why.field)
        return False
    messages.success(request, f"Your interest in {provider.name} is declared, and in force from now on.")
    return True


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The interests of everybody, those in force first."""
    standing = standing_of(request)
    role = permissions.check_see_interests(standing)
    filters = Filters((TextFilter("q", "Person or provider"),), request.GET)
    page = Paginator(work.interests_found(filters.value("q")), PAGE).get_page(request.GET.get("page"))
    on, after = ("providers.interest", "all"), {"shown": len(page.object_list)}
    record_read("interests.seen", by=standing.actor(role), at=now(), on=on, after=after)
    rows = [
        (each, permissions.may_end_interest(standing, InterestFacts(str(each.person_id))))
        for each in page.object_list
    ]
    return render(request, "site/work_all_interests.html", {"page": page, "rows": rows, "filters": filters})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Ask why somebody's interest ends, and end it."""
    standing = standing_of(request)
    permissions.check_see_interests(standing)
    interest = queries.interest(number)
    role = permissions.check_end_interest(standing, InterestFacts(str(interest.person_id)))
    form = EndInterestForm(request.POST if request.method == "POST" else None)
    if interest.ended_at is not None:
        messages.info(request, "This interest has ended already.")
        return redirect("work:all-interests")
    if form.is_bound and form.is_valid():
        _end(request, form, interest.pk, standing.actor(role))
        return redirect("work:all-interests")
    record_read("interest.seen", by=standing.actor(role), at=now(), on=interest)
    return render(request, "site/work_end_interest.html", {"interest": interest, "form": form})


def _end(request: HttpRequest, form: EndInterestForm, number: int, by: Actor) -> None:
    interest = queries.interest(number)
    try:
        end_interest(interest=interest, reason=form.cleaned_data["reason"], by=by, at=now())
    except CannotDeclare as why:  # somebody else was quicker
        messages.info(request, str(why))
    else:
        messages.success(request, f"The interest of {interest.person.name} has ended.")
