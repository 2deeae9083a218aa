"""The home page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eyre.platform.charts import stacked_bars
from eyre.site.queries.home import home_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Eyre is, a search, the inspections whose ratings can be followed to the cases, and the latest ones."""
    page = home_page()
    chart = stacked_bars(
        page.latest,
        title="Latest overall ratings, by kind of inspection",
        description="The latest overall rating of each provider as published, with the number of providers at the right. "
        "Not known: our source does not say.",
        bands=page.bands,
        first="Kind of inspection",
    )
    return render(request, "site/home.html", {"home": page, "chart": chart})
