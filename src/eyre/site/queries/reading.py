"""Which figures do the help and the page about the data show? All are read from the database, none is typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from eyre.core.calendar import say_day
from eyre.core.frameworks import Edition
from eyre.frameworks.models import StoredEdition
from eyre.frameworks.queries import edition
from eyre.inspections.models import InspectionSource, PublishedCount, Source
from eyre.inspections.queries import latest_load, visible_to
from eyre.providers.queries import public_providers
from eyre.ratings.models import DataFinding, PublishedOverall, PublishedRating
from eyre.recommendations.models import Recommendation

from .findings import public_findings
from .inspection import NoSuchInspection, sheet_of
from .sheets import Sheet, StandardRow

EXAMPLES = ("pdu-2023-blackburn", "pdu-2023-cheshirewest")


@dataclass(frozen=True, slots=True)
class Example:
    """A published inspection to explain with, its edition, and one standard that can be followed down to cases."""

    sheet: Sheet
    edition: Edition
    followed: StandardRow | None


@dataclass(frozen=True, slots=True)
class Held:
    """What Eyre holds, and how it is known."""

    inspections: int
    providers: int
    editions: int
    scores: int
    complete: int
    recommendations: int
    findings: int
    contradictions: int
    sources: int
    bases: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    licences: tuple[tuple[str, int], ...]
    loaded: str


def examples() -> tuple[Example, ...]:
    """The inspections the help explains with; fewer where they are not loaded."""
    return tuple(found for found in map(_example, EXAMPLES) if found)


def _example(inspection: str) -> Example | None:
    try:
        sheet = sheet_of(inspection)
    except NoSuchInspection:
        return None
    return Example(sheet, edition(sheet.facts.edition), _most_cases(sheet))


def _most_cases(sheet: Sheet) -> StandardRow | None:
    """The first of the standards whose governing question rests on the most cases."""
    counted = [(row.governing.count.of, row) for row in sheet.standards if row.governing]
    return max(counted, key=lambda pair: pair[0])[1] if counted else None


def held() -> Held:
    """What Eyre holds."""
    overall = PublishedOverall.objects.filter(inspection__is_public=True)
    bases = Counter(overall.values_list("basis", flat=True))
    severities = Counter(public_findings().values_list("severity", flat=True))
    kinds = Counter(
        InspectionSource.objects.filter(inspection__is_public=True).values_list("kind", flat=True)
    )
    licences = Counter(_sources().values_list("licence", flat=True))
    load = latest_load()
    return Held(
        inspections=visible_to().count(),
        providers=public_providers().count(),
        editions=StoredEdition.objects.count(),
        scores=overall.filter(score_points__isnull=False).count(),
        complete=visible_to().filter(table_is_complete=True).count(),
        recommendations=Recommendation.objects.filter(inspection__is_public=True).count(),
        findings=severities.total(),
        contradictions=severities[DataFinding.Severity.ERROR.value],
        sources=licences.total(),
        bases=tuple(bases.most_common()),
        kinds=tuple(kinds.most_common()),
        licences=tuple((licence or "not stated", number) for licence, number in licences.most_common()),
        loaded=say_day(load.loaded_at.date()) if load else "not yet",
    )


def _sources() -> QuerySet[Source]:
    """The sources that stand on public pages: all but those in which only unpublished inspections were read."""
    return Source.objects.exclude(_read_for(is_public=False) & ~_read_for(is_public=True))


def _read_for(*, is_public: bool) -> Q:
    """Sources of facts about inspections that are public, or about those that are not."""
    wanted = Q()
    for model in (InspectionSource, PublishedCount, PublishedRating, Recommendation):
        rows = model._default_manager.filter(inspection__is_public=is_public).order_by()
        wanted |= Q(pk__in=rows.values("source"))
    return wanted
