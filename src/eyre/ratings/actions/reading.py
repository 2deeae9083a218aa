"""Ratings that were read in a published document and accepted by a person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor, record_changes
from eyre.platform.rows import Changes, match_rows
from eyre.ratings.exceptions import CannotReplace
from eyre.ratings.models import PublishedOverall, PublishedRating


@transaction.atomic
def record_read_ratings(
    *,
    inspection: Inspection,
    ratings: list[PublishedRating],
    overall: PublishedOverall | None,
    by: Actor,
    at: datetime,
) -> Changes:
    """Add these ratings of one inspection, or put them in the place of others; nothing goes.

    Raises:
        CannotReplace: where one would stand in the place of a rating that ships: those change with the data only.
    """
    refs = [rating.standard_ref for rating in ratings]
    shipped = PublishedRating.objects.filter(inspection=inspection, standard_ref__in=refs, is_shipped=True)
    overalls = [overall] if overall else []
    if shipped.exists() or (
        overall and PublishedOverall.objects.filter(inspection=inspection, is_shipped=True).exists()
    ):
        raise CannotReplace("Ratings that ship with the data are not changed by a document.")
    changes = match_rows(ratings, PublishedRating, key=["inspection", "standard_ref"]) + match_rows(
        overalls, PublishedOverall, key=["inspection"]
    )
    return record_changes("ratings.read", changes, by=by, at=at, on=inspection)
