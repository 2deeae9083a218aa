"""Which figures does the database hold of an inspection? The register that its report may speak of."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.db.models import Q, QuerySet

from eyre.cases.queries import answers_of, frozen_answers
from eyre.core.figures import Count
from eyre.core.frameworks import Edition
from eyre.core.ratings import InspectionRating, NotKnown, Outcome, Rated
from eyre.core.reports import Figure, FigureRegister, Number, Share, Value
from eyre.frameworks.queries import editions
from eyre.inspections.models import Inspection, PublishedCount
from eyre.inspections.queries import inspection, visible_to
from eyre.people.standing import NOBODY, Standing
from eyre.providers.models import ProviderName
from eyre.providers.queries import public_providers
from eyre.ratings.models import PublishedRating
from eyre.ratings.queries import computed_rating, outcome_of, overall_of, score_of

from .counted import (
    figure_of_cases,
    figures_of_groups,
    figures_of_overall,
    figures_of_ratings,
    figures_of_tallies,
    slug,
)
from .register import joined

PUBLISHED = "published"


def inspections_with_figures(standing: Standing = NOBODY) -> list[tuple[str, str]]:
    """The inspections somebody may see, by name: their ids, and their names with the date of publication."""
    rows = visible_to(standing).order_by("name_as_printed", "-published_from", "id").defer("notes")
    return [(row.id, str(row)) for row in rows]


def names_of_bodies() -> tuple[str, ...]:
    """Every name under which a public provider is or was known."""
    known = public_providers().order_by()
    # a variant is what somebody printed, and may be the very mistake that is looked for
    others = ProviderName.objects.filter(provider__in=known).exclude(use=ProviderName.Use.VARIANT).order_by()
    return tuple(sorted({*known.values_list("name", flat=True), *others.values_list("name", flat=True)}))


def names_of_inspected(inspection_id: str, standing: Standing = NOBODY) -> tuple[str, ...]:
    """The names of the body of one inspection: today's, and as it was printed.

    Raises:
        InspectionNotFound: when there is no such inspection, or none they may see.
    """
    found = inspection(inspection_id, standing)
    return tuple(sorted({found.provider.name, found.name_as_printed}))


def register_of(inspection_id: str, standing: Standing = NOBODY) -> FigureRegister:
    """The figures of one inspection that somebody may see: cases counted, ratings, score, published numbers.

    What was published comes before what is computed from the answers; nothing is calculated here.

    Raises:
        InspectionNotFound: when there is no such inspection, or none they may see.
    """
    found = inspection(inspection_id, standing)
    edition = editions({found.edition_id: found.edition.digest})[found.edition_id]
    return joined(_answered(found), _rated(found, edition), _published_counts(found))


def _answered(found: Inspection) -> Iterator[Figure]:
    held, row = answers_of(found), frozen_answers(found)
    if held is None or row is None:
        return
    made = " that Eyre reconstructed" if row.is_reconstructed else ""
    name, source = slug(found.id), f"answers about cases{made}"
    yield figure_of_cases(name, len(held.matrix.cases), source)
    yield from figures_of_tallies(name, held.matrix.tallies(), source)
    yield from figures_of_groups(name, held.matrix, source)


def _rated(found: Inspection, edition: Edition) -> Iterator[Figure]:
    computed = computed_rating(found)
    rating = computed[1] if computed else None
    yield from figures_of_ratings(slug(found.id), edition, _outcomes(found, edition, rating))
    overall, whole = overall_of(found), rating.overall if rating else None
    outcome: Outcome | None = Rated(overall.band) if overall and overall.band else None
    score = score_of(overall) if overall else None
    if outcome is None and score is None and whole:
        yield from figures_of_overall(slug(found.id), edition, whole.outcome, whole.score, _computed(edition))
    else:
        yield from figures_of_overall(slug(found.id), edition, outcome, score, PUBLISHED)


def _outcomes(
    found: Inspection, edition: Edition, rating: InspectionRating | None
) -> dict[str, tuple[Outcome, str]]:
    """The outcome of each standard: as published, else as computed."""
    rows = PublishedRating.objects.filter(inspection=found).values_list("standard_ref", "outcome")
    published = {ref: outcome_of(stored) for ref, stored in rows}
    outcomes: dict[str, tuple[Outcome, str]] = {}
    for standard in edition.standards:
        said = published.get(standard.ref, NotKnown())
        if isinstance(said, NotKnown) and rating is not None:
            outcomes[standard.ref] = rating.standard(standard.ref).outcome, _computed(edition)
        elif not (standard.ref not in published and found.table_is_complete):
            outcomes[standard.ref] = said, PUBLISHED
    return outcomes


def _computed(edition: Edition) -> str:
    return f"computed from the answers by {edition.id}"


def _published_counts(found: Inspection) -> Iterator[Figure]:
    for row in _counts_about(found).select_related("source"):
        if (value := _value(row)) is not None:
            name = f"{slug(found.id)}/{PUBLISHED}/{slug(row.id)}"
            yield Figure(name, value, row.polarity, row.unit, f"{row.measure} ({row.source.citation})")


def _counts_about(found: Inspection) -> QuerySet[PublishedCount]:
    """The numbers about this inspection, and those its sources state about no single one."""
    sources = PublishedRating.objects.filter(inspection=found).order_by().values("source")
    return PublishedCount.objects.filter(Q(inspection=found) | Q(inspection=None, source__in=sources))


def _value(row: PublishedCount) -> Value | None:
    """The number where it was given exactly; a bound or a range is no figure that words could be checked by."""
    if row.x_bound or row.of_bound:
        return None
    if row.x is not None and row.of:
        return Count(row.x, row.of)
    if row.percent_from is not None and row.percent_from == row.percent_to:
        return Share(Fraction(row.percent_from) / 100)
    return Number(int(row.value)) if row.value.isdecimal() else None
