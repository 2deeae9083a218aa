"""Noting whether every standard is judged, and whether what a panel signed still holds: after each write about judgements,
and when answers are frozen or opened again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from eyre.core.planning import Needed
from eyre.inspections.facts import store_fact
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor

from .models import Panel
from .queries.judgements import proposed, wanting
from .queries.panels import latest_signed, open_panel
from .queries.papers import papers_of, read


def note_judged(*, inspection: Inspection, by: Actor, at: datetime, **_: Any) -> None:
    """Keep whether every standard of an inspection is judged now; for actions, which record what they did, and for the
    signal that a freeze changed, which is sent inside one."""
    store_fact(inspection=inspection, needed=Needed.JUDGED, true=not wanting(inspection), by=by, at=at)
    note_decided(inspection=inspection, by=by, at=at)


def note_decided(*, inspection: Inspection, by: Actor, at: datetime) -> None:
    """Keep whether what two people signed is what is proposed now. What they signed stays as it is; but the inspection
    does not go on with it once it was judged, or frozen, otherwise. While a correction is open, nothing is decided."""
    signed = latest_signed(inspection.pk)
    if signed is not None and open_panel(inspection.pk) is None:
        store_fact(
            inspection=inspection, needed=Needed.DECIDED, true=_holds(signed, inspection), by=by, at=at
        )


def _holds(signed: Panel, inspection: Inspection) -> bool:
    now = proposed(inspection).proposal
    return now is not None and read(papers_of(signed)[0])["proposal"] == now.digest
