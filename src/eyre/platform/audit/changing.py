"""How is it written down that a whole table was made to match data that came in?"""

from __future__ import annotations

from datetime import datetime

from eyre.platform.rows import Changes

from .actor import Actor
from .operations import Operation
from .recording import Subject, record


def record_changes(action: str, changes: Changes, *, by: Actor, at: datetime, on: Subject) -> Changes:
    """Write down how many rows were created, changed and deleted; nothing where none were. Gives the changes back.

    New rows are a collection, changes and deletions alone an alteration.
    """
    if changes:
        operation = Operation.COLLECTION if changes.created else Operation.ALTERATION
        record(action, by=by, at=at, operation=operation, on=on, after=changes.as_dict())
    return changes
