"""Days as providers write them: what is read, what is refused and in which words."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases.listed import Unreadable, read_day

MARCH = date(2026, 3, 27)
FORMS = (
    "{d:%d/%m/%Y}",
    "{d.day}/{d.month}/{d.year}",
    "{d:%d.%m.%Y}",
    "{d:%d-%m-%Y}",
    "{d:%Y-%m-%d}",
    "{d:%Y-%m-%d} 00:00:00",
    "{d:%Y-%m-%d}T00:00:00",
    "{d:%d %B %Y}",
    "{d.day} {d:%b} {d.year}",
    "{d:%d-%b-%Y}",
)


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)), st.sampled_from(FORMS))
def test_every_way_of_writing_a_day_gives_that_day(day: date, form: str) -> None:
    assert read_day(form.format(d=day)) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("27/03/2026", MARCH),
        (" 27 / 03 / 2026".replace(" ", ""), MARCH),
        ("27th March 2026", MARCH),
        ("27 mar 2026", MARCH),
        ("03/04/2026", date(2026, 4, 3)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_what_is_read(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/02/2026", "there is no day 31: February 2026 has 28 days"),
        ("29/02/2026", "February 2026 has 28 days"),
        ("0/02/2026", "there is no day 0"),
        ("12/13", "it has no year"),
        ("12/13/2026", "there is no month 13: write the day first, as 13/12/2026"),
        ("13/13/2026", "there is no month 13"),
        ("27/03/26", "the year has two figures"),
        ("27 Mar 26", "the year has two figures"),
        ("46108", "the number by which a spreadsheet keeps a date, perhaps 27/03/2026"),
        ("27 Foo 2026", "“Foo” is no month"),
        ("27 Ma 2026", "it is no date"),
        ("27 Jun ", "it is no date"),
        ("0001-01-01", "the year 1 cannot be meant"),
        ("2026-03-27 14:30:00", "it is no date"),
        ("soon", "it is no date; write it as 27/03/2026"),
    ],
)
def test_what_is_refused(text: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words.replace(".", r"\.")):
        read_day(text)


@given(st.text(max_size=15))
def test_any_text_is_a_day_or_is_refused(text: str) -> None:
    with suppress(Unreadable):
        assert isinstance(read_day(text), date)
