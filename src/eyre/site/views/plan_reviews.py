"""Opening a review of a region with its delivery units, in one act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from eyre.inspections import permissions
from eyre.inspections.actions import plan_review
from eyre.inspections.exceptions import CannotOpen
from eyre.inspections.plan_forms import RegionForm, ReviewForm
from eyre.inspections.queries.programmes import programme_of
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.site.queries import planning

from .work_seen import or_not_found, refused_beside


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def open_review(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask which region, then which of its units; the units follow from the region, so it is asked first."""
    standing = standing_of(request)
    role = permissions.check_open_programme(standing)
    found = programme_of(slug, standing)
    regions = planning.regions_offered(standing)
    first = RegionForm(request.GET if "region" in request.GET else None, regions=regions)
    if not (first.is_bound and first.is_valid()):
        if request.method == "POST":
            first = RegionForm(request.POST, regions=regions)
            first.is_valid()
        return render(request, "site/plan_review_region.html", {"programme": found, "form": first})
    region = planning.region_row(first.cleaned_data["region"])
    form = _form(request, standing, region.slug, found.title, region.name)
    if form.is_bound and form.is_valid() and _open(form, slug, region.slug, standing, role):
        messages.success(request, f"The review of {region.name} is open. Next: form the teams.")
        return redirect("planning:programme", slug)
    context = {"programme": found, "region": region, "form": form}
    return render(request, "site/plan_review.html", context)


def _form(request: HttpRequest, standing: Standing, region: str, round_title: str, name: str) -> ReviewForm:
    units = planning.units_offered(region, standing)
    return ReviewForm(
        request.POST if request.method == "POST" else None,
        initial={"title": f"{name}, {round_title}"[:200], "units": [slug for slug, _ in units]},
        units=units,
        regional=planning.regional_programmes(),
    )


def _open(form: ReviewForm, slug: str, region: str, standing: Standing, role: str) -> bool:
    chosen = form.cleaned_data
    try:
        plan_review(
            programme=planning.programme_row(slug),
            region=planning.region_row(region),
            title=chosen["title"],
            units=planning.unit_rows(chosen["units"]),
            regional=planning.programme_row(chosen["regional"]) if chosen["regional"] else None,
            fieldwork=chosen["fieldwork"],
            by=standing.actor(role),
            at=now(),
        )
    except CannotOpen as why:
        refused_beside(form, str(why), why.field)
        return False
    return True
