"""A whole round moved at once: what would move, and writing it in a few statements however many inspections there are.

What writes here is called by actions, which record what they did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from eyre.core.planning import PlanFaulty, Stage
from eyre.core.planning.dates import DateFault, Dates
from eyre.core.planning.replanning import Change, changed, replan

from .exceptions import CannotPlan
from .models import Inspection, PlannedTask
from .plan_dates import WRITTEN, check_dates, dates_of, is_announced, with_dates
from .plan_rows import BATCH, held_of, move_row, store_moved

MOST_WEEKS = 104
NOT_YET_AT_WORK = (Stage.PLANNED, Stage.ANNOUNCED, Stage.EVIDENCE_REQUESTED, Stage.SAMPLED)


@dataclass(frozen=True, slots=True)
class Moved:
    """One inspection of the round: its dates before and after, and the tasks whose day becomes another."""

    inspection: Inspection
    was: Dates
    dates: Dates
    changes: tuple[Change, ...]
    rows: Mapping[str, PlannedTask]


@dataclass(frozen=True, slots=True)
class RoundMove:
    """What would move, and everything that speaks against it, each with the name of its inspection."""

    moves: tuple[Moved, ...]
    faults: tuple[DateFault, ...]

    @property
    def tasks(self) -> int:
        """How many days of tasks become others."""
        return sum(len(one.changes) for one in self.moves)


def check_weeks(weeks: int) -> None:
    """Refuse a number of weeks that moves nothing or is surely mistyped.

    Raises:
        CannotPlan: with the words.
    """
    if not 0 < abs(weeks) <= MOST_WEEKS:
        words = f"Move the round by 1 to {MOST_WEEKS} weeks, later or earlier"
        raise CannotPlan((DateFault("weeks", words),))


def round_moves(among: QuerySet[Inspection], by: timedelta) -> RoundMove:
    """What moving those of these that are not yet at work would do; two queries.

    Left out are those without dates to the day: there is nothing to move.
    """
    stages = [stage.value for stage in NOT_YET_AT_WORK]
    held = among.filter(stage__in=stages).order_by("pk")
    tasks: dict[str, list[PlannedTask]] = defaultdict(list)
    for row in PlannedTask.objects.filter(inspection__in=held.order_by().values("pk")):
        tasks[row.inspection_id].append(row)
    moves, faults = [], []
    for inspection in held:
        was = dates_of(inspection)
        if was is not None:
            dates = was.moved(by, is_announced=is_announced(inspection))
            faults += list(_faults(inspection, dates))
            moves.append(_moved(inspection, was, dates, tasks[inspection.pk]))
    return RoundMove(tuple(moves), tuple(faults))


def _faults(inspection: Inspection, dates: Dates) -> Iterator[DateFault]:
    try:
        check_dates(inspection, dates)
    except CannotPlan as error:
        for fault in error.faults:
            yield DateFault("weeks", f"{inspection.name_as_printed}: {fault.words}")


def _moved(inspection: Inspection, was: Dates, dates: Dates, rows: Sequence[PlannedTask]) -> Moved:
    try:
        changes = changed(replan(held_of(inspection, rows), dates.anchors)) if rows else ()
    except PlanFaulty:  # told by the faults of the dates
        changes = ()
    return Moved(inspection, was, dates, changes, {row.code: row for row in rows})


def store_round(found: RoundMove, at: datetime) -> None:
    """Write the new dates of every inspection, and the new day of every task."""
    inspections = [with_dates(one.inspection, one.dates) for one in found.moves]
    Inspection.objects.bulk_update(inspections, WRITTEN, batch_size=BATCH)
    store_moved(
        move_row(one.rows[change.task.code], change, at) for one in found.moves for change in one.changes
    )
