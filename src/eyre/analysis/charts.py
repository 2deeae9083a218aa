"""What do the results of a programme look like?"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from eyre.core.figures import Undefined
from eyre.core.frameworks import SumOfScores
from eyre.platform.charts import Chart, Dot, Point, Series, dot_strip, stacked_bars, trend_line, whole_percent

from .league import League

NOT_KNOWN = "Not known"


def distribution(league: League) -> Chart:
    """How many providers have each overall rating."""
    segments = _segments(league, league.table.distribution)
    return stacked_bars(
        [("Latest inspections", segments)],
        title="Overall ratings of the providers",
        description="The latest inspection of each provider here.",
        bands=_labels(league),
        unit="providers",
        first="",
    )


def by_year(league: League) -> Chart | None:
    """How many inspections of each year have each overall rating; None where all are of one year."""
    if len(league.trend) < 2:
        return None
    rows = [(_year(row.year), _segments(league, row.bands)) for row in league.trend]
    return stacked_bars(
        rows,
        title="Overall ratings by year of publication",
        bands=_labels(league),
        unit="inspections",
        first="Year",
    )


def scores(league: League) -> Chart | None:
    """Where every placed provider stands, with the cuts of the overall rule; None for fewer than three."""
    if len(league.placed) < 3:
        return None
    dots = [Dot(row.entry.name, row.share, str(row.score)) for row in league.table.rows]
    return dot_strip(
        dots,
        title="Scores as a share of the maximum",
        description=f"One dot for each of {len(dots)} providers with a score. {_between(league)}",
        cuts=_cuts(league),
        first="Provider",
        measure="Score",
    )


def median_by_year(league: League) -> Chart | None:
    """The median share of the maximum, year by year; None where fewer than two years have scores."""
    known = [
        (row.year, row.median_share, row.scored)
        for row in league.trend
        if row.year is not None and not isinstance(row.median_share, Undefined)
    ]
    if len(known) < 2:
        return None
    points = tuple(
        Point(year, share, text=f"{whole_percent(share)} ({scored})") for year, share, scored in known
    )
    return trend_line(
        [Series("Median of the known scores", points)],
        title="Median score by year of publication, as a share of the maximum",
        description="Of the inspections with a known score only: in brackets, how many they are.",
        first="Year",
    )


def _segments(league: League, counts: Iterable[tuple[str | None, int]]) -> list[tuple[str, int]]:
    return [
        (league.edition.band(band).label if band else NOT_KNOWN, number)
        for band, number in counts
        if number or band
    ]


def _labels(league: League) -> list[str]:
    return [band.label for band in reversed(league.edition.bands)]


def _year(year: int | None) -> str:
    return "Year not known" if year is None else str(year)


def _between(league: League) -> str:
    """What the dashed lines of the strip part, from left to right."""
    *most, last = _labels(league)
    return f"The dashed lines part {', '.join(most)} and {last}." if _cuts(league) else ""


def _cuts(league: League) -> list[Fraction]:
    method = league.edition.overall.method if league.edition.overall else None
    return [cut.at for cut in method.scale.cuts] if isinstance(method, SumOfScores) else []
