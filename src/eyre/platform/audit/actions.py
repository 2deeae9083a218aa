"""Acts on the log itself that are written down in it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from .actor import Actor
from .faults import Verified
from .operations import Operation
from .recording import record


@transaction.atomic
def note_verification(*, found: Verified, by: Actor, at: datetime) -> None:
    """Write down that a chain was verified, up to which head, and how much was found wrong."""
    record(
        "chain.verified",
        by=by,
        at=at,
        operation=Operation.SECURITY,
        on=("audit.chain", found.chain),
        after={
            "head": found.head,
            "number": found.number,
            "rows": found.rows,
            "faults": found.fault_count,
        },
    )
