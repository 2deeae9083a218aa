"""What happens in a round on each day of a month?"""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from eyre.core.calendar import is_working_day
from eyre.inspections.models import Inspection, PlannedTask
from eyre.people.standing import Standing

from .programmes import planned_for

ONE = timedelta(days=1)


class Show(StrEnum):
    """How much of it."""

    FIELDWORK = "fieldwork"
    EVENTS = "events"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Entry:
    """What happens to one inspection on one day; `code` is that of the task, "" for fieldwork."""

    inspection: str
    name: str
    words: str
    code: str = ""
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the table. One that belongs to the month before or after is empty."""

    on: date
    is_in_month: bool
    is_working: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month as whole weeks from Monday to Sunday."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def earlier(self) -> date:
        """The first of the month before."""
        return (self.first - ONE).replace(day=1)

    @property
    def later(self) -> date:
        """The first of the month after."""
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def is_empty(self) -> bool:
        """Whether nothing happens in it."""
        return not any(day.entries for week in self.weeks for day in week)


def month_of(slug: str, standing: Standing, first: date, show: Show) -> Month:
    """A month of a round, with those of its inspections whose plan somebody may read; two queries."""
    held = {one.pk: one for one in planned_for(standing).filter(programme=slug)}
    entries = _fieldworks(held.values())
    if show is not Show.FIELDWORK:
        for row in _tasks(list(held), first, only_events=show is Show.EVENTS):
            words = Entry(row.inspection_id, held[row.inspection_id].name_as_printed, row.title, row.code,
                          row.done_at is not None)  # fmt: skip
            entries[row.due].append(words)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, tuple(tuple(_day(on, first.month, entries) for on in week) for week in weeks))


def _fieldworks(held: Iterable[Inspection]) -> dict[date, list[Entry]]:
    """Fieldwork on each of its working days, where they are known to the day."""
    entries: dict[date, list[Entry]] = defaultdict(list)
    for one in held:
        if one.fieldwork_on.is_to_the_day and one.fieldwork_from and one.fieldwork_to:
            for number in range((one.fieldwork_to - one.fieldwork_from).days + 1):
                if is_working_day(on := one.fieldwork_from + ONE * number):
                    entries[on].append(Entry(one.pk, one.name_as_printed, "Fieldwork"))
    return entries


def _day(on: date, month: int, entries: Mapping[date, Sequence[Entry]]) -> Day:
    is_in_month = on.month == month
    found = sorted(entries.get(on, ()), key=lambda one: (one.code != "", one.name, one.words))
    return Day(on, is_in_month, is_working_day(on), tuple(found) if is_in_month else ())


def _tasks(ids: Sequence[str], first: date, *, only_events: bool) -> Sequence[PlannedTask]:
    last = (first + timedelta(days=31)).replace(day=1)
    found = PlannedTask.objects.filter(inspection__in=ids, due__gte=first, due__lt=last)
    return list(found.filter(is_event=True) if only_events else found)
