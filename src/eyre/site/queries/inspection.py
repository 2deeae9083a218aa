"""Everything on the page of one inspection."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Value

from eyre.core.calendar import parse_partial, say_day
from eyre.core.frameworks import Edition
from eyre.core.ratings import (
    NotRated,
    OverallRating,
    Score,
)
from eyre.frameworks.queries import editions
from eyre.inspections.models import InspectionSource, Kind, PublishedCount
from eyre.inspections.queries import visible_to
from eyre.people.standing import NOBODY, Standing
from eyre.platform.prepared import Prepared
from eyre.ratings.models import DataFinding, PublishedOverall
from eyre.recommendations.models import Addressee, Recommendation

from .agreement import say_agreement, say_from_answers, say_left_open
from .answers import computed_rating
from .figures import about
from .findings import columns_of, found
from .listing import with_overall
from .marks import band_mark, overall_mark
from .previous import say_previous
from .published import band_ranges, outcomes_of, overall_of, printed_ratings
from .sheets import (
    Advice,
    AdviceTo,
    Facts,
    ReadIn,
    Sheet,
)
from .standard_rows import counted_sets, domain_tables, stranger_rows

COLUMNS = (
    "id", "name_as_printed", "provider_id", "provider__name", "kind", "region_id", "region__name",
    "region_as_printed", "fieldwork", "published", "published_basis", "edition_id", "edition__digest",
    "edition__title", "edition__short_title", "programme_id", "programme__title", "cases_inspected",
    "previous_id", "previous_as_printed", "previous_overall_as_printed", "table_is_complete", "notes",
    "band", "basis", "points", "out_of", "score_basis", "later",
)  # fmt: skip
PREVIOUS = {
    "previous_name": F("previous__name_as_printed"),
    "previous_published": F("previous__published"),
    "previous_edition": F("previous__edition"),
    "previous_digest": F("previous__edition__digest"),
    "previous_framework": F("previous__edition__short_title"),
}


class NoSuchInspection(LookupError):
    """There is no inspection of this id that may be seen."""


def sheet_of(inspection: str) -> Sheet:
    """The page of one public inspection. Raises NoSuchInspection."""
    row = inspection_row(inspection)
    edition = editions({row["edition_id"]: row["edition__digest"]})[row["edition_id"]]
    printed = printed_ratings(inspection)
    outcomes = outcomes_of(edition, printed, row["table_is_complete"])
    by_rule = overall_of(edition, outcomes)
    overall = overall_mark(edition, row["band"], row["basis"])
    if overall.is_unrated_type:
        outcomes = {ref: NotRated("inspections of this kind are not rated") for ref in outcomes}
    held = computed_rating(inspection)
    computed = held.rating if held else None
    score = Score(row["points"], row["out_of"]) if row["out_of"] else None
    own, others = _counts(inspection)
    return Sheet(
        facts=_facts(row),
        overall=overall,
        overall_basis=row["basis"] or "",
        score=score,
        score_basis=row["score_basis"] or "",
        domains=domain_tables(edition, printed, row["table_is_complete"], outcomes, computed),
        strangers=stranger_rows(edition, printed),
        **_by_rule(edition, row["band"], score, by_rule),
        from_answers=say_from_answers(edition, outcomes, computed) if computed else "",
        is_reconstructed=bool(held and held.is_reconstructed),
        answers_note=held.note if held else "",
        sets=counted_sets(edition, computed) if computed else (),
        previous=say_previous(edition, row, score),
        own_counts=own,
        other_counts=others,
        recommendations=recommendations_of(inspection),
        sources=_sources(inspection),
        findings=found(FINDINGS.rows(inspection)),
        cuts=whole_cuts(edition),
    )


def title_of(inspection: str) -> str:
    """The name of a public inspection as printed. Raises NoSuchInspection."""
    name = visible_to().filter(pk=inspection).values_list("name_as_printed", flat=True).first()
    if name is None:
        raise NoSuchInspection(inspection)
    return name


def _inspection(inspection: str, standing: Standing = NOBODY) -> QuerySet[Any, Any]:
    seen = visible_to(standing)
    later = seen.filter(previous=OuterRef("pk")).order_by("-published_from").values("pk")[:1]
    before = PublishedOverall.objects.filter(inspection=OuterRef("previous"))
    rows = with_overall(seen.filter(pk=inspection).order_by()).annotate(
        later=Subquery(later),
        previous_seen=Exists(seen.filter(pk=OuterRef("previous")).order_by()),
        previous_band=Subquery(before.values("band")),
        previous_points=Subquery(before.values("score_points")),
        previous_out_of=Subquery(before.values("score_out_of")),
    )
    columns = (*COLUMNS, "previous_seen", "previous_band", "previous_points", "previous_out_of")
    named: QuerySet[Any, Any] = rows.values(*columns, **PREVIOUS)
    return named


INSPECTION = Prepared(_inspection)


def inspection_row(inspection: str, standing: Standing = NOBODY) -> dict[str, Any]:
    """The row of one inspection that may be seen, with its overall rating and what it follows.

    Of a previous inspection that may not be seen it keeps only what was printed. Raises NoSuchInspection.
    """
    rows = list(_inspection(inspection, standing)) if standing.is_signed_in else INSPECTION.dicts(inspection)
    if not rows:
        raise NoSuchInspection(inspection)
    row = rows[0]
    return row if row["previous_seen"] else row | {"previous_id": None}


def whole_cuts(edition: Edition) -> tuple[int, ...]:
    """The cuts of the case rule in whole per cents, for the lines on a bar."""
    return tuple(round(100 * cut.at) for cut in edition.cases.scale.cuts) if edition.cases else ()


def _facts(row: dict[str, Any]) -> Facts:
    return Facts(
        id=row["id"],
        name=row["name_as_printed"],
        provider=row["provider_id"],
        provider_name=row["provider__name"],
        kind=Kind(row["kind"]).label,
        region=row["region_id"] or "",
        region_name=row["region__name"] or row["region_as_printed"],
        fieldwork=str(parse_partial(row["fieldwork"])),
        published=str(parse_partial(row["published"])),
        published_basis=row["published_basis"],
        edition=row["edition_id"],
        edition_title=row["edition__title"],
        programme=row["programme_id"],
        programme_title=row["programme__title"],
        cases_inspected=row["cases_inspected"],
        notes=row["notes"],
        later=row["later"] or "",
        table_is_complete=row["table_is_complete"],
    )


def _by_rule(
    edition: Edition, band: str | None, score: Score | None, by_rule: OverallRating | str
) -> dict[str, Any]:
    if isinstance(by_rule, str):
        return {"steps": (), "left_open": "", "ranges": (), "no_rule": by_rule, "agreement": ()}
    ranges = tuple((band_mark(edition, one.band), one) for one in band_ranges(edition, by_rule.score))
    return {
        "steps": () if by_rule.possible else by_rule.steps,
        "left_open": say_left_open(edition, by_rule),
        "ranges": ranges,
        "no_rule": "",
        "agreement": say_agreement(edition, band, score, by_rule),
    }


# COUNT of a column leaves out the rows where it is NULL: those that are about no single inspection
COUNTS = Prepared(
    lambda inspection: (
        PublishedCount.objects.filter(about(inspection))
        .order_by()
        .values(kind=Value(0))
        .annotate(own=Count("inspection"), every=Count("pk"))
        .values("own", "every")
    )
)


def _counts(inspection: str) -> tuple[int, int]:
    """How many figures were published about this inspection, and how many others its sources hold."""
    own, every = next(iter(COUNTS.rows(inspection)), (0, 0))
    return own, every - own


RECOMMENDATIONS = Prepared(
    lambda inspection: (
        Recommendation.objects.filter(inspection=inspection)
        .order_by("number")
        .values("number", "text", "is_paraphrase", "addressee", "addressed_to__name")
    )
)
SOURCES = Prepared(
    lambda inspection: (
        InspectionSource.objects.filter(inspection=inspection)
        .order_by("pk")
        .values(
            "source__citation",
            "source__url",
            "source__licence",
            "kind",
            "what_was_read",
            "source_date",
            "read_on",
        )
    )
)
FINDINGS = Prepared(lambda inspection: columns_of(DataFinding.objects.filter(inspection=inspection)))


def recommendations_of(inspection: str) -> tuple[AdviceTo, ...]:
    """The recommendations of an inspection by addressee, in the order in which they were printed."""
    groups: dict[str, list[Advice]] = {}
    for number, text, paraphrase, addressee, name in RECOMMENDATIONS.rows(inspection):
        title = name or Addressee(addressee).label
        groups.setdefault(title, []).append(Advice(number, text, paraphrase))
    return tuple(AdviceTo(name, tuple(advice)) for name, advice in groups.items())


def _sources(inspection: str) -> tuple[ReadIn, ...]:
    return tuple(
        ReadIn(
            citation, url, licence, kind, what, str(parse_partial(when)), say_day(read_on) if read_on else ""
        )
        for citation, url, licence, kind, what, when, read_on in SOURCES.rows(inspection)
    )
