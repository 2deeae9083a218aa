"""Every write about inspections."""

from .facts import note_fact
from .opening import open_inspection
from .published import record_load, record_published
from .reading import (
    record_read_counts,
    record_read_inspection,
    record_reading,
    record_source,
    redate_read_inspection,
)
from .teams import join_team, leave_team

__all__ = [
    "join_team",
    "leave_team",
    "note_fact",
    "open_inspection",
    "record_load",
    "record_published",
    "record_read_counts",
    "record_read_inspection",
    "record_reading",
    "record_source",
    "redate_read_inspection",
]
