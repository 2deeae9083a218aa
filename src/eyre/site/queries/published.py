"""What was published about the ratings of one inspection, and what does the edition's rule make of that?"""

from __future__ import annotations

from dataclasses import dataclass

from eyre.core.frameworks import Edition, SumOfScores
from eyre.core.ratings import (
    CannotRate,
    NotRated,
    Outcome,
    OverallRating,
    Rated,
    Score,
    rate_overall,
)
from eyre.core.ratings.consistency import PublishedFacts, known_outcomes
from eyre.platform.prepared import Prepared
from eyre.ratings.models import NOT_KNOWN, NOT_RATED, PublishedRating


@dataclass(frozen=True, slots=True)
class Printed:
    """One rating as its source printed it."""

    title: str
    outcome: str
    source: str
    citation: str
    url: str


@dataclass(frozen=True, slots=True)
class BandRange:
    """The points that give one overall band, out of one maximum."""

    band: str
    least: int
    greatest: int


PRINTED = Prepared(
    lambda inspection: (
        PublishedRating.objects.filter(inspection=inspection)
        .order_by()
        .values("standard_ref", "title_as_printed", "outcome", "source_id", "source__citation", "source__url")
    )
)


def printed_ratings(inspection: str) -> dict[str, Printed]:
    """Every rating of a standard that a source prints, by the number of the standard."""
    return {ref: Printed(*cells) for ref, *cells in PRINTED.rows(inspection)}


def outcomes_of(edition: Edition, printed: dict[str, Printed], table_is_complete: bool) -> dict[str, Outcome]:
    """What is known of every standard of the edition. Only a complete table tells not rated from not known."""
    told = {ref: _outcome(one) for ref, one in printed.items() if one.outcome != NOT_KNOWN}
    return known_outcomes(edition, PublishedFacts(told, complete=table_is_complete))


def _outcome(printed: Printed) -> Outcome:
    return NotRated("printed as Not rated") if printed.outcome == NOT_RATED else Rated(printed.outcome)


def overall_of(edition: Edition, outcomes: dict[str, Outcome]) -> OverallRating | str:
    """What the edition's rule makes of the published ratings, or in words why it makes nothing of them."""
    try:
        return rate_overall(edition, outcomes)
    except CannotRate as why:
        return str(why)


def band_ranges(edition: Edition, score: Score | None) -> tuple[BandRange, ...]:
    """The points of each band out of the maximum of this score, best band first; none where the rule adds no scores."""
    if score is None or edition.overall is None or not isinstance(edition.overall.method, SumOfScores):
        return ()
    table = edition.overall.method.scale.table(score.out_of)
    return tuple(BandRange(band, least, greatest) for band, least, greatest in reversed(table))
