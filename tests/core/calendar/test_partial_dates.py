"""Dates keep the precision of their source."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.calendar import UNKNOWN, NotADate, parse_partial, say_day

TABLE = [
    ("2018", "2018-01-01", "2018-12-31", "2018"),
    ("2022-05", "2022-05-01", "2022-05-31", "May 2022"),
    ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
    ("2022-05-09", "2022-05-09", "2022-05-09", "9 May 2022"),
    ("2018-09/2018-11", "2018-09-01", "2018-11-30", "September to November 2018"),
    ("2019-12/2020-01", "2019-12-01", "2020-01-31", "December 2019 to January 2020"),
    ("2019/2020", "2019-01-01", "2020-12-31", "2019 to 2020"),
    ("2024-09-09/2024-09-13", "2024-09-09", "2024-09-13", "9 to 13 September 2024"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "words"), TABLE)
def test_reads_and_says(text: str, earliest: str, latest: str, words: str) -> None:
    found = parse_partial(text)
    assert (found.earliest, found.latest) == (date.fromisoformat(earliest), date.fromisoformat(latest))
    assert str(found) == words


def test_nothing_is_not_known() -> None:
    assert parse_partial("") == parse_partial("  ") == UNKNOWN
    assert not UNKNOWN
    assert str(UNKNOWN) == ""


@pytest.mark.parametrize(
    "text", ["May 2022", "2022-13", "2023-02-29", "22", "2022-5", "2020/2019", "2022/", "/2022"]
)
def test_refuses_in_words(text: str) -> None:
    with pytest.raises(NotADate, match=r"\w+ \w+"):
        parse_partial(text)


days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(days, st.sampled_from([4, 7, 10]))
def test_a_coarser_date_holds_the_finer_one(day: date, length: int) -> None:
    coarse, exact = parse_partial(day.isoformat()[:length]), parse_partial(day.isoformat())
    assert coarse.earliest is not None
    assert coarse.latest is not None
    assert coarse.earliest <= day <= coarse.latest
    assert coarse.may_be(exact)
    assert exact.may_be(coarse)


@given(days, days)
def test_two_days_may_be_the_same_only_when_they_are(one: date, two: date) -> None:
    first, second = parse_partial(one.isoformat()), parse_partial(two.isoformat())
    assert first.may_be(second) == (one == two)
    assert first.may_be(UNKNOWN)


@given(st.dates())
def test_a_day_is_said_as_a_date_known_to_the_day(day: date) -> None:
    assert say_day(day) == str(parse_partial(day.isoformat()))
    assert say_day(day).endswith(f" {day.isoformat()[:4]}")
