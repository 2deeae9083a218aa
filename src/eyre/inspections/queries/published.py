"""What pages about published inspections ask."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from eyre.inspections.models import DataLoad, Inspection, InspectionSource, Programme

from .visible import visible_to


def published_inspections() -> QuerySet[Inspection]:
    """The published inspections with provider, region, edition (without its text) and programme, newest first."""
    return (
        visible_to()
        .select_related("provider", "region", "edition", "programme")
        .defer("edition__text")
        .order_by("-published_from", "id")
    )


def programmes() -> QuerySet[Programme]:
    """The programmes of which anything is published, in their order, with their edition (without its text)."""
    begun = visible_to().filter(programme=OuterRef("pk")).order_by()
    return Programme.objects.filter(Exists(begun)).select_related("edition").defer("edition__text")


def years() -> list[int]:
    """The years in which inspections were published, newest first; of a span of years, its first."""
    found = visible_to().exclude(published_from=None).values_list("published_from__year", flat=True)
    return sorted(set(found), reverse=True)


def sources_of(inspection: Inspection) -> QuerySet[InspectionSource]:
    """Where its facts were read."""
    return InspectionSource.objects.filter(inspection=inspection).select_related("source")


def latest_load() -> DataLoad | None:
    """The last time that data were brought in and changed something."""
    return DataLoad.objects.first()
