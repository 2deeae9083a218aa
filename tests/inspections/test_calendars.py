"""Calendars as a program reads them: whole, stable, and a moved date moves."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from eyre.inspections.calendars import Entry, as_calendar

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 12, 1)
ONE = Entry("westmarch/evidence", "Evidence is in", DAY, DAY, "Point of contact", 2, AT - timedelta(days=3))


def read(content: bytes) -> list[dict[str, object]]:
    """What another program makes of it."""
    events = Calendar.from_ical(content).walk("VEVENT")
    return [
        {
            "uid": str(event["uid"]),
            "title": str(event["summary"]),
            "note": str(event["description"]),
            "first": event.decoded("dtstart"),
            "after": event.decoded("dtend"),
            "sequence": event["sequence"],
            "changed": event.decoded("last-modified"),
            "stamp": event.decoded("dtstamp"),
        }
        for event in events
    ]


def test_an_event_is_all_day_and_ends_on_the_day_after() -> None:
    week = replace(ONE, key="westmarch/fieldwork", last=date(2026, 12, 5))
    first, second = read(as_calendar("Westmarch", [ONE, week], AT))
    assert first == {
        "uid": ONE.uid,
        "title": "Evidence is in",
        "note": "Point of contact",
        "first": DAY,
        "after": date(2026, 12, 2),
        "sequence": 2,
        "changed": AT - timedelta(days=3),
        "stamp": AT,
    }
    assert (second["first"], second["after"]) == (DAY, date(2026, 12, 6))
    assert first["uid"] != second["uid"]


def test_the_lines_are_those_of_the_standard() -> None:
    content = as_calendar("Westmarch; a, b", [replace(ONE, title="ä" * 200)], AT)
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\r\nNAME:Westmarch\\; a\\, b\r\n" in content
    assert b"DTSTART;VALUE=DATE:20261201" in content
    assert b"\nMETHOD" not in content  # a subscription is no invitation


def test_a_moved_date_is_the_same_event_in_a_later_version() -> None:
    moved = replace(ONE, first=DAY + timedelta(7), last=DAY + timedelta(7), sequence=3, changed_at=AT)
    before, after = (read(as_calendar("W", [entry], AT))[0] for entry in (ONE, moved))
    assert before["uid"] == after["uid"]
    assert (after["sequence"], after["first"]) == (3, date(2026, 12, 8))
    assert after["changed"] > before["changed"]  # type: ignore[operator]


def test_nothing_asks_the_clock() -> None:
    assert as_calendar("W", [ONE], AT) == as_calendar("W", [ONE], AT)
    summer = AT.astimezone(timezone(timedelta(hours=1)))
    assert as_calendar("W", [ONE], AT) == as_calendar("W", [ONE], summer)
    with pytest.raises(ValueError, match="zone"):
        as_calendar("W", [ONE], datetime(2026, 11, 22))  # noqa: DTZ001


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n;,\\:"), max_size=90)
HOSTILE = st.sampled_from(["x\nEND:VEVENT\nBEGIN:VEVENT", "a\r\nATTACH:http://x", 'X"Y;Z', "\\n"])


@given(
    title=WORDS | HOSTILE, name=WORDS | HOSTILE, days=st.integers(0, 400), sequence=st.integers(0, 2**31 - 1)
)
def test_whatever_the_words_there_is_one_event_and_it_says_them(
    title: str, name: str, days: int, sequence: int
) -> None:
    entry = replace(ONE, title=title, last=DAY + timedelta(days), sequence=sequence)
    content = as_calendar(name, [entry], AT)
    (event,) = read(content)
    plain = title.replace("\r\n", "\n")
    assert event["title"] == plain
    assert (event["first"], event["after"]) == (DAY, DAY + timedelta(days + 1))
    assert event["sequence"] == sequence
    assert set(Calendar.from_ical(content).walk("VEVENT")[0]) == {
        *(
            "UID",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
            "SUMMARY",
            "DESCRIPTION",
            "SEQUENCE",
            "LAST-MODIFIED",
            "TRANSP",
        )
    }
