"""When was it, as exactly as our source says? Dates of the precision their source gave: a day, a month, a year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
TO_THE_DAY = len("2023-05-19")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class NotADate(ValueError):
    """The text is no date of the forms 2023, 2023-05, 2023-05-19, or two of these with a slash between."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date or span as its source gave it, with the days between which it certainly lies.

    `text` is "2022-05", "2018-09/2018-11", "2019/2020" or empty; `earliest` and `latest` are both None when it
    is empty, and never in the wrong order.
    """

    text: str
    earliest: date | None
    latest: date | None

    def __bool__(self) -> bool:
        return self.earliest is not None

    def __str__(self) -> str:
        """In words: "19 May 2022", "May 2022", "September to November 2018", "2019 to 2020", or ""."""
        first, _, second = self.text.partition("/")
        if not second:
            return _say(first)
        one, two = _say(first), _say(second)
        if first[:4] == second[:4]:
            one = one.removesuffix(f" {first[:4]}")
            if len(first) == len(second) == 10 and first[:7] == second[:7]:
                one = one.split(" ")[0]
        return f"{one} to {two}"

    @property
    def is_to_the_day(self) -> bool:
        """Whether its ends are days, and not months or years: "2026-10-05/2026-10-16", or one day."""
        return bool(self.text) and all(len(part) == TO_THE_DAY for part in self.text.split("/"))

    def may_be(self, other: PartialDate) -> bool:
        """Whether both could be the same moment; a date that is not known could be any."""
        if self.earliest is None or self.latest is None or other.earliest is None or other.latest is None:
            return True
        return self.earliest <= other.latest and other.earliest <= self.latest


UNKNOWN = PartialDate("", None, None)


def parse_partial(text: str) -> PartialDate:
    """Read a date as the data files write it.

    Raises:
        NotADate: when it has another form, names no day of the calendar, or ends before it starts.
    """
    text = text.strip()
    if not text:
        return UNKNOWN
    first, slash, second = text.partition("/")
    earliest, latest = _span(first, text)
    if slash:
        latest = _span(second, text)[1]
    if latest < earliest:
        raise NotADate(f"{text!r} ends before it starts")
    return PartialDate(text, earliest, latest)


def _span(part: str, whole: str) -> tuple[date, date]:
    match = PART.fullmatch(part)
    if not match:
        raise NotADate(f"{whole!r} is no date: write 2023, 2023-05, 2023-05-19, or two of these with a slash")
    year, month, day = (int(found) if found else None for found in match.groups())
    assert year is not None, "the pattern asks for a year"
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        raise NotADate(f"{whole!r} is no day of the calendar") from None


def say_day(day: date) -> str:
    """A day in words: "19 May 2022"."""
    return _say(day.isoformat())


def _say(part: str) -> str:
    pieces = part.split("-")
    if len(pieces) == 1:
        return part
    words = f"{MONTHS[int(pieces[1]) - 1]} {pieces[0]}"
    return words if len(pieces) == 2 else f"{int(pieces[2])} {words}"
