"""How does the sum of scores make the overall rating under this edition?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eyre.core.figures import Count, Cut
from eyre.core.figures.words import say_fraction
from eyre.core.frameworks import Edition, Standard, SumOfScores
from eyre.frameworks.words import ROUNDING

from .scales import Border, Example, Place, ScoreTable, borders, place_example, places

MOST_EXAMPLES = 12


@dataclass(frozen=True, slots=True)
class SumMethod:
    """The sum in words: what is added, what stays outside, the borders, and the bands in points per maximum."""

    counted: tuple[Standard, ...]
    outside: tuple[Standard, ...]
    optional: tuple[Standard, ...]
    best: int
    maximum: int
    rounding: str
    places: tuple[Place, ...]
    borders: tuple[Border, ...]
    tables: tuple[ScoreTable, ...]
    examples: tuple[Example, ...]


def sum_method(edition: Edition, method: SumOfScores) -> SumMethod:
    """The sum of an edition as text."""
    counted = tuple(standard for standard in edition.standards if standard.counted)
    optional = tuple(standard for standard in counted if standard.may_be_not_rated)
    maxima = possible_maxima(edition, method)
    return SumMethod(
        counted=counted,
        outside=tuple(standard for standard in edition.standards if not standard.counted),
        optional=optional,
        best=edition.best_score,
        maximum=edition.best_score * len(counted),
        rounding=ROUNDING[method.rounding] if method.rounding else "",
        places=places(edition, method.scale, say_fraction, {}),
        borders=borders(edition, method.scale, say_fraction),
        tables=tuple(_table(edition, method, maximum) for maximum in maxima),
        examples=tuple(_examples(edition, method, maxima))[:MOST_EXAMPLES],
    )


def possible_maxima(edition: Edition, method: SumOfScores) -> list[int]:
    """The greatest possible scores: all counted standards, fewer where some may be not rated, and those printed."""
    counted = [standard for standard in edition.standards if standard.counted]
    optional = sum(standard.may_be_not_rated for standard in counted)
    rated = range(len(counted) - optional, len(counted) + 1)
    maxima = {edition.best_score * n for n in rated} | {table.maximum for table in method.printed}
    return sorted(maxima - {0}, reverse=True)


def _table(edition: Edition, method: SumOfScores, maximum: int) -> ScoreTable:
    standards = maximum // edition.best_score
    least = standards * min(band.score for band in edition.bands)
    rows = [
        (edition.band(band).label, max(low, least), high)
        for band, low, high in method.scale.table(maximum)
        if high >= least
    ]
    printed = any(table.maximum == maximum for table in method.printed)
    return ScoreTable(maximum, standards, tuple(reversed(rows)), printed)


def _examples(edition: Edition, method: SumOfScores, maxima: list[int]) -> Iterator[Example]:
    for maximum in maxima:
        for cut in method.scale.cuts:
            for points in sorted(_telling(method, cut, maximum)):
                count, figure = Count(points, maximum), f"{points}/{maximum}"
                yield place_example(edition, method.scale, figure, count, method.rounding, cut)


def _telling(method: SumOfScores, cut: Cut, maximum: int) -> set[int]:
    """The points on either side of a cut that a score falls exactly on, and those that rounding would carry over."""
    exact = cut.at * maximum
    low = int(exact)
    if exact.denominator == 1:
        beside = low - 1 if cut.owner == "upper" else low + 1
        return {low, beside} & set(range(maximum + 1))
    if method.rounding is None:
        return set()
    return {points for points in (low, low + 1) if _is_carried(method, Count(points, maximum))}


def _is_carried(method: SumOfScores, count: Count) -> bool:
    assert method.rounding is not None, "asked only where the edition rounds"
    return method.scale.place(count) != method.scale.place_rounded(count, method.rounding)
