"""Every write about recommendations."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.platform.audit import Actor
from eyre.platform.rows import Changes, match_rows

from .models import Recommendation


@transaction.atomic
def record_recommendations(*, recommendations: list[Recommendation], by: Actor, at: datetime) -> Changes:
    """Make the recommendations of these inspections exactly these.

    Who loads it, and when, is recorded by the load of which this is a part (inspections.actions.record_load).
    """
    ids = {recommendation.inspection_id for recommendation in recommendations}
    return match_rows(
        recommendations,
        Recommendation,
        key=["inspection", "number"],
        within=Recommendation.objects.filter(inspection_id__in=ids),
    )
