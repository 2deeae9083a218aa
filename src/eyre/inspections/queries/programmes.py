"""Which rounds are there, and what can be planned in them?"""

from __future__ import annotations

from django.db.models import QuerySet

from eyre.providers.coverage import Way, reached
from eyre.providers.models import Kind as ProviderKind
from eyre.providers.models import Provider


def units_of(region: Provider) -> QuerySet[Provider]:
    """The delivery units that are a part of a region today, by name."""
    start = Provider.objects.filter(pk=region.pk).order_by().values("pk")
    within = reached(start, {Way.TO_PARTS})
    return Provider.objects.filter(pk__in=within, kind=ProviderKind.PDU).order_by("name", "slug")
