"""Noting whether every standard is judged: after each write about judgements, and when answers are frozen or opened again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from eyre.core.planning import Needed
from eyre.inspections.facts import store_fact
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor

from .queries.judgements import wanting


def note_judged(*, inspection: Inspection, by: Actor, at: datetime, **_: Any) -> None:
    """Keep whether every standard of an inspection is judged now; for actions, which record what they did, and for the
    signal that a freeze changed, which is sent inside one."""
    store_fact(inspection=inspection, needed=Needed.JUDGED, true=not wanting(inspection), by=by, at=at)
