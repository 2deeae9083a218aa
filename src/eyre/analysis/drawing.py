"""How do the long parts of a league table look: its rows and charts? Drawn once for each table and order.

A table is made anew when a row that it is made of changes (see `league_of`), so nothing drawn here grows stale.
"""

from __future__ import annotations

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from eyre.platform.addresses import Sort

from . import charts
from .league import League, sort_lines


@lru_cache(maxsize=64)
def placed_rows(league: League, sort: Sort) -> SafeString:
    """The rows of those with a place, in the order asked for."""
    context = {"league": league, "edition": league.edition, "placed": sort_lines(league.placed, sort)}
    return render_to_string("analysis/placed_rows.html", context)


@lru_cache(maxsize=32)
def unplaced_rows(league: League) -> SafeString:
    """The rows of those without a score."""
    return render_to_string("analysis/unplaced_rows.html", {"league": league, "edition": league.edition})


@lru_cache(maxsize=32)
def pictures(league: League) -> SafeString:
    """The charts; nothing where no inspection was rated."""
    if not league.is_rated:
        return SafeString("")
    drawn = (
        charts.distribution(league),
        charts.scores(league),
        charts.by_year(league),
        charts.median_by_year(league),
    )
    return render_to_string("analysis/pictures.html", {"charts": [chart for chart in drawn if chart]})
