"""The method of an edition, two editions compared, and both as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from eyre.core.frameworks import Edition, compare_editions
from eyre.platform.downloads import csv_response

from . import queries, rows
from .differences import Differences
from .exceptions import EditionNotFound
from .method import describe_method


@require_safe
def method(request: HttpRequest, edition_id: str) -> HttpResponse:
    """By what rule an edition rates, made from the edition itself."""
    edition = _edition_or_404(edition_id)
    return render(request, "frameworks/method.html", {"edition": edition, "method": describe_method(edition)})


@require_safe
def download(request: HttpRequest, edition_id: str) -> HttpResponse:
    """The stored text of an edition, byte for byte."""
    try:
        stored = queries.stored_edition(edition_id)
    except EditionNotFound as error:
        raise Http404(str(error)) from None
    response = HttpResponse(stored.text.encode(), content_type="application/yaml; charset=utf-8")
    name = content_disposition_header(True, f"{stored.id}.yaml")
    response.headers["Content-Disposition"] = name or "attachment"
    return response


@require_safe
def questions(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Every question and prompt of an edition as a table."""
    edition = _edition_or_404(edition_id)
    return csv_response(f"{edition.id}-questions.csv", rows.QUESTION_COLUMNS, rows.question_rows(edition))


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two editions side by side, as a page or as a table; a form to choose them where one is missing or unknown."""
    known = queries.editions({row.id: row.digest for row in queries.stored_editions()})
    before, after = request.GET.get("a", ""), request.GET.get("b", "")
    problems = [_unknown(asked) for asked in (before, after) if asked and asked not in known]
    context = {"editions": known.values(), "a": before, "b": after, "problems": problems}
    if before not in known or after not in known:
        return render(request, "frameworks/compare.html", context, status=400 if problems else 200)
    comparison = compare_editions(known[before], known[after])
    if request.GET.get("format") == "csv":
        name = f"{before}-and-{after}.csv"
        return csv_response(name, rows.CHANGE_COLUMNS, rows.change_rows(comparison))
    return render(request, "frameworks/compare.html", context | {"found": Differences(comparison)})


def _unknown(asked: str) -> str:
    return f"There is no edition “{asked[:100]}”. Choose one of the list."


def _edition_or_404(edition_id: str) -> Edition:
    try:
        return queries.edition(edition_id)
    except EditionNotFound as error:
        raise Http404(str(error)) from None
