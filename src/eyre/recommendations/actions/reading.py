"""Recommendations that were read in a published document and accepted by a person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor, record_changes
from eyre.platform.rows import Changes, match_rows
from eyre.recommendations.exceptions import CannotReplace
from eyre.recommendations.models import Recommendation


@transaction.atomic
def record_read_recommendations(
    *, inspection: Inspection, recommendations: list[Recommendation], by: Actor, at: datetime
) -> Changes:
    """Add these recommendations of one inspection, or put them in the place of others; nothing goes.

    Raises:
        CannotReplace: where one has the number of a recommendation that ships: those change with the data only.
    """
    numbers = [each.number for each in recommendations]
    if Recommendation.objects.filter(inspection=inspection, number__in=numbers, is_shipped=True).exists():
        raise CannotReplace("Recommendations that ship with the data are not changed by a document.")
    changes = match_rows(recommendations, Recommendation, key=["inspection", "number"])
    return record_changes("recommendations.read", changes, by=by, at=at, on=inspection)
