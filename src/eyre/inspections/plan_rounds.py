"""A whole round moved at once: what would move, and writing it in a few statements however many inspections there are.

What writes here is called by actions, which record what they did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import F, QuerySet

from eyre.core.planning import PlanFaulty, Stage
from eyre.core.planning.dates import DateFault, Dates
from eyre.core.planning.replanning import Change, changed, replan

from .exceptions import CannotPlan
from .models import Inspection, PlannedTask
from .plan_dates import WRITTEN, check_dates, dates_of, is_announced, with_dates
from .plan_rows import BATCH, held_of

K = TypeVar("K")
V = TypeVar("V")

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
    """Write the new dates of every inspection, and the new day of every task.

    One statement for all that come to the same day: a round has many tasks and a year has few days, and a bulk update
    of single rows takes the database ten times as long.
    """
    for dates, moves in _grouped((one.dates, one) for one in found.moves).items():
        one = with_dates(moves[0].inspection, dates)
        for ids in _batches([each.inspection.pk for each in moves]):
            Inspection.objects.filter(pk__in=ids).update(**{name: getattr(one, name) for name in WRITTEN})
    days = _grouped(
        (change.on, one.rows[change.task.code].pk) for one in found.moves for change in one.changes
    )
    for day, tasks in days.items():
        for numbers in _batches(tasks):
            moved = PlannedTask.objects.filter(pk__in=numbers)
            moved.update(due=day, sequence=F("sequence") + 1, changed_at=at)


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    grouped: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return grouped


def _batches(values: Sequence[V]) -> Iterator[Sequence[V]]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))
