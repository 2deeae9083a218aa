"""Calling a ratings panel: when, where and who sits on it; and what it reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from eyre.core.planning import Needed, Stage
from eyre.core.ratings.panel import Fault, Seat, check_seats
from eyre.inspections.facts import store_fact
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor, Ids, Operation, record
from eyre.ratings.exceptions import CannotHold
from eyre.ratings.holding import locked
from eyre.ratings.models import Panel, PanelMember, PanelPapers
from eyre.ratings.noting import note_decided
from eyre.ratings.queries.panels import candidates, latest_signed, open_panel
from eyre.ratings.queries.papers import content_of, papers_of, sealed
from eyre.ratings.queries.proposals import proposal_of

CALLABLE = (Stage.JUDGEMENT, Stage.PANEL)
CHANGE = Operation.ALTERATION


@transaction.atomic
def call_panel(
    *,
    inspection: Inspection,
    held_on: date,
    place: str,
    seats: Mapping[str, Seat],
    because: str = "",
    by: Actor,
    at: datetime,
) -> Panel:
    """Call a panel for a day, with these people by id. After one was signed, the next corrects it, and says why.

    Raises:
        CannotHold: with everything that speaks against it, seat by seat.
    """
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    corrected = latest_signed(held.pk)
    faults = [*_not_now(held), *check_seats(seats, candidates(held))]
    if corrected and not because.strip():
        faults.append(Fault("Say why what was decided is corrected.", "because"))
    if faults:
        raise CannotHold(*faults)
    number = (Panel.objects.filter(inspection=held).aggregate(latest=Max("number"))["latest"] or 0) + 1
    panel = Panel.objects.create(
        inspection=held,
        number=number,
        held_on=held_on,
        place=place.strip(),
        corrects=corrected,
        corrects_because=because.strip() if corrected else "",
        called_by=Person.objects.get(pk=UUID(by.id)),
        called_at=at,
    )
    _seat(panel, seats)
    after: Ids = {"number": number, "members": len(seats), "corrects": corrected.number if corrected else 0}
    record("panel.called", by=by, at=at, operation=CHANGE, on=held, after=after)
    if corrected:
        # What was signed stays, and the inspection does not go on before the correction is signed too
        store_fact(inspection=held, needed=Needed.DECIDED, true=False, by=by, at=at)
    return panel


def _not_now(inspection: Inspection) -> tuple[Fault, ...]:
    if inspection.stage not in CALLABLE:
        words = Stage(inspection.stage).words.lower()
        return (
            Fault(
                f"A panel is called while an inspection is judged or before its panel; this one is at: {words}."
            ),
        )
    held = open_panel(inspection.pk)
    return (Fault(f"Panel {held.number} is open already: change it, or cancel it."),) if held else ()


def _seat(panel: Panel, seats: Mapping[str, Seat]) -> None:
    rows = [PanelMember(panel=panel, person_id=UUID(who), role=seat) for who, seat in seats.items()]
    PanelMember.objects.bulk_create(rows)


@transaction.atomic
def change_panel(
    *, panel: Panel, held_on: date, place: str, seats: Mapping[str, Seat], by: Actor, at: datetime
) -> Panel:
    """Move a panel, or change who sits on it; before anybody noted who came.

    Raises:
        CannotHold: with everything that speaks against it.
    """
    held = locked(panel)
    faults = list(check_seats(seats, candidates(held.inspection)))
    if PanelMember.objects.filter(panel=held, attended__isnull=False).exists():
        faults.append(Fault("The panel has met: who sat on it is in its minutes."))
    if faults:
        raise CannotHold(*faults)
    PanelMember.objects.filter(panel=held).delete()
    _seat(held, seats)
    held.held_on, held.place = held_on, place.strip()
    held.save(update_fields=["held_on", "place"])
    after: Ids = {"number": held.number, "members": len(seats)}
    record("panel.changed", by=by, at=at, operation=CHANGE, on=held.inspection, after=after)
    return held


@transaction.atomic
def cancel_panel(*, panel: Panel, by: Actor, at: datetime) -> Panel:
    """Cancel a panel that is not signed; it stays, with when and by whom.

    Raises:
        CannotHold: when it was signed or cancelled, or somebody has signed.
    """
    held = locked(panel)
    held.cancelled_at, held.cancelled_by = at, by.id
    held.save(update_fields=["cancelled_at", "cancelled_by"])
    after: Ids = {"number": held.number}
    record("panel.cancelled", by=by, at=at, operation=CHANGE, on=held.inspection, after=after)
    if held.corrects is not None:
        # The decisions that were to be corrected hold again, where they are still those of what is proposed
        note_decided(inspection=held.inspection, by=by, at=at)
    return held


@transaction.atomic
def prepare_papers(*, panel: Panel, by: Actor, at: datetime) -> PanelPapers:
    """Keep the papers as they are now, with their digest. Papers that have not changed are the ones that are kept.

    Raises:
        CannotHold: when the panel is over, or somebody has signed.
        NotFrozenYet, CannotRate: where there is no proposal to read.
    """
    held = locked(panel)
    text, digest = sealed(content_of(held.inspection, proposal_of(held.inspection)))
    latest = next(iter(papers_of(held)), None)
    if latest is not None and latest.digest == digest:
        return latest
    made = PanelPapers.objects.create(
        panel=held,
        version=(latest.version if latest else 0) + 1,
        content=text,
        digest=digest,
        prepared_by=by.id,
        prepared_at=at,
    )
    after: Ids = {"number": held.number, "version": made.version, "digest": digest}
    record("papers.prepared", by=by, at=at, operation=CHANGE, on=held.inspection, after=after)
    return made
