"""The published inspections as they ship."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from eyre.inspections.models import DataLoad, Inspection, InspectionSource, Programme, PublishedCount, Source
from eyre.inspections.published import Published
from eyre.platform.audit import Actor, Operation, record, record_changes
from eyre.platform.rows import Changes, match_rows

# What people plan of a round and of an inspection, and no data ship
PLANNED = ("planned_from", "planned_to", "region")
HOW_FAR = ("stage", "announced_on", "review")


@transaction.atomic
def record_published(*, published: Published, sources: list[Source], by: Actor, at: datetime) -> Changes:
    """Make the tables hold these inspections, what was read about them, and the counts somebody published.

    An inspection that is no longer in the data stays; what is said of one that is there matches the data.
    What people added to it stays.
    """
    ids = [inspection.id for inspection in published.inspections]
    changes = (
        match_rows(published.programmes, Programme, key=["slug"], kept=PLANNED)
        + match_rows(sources, Source, key=["reference"])
        + match_rows(published.inspections, Inspection, key=["id"], kept=HOW_FAR)
        + match_rows(
            published.readings,
            InspectionSource,
            key=["inspection", "source", "what_was_read"],
            within=InspectionSource.objects.filter(inspection_id__in=ids, is_shipped=True),
        )
        + match_rows(
            published.counts,
            PublishedCount,
            key=["id"],
            within=PublishedCount.objects.filter(is_shipped=True),
        )
    )
    return record_changes(
        "inspections.recorded", changes, by=by, at=at, on=("inspections.published", "shipped")
    )


@transaction.atomic
def record_load(*, changes: Mapping[str, Changes], by: Actor, at: datetime) -> DataLoad | None:
    """Write down who brought data in and what it changed; nothing when it changed nothing."""
    if not any(changes.values()):
        return None
    told = {name: change.as_dict() for name, change in changes.items()}
    load = DataLoad.objects.create(loaded_by=by.id, loaded_at=at, changes=told)
    record("data.loaded", by=by, at=at, operation=Operation.COLLECTION, on=load, after=_rows(changes))
    return load


def _rows(changes: Mapping[str, Changes]) -> Mapping[str, int]:
    return sum(changes.values(), Changes()).as_dict()
