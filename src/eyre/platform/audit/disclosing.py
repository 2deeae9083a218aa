"""How is it made sure that nobody takes rows of the log away without leaving one?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from .actor import Actor
from .exporting import export
from .operations import Operation
from .recording import record_read
from .searching import Asked, how_many

MOST = 100_000  # rows in one file from a page


def disclosed(
    asked: Asked, form: str, *, by: Actor, at: datetime, most: int | None = None, user: str = ""
) -> Iterator[str]:
    """The export of what was asked for, after the disclosure is written down with what was asked and how much.

    `user` is who runs a command, as their machine knows them.
    """
    told = asked.as_ids() | {"form": form} | ({"user": user} if user else {})
    count = how_many(asked, most) if most is not None else None
    record_read(
        "audit.exported",
        by=by,
        at=at,
        on=("audit.log", asked.chain or "both"),
        operation=Operation.DISCLOSURE,
        after=told | ({"rows": min(count, most)} if count is not None and most is not None else {}),
    )
    return export(asked, form, most=most)
