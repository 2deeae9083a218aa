"""Every read about published and computed ratings that is asked twice."""

from __future__ import annotations

from django.db.models import Case, IntegerField, QuerySet, Value, When

from eyre.core.ratings import InspectionRating, NotKnown, NotRated, Outcome, Rated, Score
from eyre.inspections.models import Inspection
from eyre.ratings.models import NOT_KNOWN, NOT_RATED, ComputedRating, DataFinding, PublishedOverall
from eyre.ratings.records import rating_from_json

SEVEREST_FIRST = Case(
    When(severity="error", then=Value(0)),
    When(severity="warning", then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def outcome_of(stored: str) -> Outcome:
    """The outcome a stored word stands for."""
    if stored == NOT_RATED:
        return NotRated("published as Not rated")
    return NotKnown("our source does not say") if stored == NOT_KNOWN else Rated(stored)


def published_overalls() -> QuerySet[PublishedOverall]:
    """The overall rating of every published inspection, with inspection, provider, region, edition and programme.

    Newest first; for lists and league tables, to be filtered further.
    """
    return (
        PublishedOverall.objects.filter(inspection__is_public=True)
        .select_related(
            "inspection__provider", "inspection__region", "inspection__edition", "inspection__programme"
        )
        .defer("inspection__edition__text")
        .order_by("-inspection__published_from", "inspection_id")
    )


def overall_of(inspection: Inspection) -> PublishedOverall | None:
    """What was published as the overall rating and score of one inspection."""
    return PublishedOverall.objects.filter(inspection=inspection).first()


def score_of(overall: PublishedOverall) -> Score | None:
    """The published score as the core's value; None where none was published."""
    if overall.score_points is None or overall.score_out_of is None:
        return None
    return Score(overall.score_points, overall.score_out_of)


def computed_rating(inspection: Inspection) -> tuple[ComputedRating, InspectionRating] | None:
    """What the core makes of the answers we hold: the row that says from what, and the result with its steps."""
    row = ComputedRating.objects.filter(inspection=inspection).first()
    return None if row is None else (row, rating_from_json(row.result))


def data_findings() -> QuerySet[DataFinding]:
    """Where published facts disagree, the severest first."""
    return DataFinding.objects.select_related("inspection__provider").order_by(SEVEREST_FIRST, "kind", "key")
