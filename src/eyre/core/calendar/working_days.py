"""Which days are working days in England and Wales, and which day is so many of them away?

Saturdays, Sundays and bank holidays are not. The bank holidays come from the package `holidays`, which agrees with the
government's published list for 2012 to 2028; days further off are those of the law as it stands, so a plan is looked
at again when a holiday is proclaimed.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

SATURDAY = 5
ONE = timedelta(days=1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year, those moved off a weekend included."""
    import holidays  # a quarter of a second, paid by whoever asks first

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Whether people are at work on this day."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_day_from(day: date, *, back: bool = False) -> date:
    """The day itself where it is a working day; else the next one, or with `back` the one before."""
    step = -ONE if back else ONE
    while not is_working_day(day):
        day += step
    return day


def add_working_days(day: date, number: int) -> date:
    """The day so many working days later, or earlier where the number is negative.

    The first day counted is the next working day, so one working day after a Friday is the Monday. A start that is no
    working day counts as the working day before it (or after it, counting backwards); 0 gives the next working day.
    """
    if number == 0:
        return working_day_from(day)
    step = ONE if number > 0 else -ONE
    for _ in range(abs(number)):
        day += step
        day = working_day_from(day, back=number < 0)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days after the first day the last one is; negative where it lies before.

    For working days it is the number that `add_working_days` takes to get from one to the other.
    """
    if last < first:
        return -sum(is_working_day(first - ONE * n) for n in range(1, (first - last).days + 1))
    return sum(is_working_day(first + ONE * n) for n in range(1, (last - first).days + 1))
