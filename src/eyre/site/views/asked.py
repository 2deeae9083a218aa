"""What did the address ask for, and what of it could not be given?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from eyre.platform.filters import Filters

HTML, CSV, JSON = "html", "csv", "json"
FORMATS = (HTML, CSV, JSON)
LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0"


class BadRequest(ValueError):
    """The address asks for something no page has; the message says what is there instead."""


def wanted_format(request: HttpRequest, formats: Iterable[str] = FORMATS) -> str:
    """The form in which the page is wanted. Raises BadRequest for a form there is none of."""
    offered = tuple(formats)
    asked = request.GET.get("format", "").strip().lower() or offered[0]
    if asked not in offered:
        raise BadRequest(f"There is no format “{asked[:40]}” of this page. There are: {', '.join(offered)}.")
    return asked


def left_out(filters: Filters) -> tuple[str, ...]:
    """A sentence for each value in the address that no filter offers and that was therefore left out."""
    return tuple(
        f"“{value[:40]}” is not offered under “{shown.filter.label}”, so it was left out."
        for shown in filters.shown
        if shown.kind != "text"
        for value in filters.query.getlist(shown.filter.name)
        if value.strip() and value not in shown.values
    )


def json_response(request: HttpRequest, content: dict[str, Any]) -> JsonResponse:
    """The content as JSON, with the licence and the address it came from."""
    about = {"address": request.build_absolute_uri(), "licence": LICENCE}
    return JsonResponse(about | content, json_dumps_params={"ensure_ascii": False, "indent": 1})


def refuse(request: HttpRequest, why: BadRequest) -> HttpResponse:
    """A page that says what was wrong with the address, with status 400."""
    return render(request, "site/refused.html", {"why": str(why)}, status=400)


def not_found(request: HttpRequest, what: str, way_out: str, link: str) -> HttpResponse:
    """A page that says what there is not, with a way out and status 404."""
    return render(
        request, "site/not_found.html", {"what": what, "way_out": way_out, "link": link}, status=404
    )
