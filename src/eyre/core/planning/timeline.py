"""When is each task of an inspection due? Every date hangs on an anchor or on another task, and moves with it.

A template is part of a framework edition's data. A task is due so many working days, or weeks, after (or before) the
day it hangs on; a day that is no working day becomes the working day before it for a deadline, and the one after it for
an event. A date set by hand stays where it was put, and what hangs on it follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from eyre.core.calendar import add_working_days, working_day_from


class Unit(StrEnum):
    """In what a distance is counted."""

    WORKING_DAYS = "working days"
    WEEKS = "weeks"


ANCHORS = ("announced", "fieldwork-from", "fieldwork-to")


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, by whom, and on what its date hangs: an anchor, or the code of another task."""

    code: str
    title: str
    owner: str
    hangs_on: str
    distance: int
    unit: Unit = Unit.WORKING_DAYS
    is_event: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A task with its day; `is_moved` where somebody set it by hand."""

    task: Task
    on: date
    is_moved: bool = False


class PlanFaulty(ValueError):
    """A template or its dates cannot be made into a plan; every fault is named."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


def plan(
    tasks: Sequence[Task], anchors: Mapping[str, date], moved: Mapping[str, date] | None = None
) -> tuple[Due, ...]:
    """Every task with its day, the earliest first, tasks of one day in the order of the template.

    Raises:
        PlanFaulty: with every code that is there twice or hangs on nothing, circles, anchors that are missing or out
            of order, and dates set by hand for tasks that are not there.
    """
    by_hand = dict(moved or {})
    faults = [*_anchor_faults(anchors), *_task_faults(tasks), *_hand_faults(tasks, by_hand)]
    if faults:
        raise PlanFaulty(faults)
    days = dict(anchors)
    for task in _in_order(tasks):
        days[task.code] = by_hand.get(task.code) or _day(task, days[task.hangs_on])
    found = [Due(task, days[task.code], task.code in by_hand) for task in tasks]
    return tuple(sorted(found, key=lambda due: due.on))


def _day(task: Task, start: date) -> date:
    if task.unit is Unit.WORKING_DAYS and task.distance:
        return add_working_days(start, task.distance)
    return working_day_from(start + timedelta(weeks=task.distance), back=not task.is_event)


def _anchor_faults(anchors: Mapping[str, date]) -> Iterator[str]:
    yield from (f"{name.replace('-', ' ')}: there is no date" for name in ANCHORS if name not in anchors)
    told = [name for name in ANCHORS if name in anchors]
    for one, two in pairwise(told):
        if anchors[two] < anchors[one]:
            yield f"{two.replace('-', ' ')} ({anchors[two]}) lies before {one.replace('-', ' ')} ({anchors[one]})"


def _task_faults(tasks: Sequence[Task]) -> Iterator[str]:
    codes = [task.code for task in tasks]
    yield from (
        f"{code}: the task is there twice" for code in sorted({c for c in codes if codes.count(c) > 1})
    )
    yield from (f"{code}: an anchor has this name" for code in codes if code in ANCHORS)
    known = {*codes, *ANCHORS}
    for task in tasks:
        if task.hangs_on not in known:
            yield f"{task.code}: hangs on {task.hangs_on!r}, which is no task and no anchor"
    circle = sorted(set(codes) - {task.code for task in _in_order(tasks)})
    if circle and all(task.hangs_on in known for task in tasks):
        yield f"{', '.join(circle)}: these hang on each other in a circle"


def _hand_faults(tasks: Sequence[Task], by_hand: Mapping[str, date]) -> Iterator[str]:
    codes = {task.code for task in tasks}
    yield from (f"{code}: a date is set, and there is no such task" for code in by_hand if code not in codes)


def _in_order(tasks: Sequence[Task]) -> list[Task]:
    """The tasks, each after the one it hangs on; those that never come to stand are left out."""
    stand, left = set(ANCHORS), list(tasks)
    ordered: list[Task] = []
    while True:
        ready = [task for task in left if task.hangs_on in stand]
        if not ready:
            return ordered
        ordered += ready
        stand |= {task.code for task in ready}
        left = [task for task in left if task not in ready]
