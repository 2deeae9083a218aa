"""Every read about ratings that is asked twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from eyre.core.frameworks import Edition, Standard
from eyre.core.ratings import InspectionRating, NotKnown, NotRated, Outcome, Rated, Score
from eyre.core.ratings.consistency import PublishedFacts, known_outcomes
from eyre.inspections.models import Inspection

from .models import NOT_KNOWN, NOT_RATED, ComputedRating, DataFinding, PublishedOverall, PublishedRating
from .records import rating_from_json

SEVEREST_FIRST = Case(
    When(severity="error", then=Value(0)),
    When(severity="warning", then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One row of the ratings table: a standard of the edition, and what was published of it."""

    standard: Standard
    outcome: Outcome
    published: PublishedRating | None


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


def find_overalls(
    *,
    kind: str = "",
    region: str = "",
    year: int | None = None,
    edition: str = "",
    band: str = "",
    text: str = "",
) -> QuerySet[PublishedOverall]:
    """The published overall ratings that match every filter given; `text` is looked for in names and notes."""
    exact = {
        "inspection__kind": kind,
        "inspection__region_id": region,
        "inspection__edition_id": edition,
        "band": band,
    }
    found = published_overalls().filter(**{name: value for name, value in exact.items() if value})
    if year is not None:
        found = found.filter(
            inspection__published_from__year__lte=year, inspection__published_to__year__gte=year
        )
    for word in text.split():
        found = found.filter(
            Q(inspection__name_as_printed__icontains=word)
            | Q(inspection__provider__name__icontains=word)
            | Q(inspection__region_as_printed__icontains=word)
            | Q(inspection__notes__icontains=word)
        )
    return found


def overall_of(inspection: Inspection) -> PublishedOverall | None:
    """What was published as the overall rating and score of one inspection."""
    return PublishedOverall.objects.filter(inspection=inspection).first()


def score_of(overall: PublishedOverall) -> Score | None:
    """The published score as the core's value; None where none was published."""
    if overall.score_points is None or overall.score_out_of is None:
        return None
    return Score(overall.score_points, overall.score_out_of)


def published_table(inspection: Inspection, edition: Edition) -> list[PublishedRow]:
    """The ratings table in the order of the edition: every standard, with what was published of it.

    A standard that our source does not mention is not known; of a complete table, it is not rated.
    """
    held = {
        row.standard_ref: row
        for row in PublishedRating.objects.filter(inspection=inspection).select_related("source")
    }
    published = PublishedFacts(
        {ref: outcome_of(row.outcome) for ref, row in held.items()}, complete=inspection.table_is_complete
    )
    outcomes = known_outcomes(edition, published)
    return [PublishedRow(s, outcomes[s.ref], held.get(s.ref)) for s in edition.standards]


def published_ratings_of(inspection_ids: Iterable[str]) -> QuerySet[PublishedRating]:
    """The published ratings of standards of several inspections."""
    return PublishedRating.objects.filter(inspection_id__in=list(inspection_ids))


def computed_rating(inspection: Inspection) -> tuple[ComputedRating, InspectionRating] | None:
    """What the core makes of the answers we hold: the row that says from what, and the result with its steps."""
    row = ComputedRating.objects.filter(inspection=inspection).first()
    return None if row is None else (row, rating_from_json(row.result))


def computed_inspections() -> set[str]:
    """The ids of the inspections that were rated from answers."""
    return set(ComputedRating.objects.values_list("inspection_id", flat=True))


def data_findings() -> QuerySet[DataFinding]:
    """Where published facts disagree, the severest first."""
    return DataFinding.objects.select_related("inspection__provider").order_by(SEVEREST_FIRST, "kind", "key")


def findings_of(inspection: Inspection) -> QuerySet[DataFinding]:
    """Where the facts published of one inspection disagree, the severest first."""
    return DataFinding.objects.filter(inspection=inspection).order_by(SEVEREST_FIRST, "kind", "key")
