"""The recommendations as they ship."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.platform.audit import Actor, record_changes
from eyre.platform.rows import Changes, match_rows
from eyre.recommendations.models import Recommendation


@transaction.atomic
def record_recommendations(*, recommendations: list[Recommendation], by: Actor, at: datetime) -> Changes:
    """Make the recommendations of these inspections exactly these; what people added stays."""
    ids = {recommendation.inspection_id for recommendation in recommendations}
    changes = match_rows(
        recommendations,
        Recommendation,
        key=["inspection", "number"],
        within=Recommendation.objects.filter(inspection_id__in=ids, is_shipped=True),
    )
    return record_changes(
        "recommendations.recorded", changes, by=by, at=at, on=("recommendations.published", "shipped")
    )
