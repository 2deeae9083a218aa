"""The list of providers, and one provider with its history."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from eyre.platform.charts import Chart, Point, Series, trend_line
from eyre.platform.filters import ChoiceFilter, Filters, TextFilter
from eyre.platform.items import Source
from eyre.providers.exceptions import ProviderNotFound
from eyre.site.queries.provider import ProviderSheet, provider_sheet
from eyre.site.queries.providers import ProviderRow, ProviderRows, kinds
from eyre.site.queries.region import published_pictures

from .asked import left_out, not_found

PAGE = 50


@require_safe
def provider_list(request: HttpRequest) -> HttpResponse:
    """Every provider, narrowed by kind and by any name it ever had, page by page."""
    filters = Filters(
        (
            TextFilter("q", "Search", "Any name it has or had"),
            ChoiceFilter("kind", "Kind", kinds(), every="All kinds"),
        ),
        request.GET,
    )
    rows = ProviderRows(filters.value("kind"), filters.value("q"))
    page: Page[ProviderRow] = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "rows": page.object_list,
        "left_out": left_out(filters),
    }
    return render(request, "site/providers.html", context)


@require_safe
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    """One provider on one sheet."""
    try:
        sheet = provider_sheet(slug)
    except ProviderNotFound:
        words = f"There is no provider called “{slug[:80]}”."
        return not_found(request, words, "See all providers", reverse("providers:list"))
    context = {
        "sheet": sheet,
        "chart": trend(sheet),
        "sources": [Source(words) for words in sheet.sources],
        "pictures": published_pictures(slug) if sheet.of_parts else (),
    }
    return render(request, "site/provider.html", context)


def trend(sheet: ProviderSheet) -> Chart | None:
    """The scores over time as shares of the maximum, a line for each set of comparable editions; None for one score."""
    if sum(len(points) for _, points in sheet.trends) < 2:
        return None
    series = [
        Series(title, tuple(Point(one.day, one.share, one.when, one.score) for one in points))
        for title, points in sheet.trends
    ]
    return trend_line(series, title=f"Scores of {sheet.name}, as a share of the maximum", first="Published")
