"""Moving an inspection from a stage to the next, or back, and what happens on the move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from eyre.core.planning import Effect, Move, Refused, Stage, move
from eyre.core.planning.dates import Dates
from eyre.frameworks.actions import mark_in_use
from eyre.inspections.exceptions import CannotPlan
from eyre.inspections.facts import true_of
from eyre.inspections.models import Inspection, StageChange
from eyre.inspections.plan_dates import dates_of, store_dates
from eyre.inspections.plan_rows import foreseen, store_plan, tick
from eyre.platform.audit import Actor, Ids, Operation, record


@transaction.atomic
def move_stage(*, inspection: Inspection, to: Stage, reason: str, by: Actor, at: datetime) -> StageChange:
    """Move an inspection to another stage, in the role of `by`; the table in the core says who may, and when.

    What happens on the move and is the business of this area is done here: the edition is pinned, deadlines are counted
    from today. What is the business of another area (the provider's page, the form of each case) follows from the stage.

    Raises:
        Refused: with every reason why not; a way back needs a reason in words.
    """
    # Two who move the same inspection at once wait for each other here
    held = Inspection.objects.select_for_update().get(pk=inspection.pk)
    stage, told = Stage(held.stage), reason.strip()
    way = move(stage, to, role=by.role, true=true_of(held, localdate(at)))
    _check_reason(way, told)
    for effect in way.effects:
        if effect in EFFECTS:
            EFFECTS[effect](held, by, at)
    held.stage = to.value
    held.save(update_fields=["stage"])
    change = StageChange.objects.create(
        inspection=held,
        from_stage=stage.value,
        to_stage=to.value,
        reason=told,
        by=by.id,
        role=by.role,
        at=at,
    )
    before: Ids = {"stage": stage.value}
    after: Ids = {"stage": to.value, "change": change.pk}
    operation = Operation.ALTERATION
    record("stage.moved", by=by, at=at, operation=operation, on=held, before=before, after=after)
    return change


def _check_reason(way: Move, reason: str) -> None:
    if way.is_back and not reason:
        raise Refused(("say why it goes back: those who worked on it will ask",))


def _pin_edition(inspection: Inspection, by: Actor, at: datetime) -> None:
    mark_in_use(ids={inspection.edition_id}, by=by, at=at)


def _count_deadlines(inspection: Inspection, by: Actor, at: datetime) -> None:
    """Count every deadline from the day of the announcement as it really was."""
    planned = dates_of(inspection)
    if planned is None:
        raise Refused(("not yet: the day of the announcement and those of fieldwork are set",))
    dates = Dates(localdate(at), planned.first, planned.last)
    if dates.first < dates.announced:
        raise Refused(("fieldwork begins before today: set its dates anew first",))
    try:
        changes = foreseen(inspection, dates)
    except CannotPlan as error:
        raise Refused(tuple(fault.words for fault in error.faults)) from None
    store_dates(inspection, dates)
    store_plan(inspection, changes, at)
    tick(inspection=inspection, code="announcement", by=by, at=at)


EFFECTS: Mapping[Effect, Callable[[Inspection, Actor, datetime], None]] = {
    Effect.PIN_EDITION: _pin_edition,
    Effect.COUNT_DEADLINES: _count_deadlines,
}
