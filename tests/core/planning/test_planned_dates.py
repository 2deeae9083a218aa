"""Dates an inspection can have, and everything that speaks against the others."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.calendar import is_working_day, parse_partial, working_day_from
from eyre.core.planning.dates import FURTHEST, LONGEST, Dates, faults_of

MON = date(2026, 10, 5)


def on(announced: int, first: int, last: int) -> Dates:
    return Dates(*(MON + timedelta(days) for days in (announced, first, last)))


@pytest.mark.parametrize(
    ("dates", "fields"),
    [
        (on(0, 28, 39), []),
        (on(0, 0, 0), []),
        (on(1, 0, 4), ["first"]),
        (on(0, 7, 4), ["last"]),
        (on(7, 4, 1), ["first", "last"]),
        (on(5, 28, 39), ["announced"]),
        (on(0, 33, 34), ["first", "last"]),
        (Dates(date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)), ["announced", "first", "last"]),
        (on(0, 1096, 1096), []),
        (on(0, 1099, 1099), ["first"]),
        (on(0, 0, 182), []),
        (on(0, 0, 184), ["last"]),
    ],
)
def test_what_speaks_against_dates(dates: Dates, fields: list[str]) -> None:
    assert [fault.field for fault in faults_of(dates)] == fields


def test_the_words_name_the_day() -> None:
    (fault,) = faults_of(on(5, 28, 39))
    assert fault.words == "10 October 2026 is a weekend or a bank holiday: choose a working day"


def test_anchors_go_by_the_names_of_timelines() -> None:
    assert on(0, 28, 39).anchors == {
        "announced": MON,
        "fieldwork-from": MON + timedelta(28),
        "fieldwork-to": MON + timedelta(39),
    }


def test_what_was_announced_stays_announced() -> None:
    week = timedelta(7)
    assert on(0, 28, 39).moved(week, is_announced=False) == on(7, 35, 46)
    assert on(0, 28, 39).moved(week, is_announced=True) == on(0, 35, 46)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-05/2026-10-16", True),
        ("2026-10-05", True),
        ("2026-10", False),
        ("2026-10-05/2026-11", False),
        ("2026/2027", False),
        ("", False),
    ],
)
def test_to_the_day(text: str, expected: bool) -> None:
    assert parse_partial(text).is_to_the_day is expected


days = st.integers(-40, 1500).map(lambda number: MON + timedelta(number))


@given(days, days, days)
def test_only_dates_in_order_on_working_days_are_without_fault(one: date, two: date, three: date) -> None:
    dates = Dates(one, two, three)
    fine = (
        all(map(is_working_day, (one, two, three)))
        and one <= two <= three
        and two - one <= FURTHEST
        and three - two <= LONGEST
    )
    assert (not faults_of(dates)) == fine


@given(days, st.integers(0, 60), st.integers(0, 60))
def test_working_days_in_order_have_no_fault(start: date, notice: int, length: int) -> None:
    first = working_day_from(start)
    second = working_day_from(first + timedelta(notice))
    assert not faults_of(Dates(first, second, working_day_from(second + timedelta(length))))
