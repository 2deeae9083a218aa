"""The league tables: their index, one table, and the plain refusal to mix what cannot be compared."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eyre.platform.addresses import link_with, read_sort
from eyre.platform.downloads import csv_response
from eyre.platform.items import Download

from . import drawing, queries, rows
from .exceptions import ProgrammeNotFound
from .league import BY_PLACE, SORTS, League, league_of
from .mixing import Refusal, refusal


@require_safe
def league_tables(request: HttpRequest) -> HttpResponse:
    """Every programme with a link to its table."""
    return render(request, "analysis/league_tables.html", {"programmes": queries.programme_index()})


@require_safe
def league_table(request: HttpRequest, programme: str) -> HttpResponse:
    """The table of one programme, with another programme merged in (`?with=`) where the editions allow it."""
    other = request.GET.get("with", "")
    problem, refused = "", None
    asked = _programmes_or_404(programme)
    if other and other != programme:
        try:
            both = queries.find_programmes([programme, other])
            refused = refusal(both)
            asked = asked if refused else both
        except ProgrammeNotFound:
            problem = f"There is no programme “{other[:60]}” to add, so this is the table of one programme."
    league = league_of(asked, queries.read_rows(asked))
    kind = request.GET.get("format", "")
    if kind in ("csv", "json"):
        return _file(league, refused, kind)
    return render(request, "analysis/league_table.html", _page(request, league, refused, problem))


def _programmes_or_404(slug: str) -> queries.Programmes:
    try:
        return queries.find_programmes([slug])
    except ProgrammeNotFound as error:
        raise Http404(str(error)) from None


def _file(league: League, refused: Refusal | None, kind: str) -> HttpResponse:
    if refused:
        return HttpResponse(f"{refused.sentence}\n", content_type="text/plain; charset=utf-8", status=400)
    name = "league-table-" + "-and-".join(programme.slug for programme in league.asked.asked)
    if kind == "csv":
        return csv_response(f"{name}.csv", rows.COLUMNS, rows.table_rows(league))
    return JsonResponse(rows.as_json(league), json_dumps_params={"ensure_ascii": False})


def _page(request: HttpRequest, league: League, refused: Refusal | None, problem: str) -> dict[str, object]:
    sort = read_sort(request.GET, SORTS, BY_PLACE.parameter)
    return {
        "league": league,
        "edition": league.edition,
        "titles": " and ".join(programme.title for programme in league.asked.asked),
        "placed_rows": drawing.placed_rows(league, sort),
        "unplaced_rows": drawing.unplaced_rows(league),
        "pictures": drawing.pictures(league),
        "sort": sort,
        "refused": refused,
        "problem": problem,
        "mixable": league.asked.others,
        "downloads": _downloads(request),
    }


def _downloads(request: HttpRequest) -> list[Download]:
    def link(kind: str) -> str:
        return request.path + link_with(request.GET, {"format": kind, "sort": None})

    return [Download("The table", link("csv"), "CSV"), Download("The table", link("json"), "JSON")]
