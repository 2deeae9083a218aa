"""Every write about recommendations."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.platform.audit import Actor, record_changes
from eyre.platform.rows import Changes, match_rows

from .models import Recommendation


@transaction.atomic
def record_recommendations(*, recommendations: list[Recommendation], by: Actor, at: datetime) -> Changes:
    """Make the recommendations of these inspections exactly these."""
    ids = {recommendation.inspection_id for recommendation in recommendations}
    changes = match_rows(
        recommendations,
        Recommendation,
        key=["inspection", "number"],
        within=Recommendation.objects.filter(inspection_id__in=ids),
    )
    return record_changes(
        "recommendations.recorded", changes, by=by, at=at, on=("recommendations.published", "shipped")
    )
