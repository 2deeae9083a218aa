"""Can an inspection have these dates? Everything that speaks against them, at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from eyre.core.calendar import is_working_day, say_day

FURTHEST = timedelta(days=3 * 366)
LONGEST = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Dates:
    """The day the provider is told, and the first and last day of fieldwork: what every other day hangs on."""

    announced: date
    first: date
    last: date

    @property
    def anchors(self) -> Mapping[str, date]:
        """The days by the names that timelines use."""
        return {"announced": self.announced, "fieldwork-from": self.first, "fieldwork-to": self.last}

    def moved(self, by: timedelta, *, is_announced: bool) -> Dates:
        """The same so much later; what was announced already stays announced on its day."""
        announced = self.announced if is_announced else self.announced + by
        return Dates(announced, self.first + by, self.last + by)


@dataclass(frozen=True, slots=True)
class DateFault:
    """What is wrong with one of the dates: which one, and in words with the way out."""

    field: str
    words: str


def faults_of(dates: Dates) -> tuple[DateFault, ...]:
    """Everything that speaks against these dates; nothing where nothing does."""
    return (*_idle(dates), *_disordered(dates))


def _idle(dates: Dates) -> Iterator[DateFault]:
    """Days on which nobody is at work."""
    for name, told in (("announced", dates.announced), ("first", dates.first), ("last", dates.last)):
        if not is_working_day(told):
            yield DateFault(name, f"{say_day(told)} is a weekend or a bank holiday: choose a working day")


def _disordered(dates: Dates) -> Iterator[DateFault]:
    if dates.first < dates.announced:
        yield DateFault("first", "Fieldwork begins before the inspection is announced")
    if dates.last < dates.first:
        yield DateFault("last", "Fieldwork ends before it begins")
    if dates.first - dates.announced > FURTHEST:
        yield DateFault(
            "first", "Fieldwork begins more than three years after the announcement: check the year"
        )
    if dates.last - dates.first > LONGEST:
        yield DateFault("last", "Fieldwork takes more than half a year: check the month and the year")
