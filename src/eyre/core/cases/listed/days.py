"""Which day does a provider mean? Days come first, as they are written in Britain; what could be another day is refused.

`27/03/2026`, `27.3.2026`, `27-03-2026`, `27 March 2026`, `27-Mar-2026` and `2026-03-27` are one day, with or without a
time of midnight behind it, as spreadsheets write it.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})")
_NO_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]?")
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{2}|\d{4})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?Z?$")
_FIRST_OF_SPREADSHEETS = date(1899, 12, 30)  # day 0 of a spreadsheet's serial numbers, from March 1900 on
MONTHS = {name.casefold(): number for number, name in enumerate(month_name) if name}
EXAMPLE = "write it as 27/03/2026"


class Unreadable(ValueError):
    """A text is no day, or could be two; the words say which, and what to write."""


def read_day(text: str) -> date:
    """The day a cell means.

    Raises:
        Unreadable: when it means none, has no year or one of two figures, or is the bare number of a spreadsheet.
    """
    plain = _MIDNIGHT.sub("", " ".join(text.split()))
    if found := _ISO.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(plain):
        return _of_figures(int(found[1]), int(found[2]), found[3])
    if found := _IN_WORDS.fullmatch(plain):
        return _day(_year(found[3]), _month(found[2]), int(found[1]))
    raise Unreadable(_why_not(plain))


def _of_figures(day: int, month: int, year: str) -> date:
    if month > 12 and day <= 12:
        words = f"there is no month {month}: write the day first"
        raise Unreadable(f"{words}, as {month:02}/{day:02}/{_year(year)}, if that is what is meant")
    return _day(_year(year), month, day)


def _year(text: str) -> int:
    if len(text) == 2:
        raise Unreadable("the year has two figures, and may be of either century: write all four")
    return int(text)


def _month(word: str) -> int:
    found = [number for name, number in MONTHS.items() if name.startswith(word.casefold())]
    if len(found) != 1:
        raise Unreadable(f"“{word}” is no month; {EXAMPLE}")
    return found[0]


def _day(year: int, month: int, day: int) -> date:
    if not 1800 <= year <= 2200:
        raise Unreadable(f"the year {year} cannot be meant; {EXAMPLE}")
    if not 1 <= month <= 12:
        raise Unreadable(f"there is no month {month}; {EXAMPLE}")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Unreadable(f"there is no day {day}: {month_name[month]} {year} has {last} days")
    return date(year, month, day)


def _why_not(plain: str) -> str:
    if _NO_YEAR.fullmatch(plain):
        return f"it has no year, so it could be several days; {EXAMPLE}"
    if _SERIAL.fullmatch(plain):
        meant = _FIRST_OF_SPREADSHEETS + timedelta(days=int(float(plain)))
        return (
            f"it is the number by which a spreadsheet keeps a date, perhaps {meant:%d/%m/%Y}: give the column "
            "the format of a date"
        )
    return f"it is no date; {EXAMPLE}"
