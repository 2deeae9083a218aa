"""The list of inspections, one inspection, and the figures published about it."""

from __future__ import annotations

from dataclasses import asdict, fields
from functools import lru_cache

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from eyre.platform.addresses import link_with, read_sort
from eyre.platform.downloads import csv_response
from eyre.platform.filters import ChoiceFilter, Filters, TextFilter
from eyre.platform.items import Download
from eyre.site.queries.facets import Facets, facets
from eyre.site.queries.figures import PublishedFigure, published_figures
from eyre.site.queries.inspection import NoSuchInspection, sheet_of, title_of
from eyre.site.queries.listing import SORTS, Listed, Listing, Narrowed, listed
from eyre.site.queries.sheets import Sheet

from .asked import CSV, JSON, BadRequest, json_response, left_out, not_found, refuse, wanted_format
from .page_items import facts_of, files_of, known_of, sources_of
from .records import LISTED_COLUMNS, SHEET_COLUMNS, listed_record, sheet_record, sheet_rows

PAGE = 25
FIGURE_COLUMNS = tuple(field.name for field in fields(PublishedFigure))


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every inspection, narrowed, sorted, page by page; or the same rows as a file."""
    try:
        wanted = wanted_format(request)
    except BadRequest as why:
        return refuse(request, why)
    filters = _filters(request, facets())
    by = Narrowed(**{one.name: filters.value(one.name) for one in filters.filters})
    sort = read_sort(request.GET, SORTS, "-published")
    if wanted == CSV:
        lines = (listed_record(row).values() for row in listed(by, sort))
        return csv_response("inspections.csv", LISTED_COLUMNS, lines)
    if wanted == JSON:
        rows = [listed_record(row) for row in listed(by, sort)]
        return json_response(request, {"filters": asdict(by), "count": len(rows), "inspections": rows})
    page: Page[Listed] = Paginator(Listing(by, sort), PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "rows": page.object_list,
        "sort": sort,
        "left_out": left_out(filters),
        "files": _files(request),
    }
    return render(request, "site/inspections.html", context)


def _filters(request: HttpRequest, found: Facets) -> Filters:
    return Filters(
        (
            TextFilter("q", "Provider, region or place"),
            ChoiceFilter("kind", "Kind", found.kinds, every="All kinds"),
            ChoiceFilter("region", "Region", found.regions, every="All regions"),
            ChoiceFilter("year", "Year of publication", found.years, every="All years"),
            ChoiceFilter("framework", "Framework", found.frameworks, every="All frameworks"),
            ChoiceFilter("rating", "Overall rating", found.ratings, every="All ratings"),
        ),
        request.GET,
    )


def _files(request: HttpRequest) -> list[Download]:
    """The rows shown, all pages of them, as files."""
    return [
        Download("These inspections", link_with(request.GET, {"format": form, "page": None}), form.upper())
        for form in (CSV, JSON)
    ]


@require_safe
def inspection(request: HttpRequest, inspection: str) -> HttpResponse:
    """One inspection on one sheet; or everything on it as a file."""
    try:
        wanted, sheet = wanted_format(request), sheet_of(inspection)
    except BadRequest as why:
        return refuse(request, why)
    except NoSuchInspection:
        return no_such_inspection(request, inspection)
    if wanted == CSV:
        return csv_response(f"{inspection}.csv", SHEET_COLUMNS, sheet_rows(sheet))
    if wanted == JSON:
        return json_response(request, sheet_record(sheet))
    return render(request, "site/inspection.html", {"sheet": sheet, "body": _body(sheet)})


@lru_cache(maxsize=256)
def _body(sheet: Sheet) -> SafeString:
    """The sheet as it looks. The same sheet looks the same, so it is drawn once; one that changed is drawn anew."""
    context = {
        "sheet": sheet,
        "facts": facts_of(sheet),
        "known": known_of(sheet),
        "sources": sources_of(sheet.sources),
        "files": files_of(sheet),
    }
    return render_to_string("site/inspection_body.html", context)


@require_safe
def figures(request: HttpRequest, inspection: str) -> HttpResponse:
    """The figures published about an inspection and, in the same sources, about its region."""
    try:
        wanted, name = wanted_format(request), title_of(inspection)
    except BadRequest as why:
        return refuse(request, why)
    except NoSuchInspection:
        return no_such_inspection(request, inspection)
    rows = published_figures(inspection)
    if wanted == CSV:
        header = list(FIGURE_COLUMNS)
        return csv_response(f"{inspection}-figures.csv", header, (asdict(row).values() for row in rows))
    if wanted == JSON:
        return json_response(request, {"inspection": inspection, "figures": [asdict(row) for row in rows]})
    context = {"id": inspection, "name": name, "rows": rows, "files": _page_as_files()}
    return render(request, "site/figures.html", context)


def _page_as_files() -> list[Download]:
    return [Download("These figures", f"?format={form}", form.upper()) for form in (CSV, JSON)]


def no_such_inspection(request: HttpRequest, inspection: str) -> HttpResponse:
    """Status 404 with the way to all inspections."""
    words = f"There is no published inspection called “{inspection[:80]}”."
    return not_found(request, words, "See all inspections", reverse("inspections:list"))
