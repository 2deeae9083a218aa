"""A page with one query and as many table rows as it is told: what a page costs before it says anything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from eyre.inspections.models import Inspection


def bare(request: HttpRequest, rows: int) -> HttpResponse:
    """`rows` rows of five cells: the first rows of the table of inspections, over and over."""
    held = list(
        Inspection.objects.values_list("id", "name_as_printed", "kind", "published", "fieldwork")[:100]
    )
    return render(request, "bare/bare.html", {"rows": [held[i % len(held)] for i in range(rows)]})
