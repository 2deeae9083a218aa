"""Working days of England and Wales: known ones, and what must always hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.calendar import (
    add_working_days,
    bank_holidays,
    is_working_day,
    working_day_from,
    working_days_between,
)

DAYS = st.dates(date(2018, 1, 1), date(2032, 12, 31))

# The government's list of bank holidays in England and Wales (gov.uk/bank-holidays, OGL v3.0)
HOLIDAYS = {
    date(2022, 6, 2): "Spring bank holiday, moved",
    date(2022, 6, 3): "Platinum Jubilee",
    date(2022, 9, 19): "State Funeral of Queen Elizabeth II",
    date(2023, 5, 8): "Coronation of King Charles III",
    date(2026, 4, 3): "Good Friday",
    date(2026, 12, 28): "Boxing Day, substitute",
    date(2027, 12, 27): "Christmas Day, substitute",
}


@pytest.mark.parametrize("day", HOLIDAYS, ids=str)
def test_bank_holidays_are_no_working_days(day: date) -> None:
    assert day in bank_holidays(day.year)
    assert not is_working_day(day)


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # a Friday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # a Saturday
        (date(2026, 11, 23), -1, date(2026, 11, 20)),
        (date(2026, 12, 18), 10, date(2027, 1, 6)),  # Christmas, Boxing Day's substitute and New Year between
        (date(2023, 5, 5), 1, date(2023, 5, 9)),
        (date(2026, 11, 22), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_so_many_working_days_away(start: date, number: int, expected: date) -> None:
    assert add_working_days(start, number) == expected


@given(DAYS, st.integers(-60, 60))
def test_there_and_back_again(day: date, number: int) -> None:
    start = working_day_from(day)
    end = add_working_days(start, number)
    assert is_working_day(end)
    assert add_working_days(end, -number) == start
    assert working_days_between(start, end) == number


@given(DAYS, st.integers(1, 60))
def test_a_start_at_rest_counts_as_the_working_day_before(day: date, number: int) -> None:
    assert add_working_days(day, number) == add_working_days(working_day_from(day, back=True), number)
    assert add_working_days(day, -number) == add_working_days(working_day_from(day), -number)


@given(DAYS, st.integers(0, 200), st.integers(0, 200))
def test_distances_add_up(day: date, one: int, two: int) -> None:
    middle, last = day + timedelta(one), day + timedelta(one + two)
    whole = working_days_between(day, middle) + working_days_between(middle, last)
    assert working_days_between(day, last) == whole


@given(DAYS)
def test_the_nearest_working_day_is_near(day: date) -> None:
    assert timedelta(0) <= working_day_from(day) - day <= timedelta(5)
    assert timedelta(0) <= day - working_day_from(day, back=True) <= timedelta(5)
