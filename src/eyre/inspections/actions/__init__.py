"""Every write about inspections."""

from .facts import note_fact
from .opening import open_inspection
from .plans import finish_task, move_task, reopen_task, set_dates
from .programmes import move_round, open_programme, plan_review
from .published import record_load, record_published
from .reading import (
    record_read_counts,
    record_read_inspection,
    record_reading,
    record_source,
    redate_read_inspection,
)
from .stages import move_stage
from .teams import join_team, leave_team

__all__ = [
    "finish_task",
    "join_team",
    "leave_team",
    "move_round",
    "move_stage",
    "move_task",
    "note_fact",
    "open_inspection",
    "open_programme",
    "plan_review",
    "record_load",
    "record_published",
    "record_read_counts",
    "record_read_inspection",
    "record_reading",
    "record_source",
    "redate_read_inspection",
    "reopen_task",
    "set_dates",
]
