"""A region's picture from the inspections of its units: of a review under way, and of what is published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from eyre.inspections.exceptions import InspectionNotFound
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import Operation, record_read
from eyre.platform.downloads import csv_response
from eyre.platform.items import Download
from eyre.site.queries.region import csv_header, csv_rows, published_region, region_page
from eyre.site.queries.reviews import SeenReview, review_seen

from .asked import not_found
from .work_seen import or_not_found

NOTE = "Taking it away is written down."


@require_safe
@or_not_found
def region(request: HttpRequest, review: int) -> HttpResponse:
    """The review of a region: pooled cases, themes, regional standards, and the units that are missing."""
    standing = standing_of(request)
    found = review_seen(review, standing)
    page = region_page(found.review, found.inspections)
    _record(found, standing, "region.seen")
    files = [Download("The pooled questions", reverse("groups:region-csv", args=[review]), "CSV", note=NOTE)]
    context = {"review": found.review, "page": page, "files": files if page.pooled else []}
    return render(request, "site/region_work.html", context)


@require_safe
@or_not_found
def region_csv(request: HttpRequest, review: int) -> HttpResponse:
    """The pooled questions as a table."""
    standing = standing_of(request)
    found = review_seen(review, standing)
    page = region_page(found.review, found.inspections)
    _record(found, standing, "region.taken", Operation.DISCLOSURE)
    return csv_response(f"review-{review}-region.csv", csv_header(page), csv_rows(page))


@require_safe
def published(request: HttpRequest, region: str, programme: str) -> HttpResponse:
    """The same of published inspections, from reconstructed answers; with what the letter to the region says."""
    try:
        page = published_region(region, programme)
    except InspectionNotFound:
        words = "Eyre holds no answers about cases of this region in this round."
        return not_found(request, words, "See all inspections", reverse("inspections:list"))
    files = [Download("The pooled questions", reverse("regions:region-csv", args=[region, programme]), "CSV")]
    return render(request, "site/region.html", {"page": page, "files": files})


@require_safe
def published_csv(request: HttpRequest, region: str, programme: str) -> HttpResponse:
    """The pooled questions as a table; every answer behind them is reconstructed."""
    try:
        page = published_region(region, programme)
    except InspectionNotFound:
        words = "Eyre holds no answers about cases of this region in this round."
        return not_found(request, words, "See all inspections", reverse("inspections:list"))
    return csv_response(f"{region}-{programme}-reconstructed.csv", csv_header(page), csv_rows(page))


def _record(
    found: SeenReview, standing: Standing, action: str, operation: Operation = Operation.CONSULTATION
) -> None:
    on = ("inspections.review", str(found.review.pk))
    record_read(action, by=standing.actor(found.role), at=now(), on=on, operation=operation)
