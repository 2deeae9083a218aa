"""Everything in which the published data disagree."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eyre.platform.addresses import link_with
from eyre.platform.downloads import csv_response
from eyre.platform.filters import ChoiceFilter, Filters
from eyre.platform.items import Download
from eyre.site.queries.findings import Found, by_severity, data_findings, finding_choices

from .asked import CSV, JSON, BadRequest, json_response, left_out, refuse, wanted_format

COLUMNS = ("severity", "kind", "inspection", "place", "text", "sides", "resolution")


@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """Where sources disagree, with each other or with the rule, what each says, and how Eyre treats it."""
    try:
        wanted = wanted_format(request)
    except BadRequest as why:
        return refuse(request, why)
    severities, kinds = finding_choices()
    filters = Filters(
        (ChoiceFilter("severity", "How grave", severities), ChoiceFilter("kind", "Kind", kinds)), request.GET
    )
    rows = data_findings(filters.value("severity"), filters.value("kind"))
    if wanted == CSV:
        return csv_response("data-findings.csv", COLUMNS, map(_row, rows))
    if wanted == JSON:
        return json_response(request, {"count": len(rows), "findings": [asdict(row) for row in rows]})
    files = [
        Download("These findings", link_with(request.GET, {"format": form}), form.upper())
        for form in (CSV, JSON)
    ]
    context = {
        "groups": by_severity(rows),
        "count": len(rows),
        "filters": filters,
        "left_out": left_out(filters),
        "files": files,
    }
    return render(request, "site/findings.html", context)


def _row(found: Found) -> tuple[str, ...]:
    sides = " | ".join(f"{side.says} ({side.source})" for side in found.sides)
    return (found.severity, found.kind, found.inspection, found.place, found.text, sides, found.resolution)
