"""Every read about recommendations that is asked twice."""

from __future__ import annotations

from django.db.models import QuerySet

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
