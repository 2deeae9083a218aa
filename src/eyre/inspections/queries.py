"""Every read about inspections that is asked twice. Every list asks `visible_to`."""

from __future__ import annotations

from django.db.models import QuerySet

from .exceptions import InspectionNotFound
from .models import DataLoad, Inspection, InspectionSource, Programme


def visible_to(person: object = None) -> QuerySet[Inspection]:
    """The inspections a person may see; published ones are open to everyone, nobody signed in included."""
    return Inspection.objects.filter(is_public=True)


def published_inspections() -> QuerySet[Inspection]:
    """The published inspections with provider, region, edition (without its text) and programme, newest first."""
    return (
        visible_to()
        .select_related("provider", "region", "edition", "programme")
        .defer("edition__text")
        .order_by("-published_from", "id")
    )


def inspection(inspection_id: str, person: object = None) -> Inspection:
    """One inspection that the person may see, with what a page about it needs.

    Raises:
        InspectionNotFound: when there is none, or none they may see.
    """
    related = ("provider", "region", "edition", "programme", "previous")
    found = (
        visible_to(person).select_related(*related).defer("edition__text").filter(id=inspection_id).first()
    )
    if found is None:
        raise InspectionNotFound(f"There is no inspection {inspection_id!r}.")
    return found


def programmes() -> QuerySet[Programme]:
    """The programmes, in their order, with their edition (without its text)."""
    return Programme.objects.select_related("edition").defer("edition__text")


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
