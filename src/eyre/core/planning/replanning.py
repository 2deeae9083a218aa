"""What moves when the dates of an inspection change, what stays, and why?

The same answer is shown before somebody confirms and carried out afterwards. What is done stays on the day it was due:
it is history, and whether it was in time must not depend on what is planned later. What somebody set by hand stays where
it was put. Everything else moves, and what hangs on something that stays is counted from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .timeline import Task, plan


class Stays(StrEnum):
    """Why the day of a task does not follow from what it hangs on."""

    DONE = "it is done"
    BY_HAND = "its day was set by hand"


@dataclass(frozen=True, slots=True)
class Standing:
    """A task as the plan holds it; `due` is None for one that the plan does not hold yet."""

    task: Task
    due: date | None = None
    is_moved: bool = False
    is_done: bool = False

    @property
    def stays(self) -> Stays | None:
        """Why its day stays; None where it follows."""
        if self.due is None:
            return None
        if self.is_done:
            return Stays.DONE
        return Stays.BY_HAND if self.is_moved else None


@dataclass(frozen=True, slots=True)
class Change:
    """The day of one task before and after: `was` is None for a task that is new to the plan."""

    task: Task
    was: date | None
    on: date
    stays: Stays | None = None

    @property
    def is_change(self) -> bool:
        """Whether its day becomes another."""
        return self.was != self.on


def replan(
    held: Sequence[Standing], anchors: Mapping[str, date], by_hand: Mapping[str, date | None] | None = None
) -> tuple[Change, ...]:
    """Every task with its day before and after, the earliest new day first.

    `by_hand` are days that somebody sets now; None lets a task follow again that was set by hand before.

    Raises:
        PlanFaulty: where the tasks or the anchors cannot be made into a plan; every fault is named.
    """
    new = dict(by_hand or {})
    stays = {one.task.code: one.stays for one in held if one.task.code not in new}
    stay = {one.task.code: one.due for one in held if one.due and stays.get(one.task.code)}
    stay |= {code: day for code, day in new.items() if day}
    was = {one.task.code: one.due for one in held}
    stays |= {code: Stays.BY_HAND for code, day in new.items() if day}
    return tuple(
        Change(due.task, was[due.task.code], due.on, stays.get(due.task.code))
        for due in plan([one.task for one in held], anchors, stay)
    )


def changed(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Those whose day becomes another."""
    return tuple(one for one in changes if one.is_change)
