"""What does a calendar program read of a plan? All-day events by RFC 5545, in which a moved date moves.

An event keeps its UID for ever; SEQUENCE and LAST-MODIFIED rise with each change of its day, by which a program knows
that it moved. Nothing here asks the clock: DTSTAMP is given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from icalendar import Event

OURS = UUID("6f1c2b0e-5f0d-5f53-9b5e-8f5a4e0c7a11")  # under which the UIDs of events are made (RFC 9562, 5.5)
MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Eyre//Eyre//EN"
ASK_AGAIN = timedelta(hours=6)  # how often a program may look, unless it is told otherwise


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: what, from the first to the last day, and which version of it. `key` is what it is known by for ever."""

    key: str
    title: str
    first: date
    last: date
    note: str
    sequence: int
    changed_at: datetime

    @property
    def uid(self) -> str:
        """Its UID, the same in a feed and in a download."""
        return str(uuid5(OURS, self.key))


def as_calendar(name: str, entries: Iterable[Entry], stamp: datetime) -> bytes:
    """The entries as a calendar of this name; `stamp` is when it was made (DTSTAMP).

    Raises:
        ValueError: for a moment without a zone.
    """
    if stamp.tzinfo is None:
        raise ValueError("a calendar is stamped with a moment that has a zone")
    from icalendar import Calendar, vText  # a third of a second, paid by whoever asks first

    calendar = Calendar()
    for key, value in (
        ("prodid", PRODUCT),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("name", vText(name)),  # RFC 7986, 5.1; the next line says the same to older programs
        ("x-wr-calname", vText(name)),
    ):
        calendar.add(key, value)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, stamp))
    return bytes(calendar.to_ical())


def _event(entry: Entry, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))  # the day after the last (RFC 5545, 3.6.1)
    event.add("summary", entry.title)
    event.add("description", entry.note)
    event.add("sequence", entry.sequence)
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("transp", "TRANSPARENT")  # a deadline takes no time of the day
    return event
