"""Every read about recommendations that is asked twice."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from eyre.inspections.models import Inspection
from eyre.providers.models import Provider

from .models import Recommendation


def recommendations_of(inspection: Inspection) -> QuerySet[Recommendation]:
    """The recommendations of one inspection, by number."""
    return (
        Recommendation.objects.filter(inspection=inspection)
        .select_related("addressed_to", "source")
        .order_by("number")
    )


def recommendations_to(body: Provider) -> QuerySet[Recommendation]:
    """What one body is told across all published inspections: a region across its PDUs, HMPPS across regions."""
    return (
        Recommendation.objects.filter(addressed_to=body, inspection__is_public=True)
        .select_related("inspection__provider", "source")
        .order_by("-inspection__published_from", "inspection_id", "number")
    )


def bodies_addressed() -> list[tuple[Provider, int]]:
    """Every body that is told something, with how many recommendations; the most told first."""
    counted = (
        Recommendation.objects.filter(inspection__is_public=True, addressed_to__isnull=False)
        .values("addressed_to")
        .annotate(n=Count("id"))
        .order_by("-n", "addressed_to")
    )
    bodies = Provider.objects.in_bulk([each["addressed_to"] for each in counted])
    return [(bodies[each["addressed_to"]], each["n"]) for each in counted]
