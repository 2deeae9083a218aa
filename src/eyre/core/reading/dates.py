"""Which dates stand in a text, as exactly as they are written?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eyre.core.calendar import UNKNOWN, NotADate, PartialDate, parse_partial

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_SHORT = {name[:3]: n for n, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_NAMES = [
    *(name.capitalize() for name in _MONTHS),
    *["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"],
]
_MONTH = (
    rf"(?:{'|'.join([*_NAMES, *(name.upper() for name in _NAMES)])})\b\.?"  # never "may" in small letters
)
_YEAR = r"(?:19|20)\d{2}"
_A_YEAR = re.compile(_YEAR)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TO = r"\s*(?:to|and|until|through|[-–—])\s*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(_DAYS)}),?\s+(?:the\s+)?)?"
    rf"(?:"
    rf"\b(?P<d1>{_DAY})(?:\s+of)?(?:\s+(?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR}))?)?{_TO}(?:(?:{'|'.join(_DAYS)})\s+)?(?P<d2>{_DAY})(?:\s+of)?\s+(?P<m2>{_MONTH}),?\s+(?P<y2>{_YEAR})\b"
    rf"|\b(?P<d>{_DAY})(?:\s+of)?\s+(?P<m>{_MONTH}),?\s+(?P<y>{_YEAR})\b"
    rf"|\b(?P<im1>{_MONTH})(?:\s+(?P<iy1>{_YEAR}))?{_TO}(?P<im2>{_MONTH})\s+(?P<iy2>{_YEAR})\b"
    rf"|\b(?P<am>{_MONTH})\s+(?P<ad>{_DAY}),\s+(?P<ay>{_YEAR})\b"
    rf"|\b(?P<mm>{_MONTH}),?\s+(?P<my>{_YEAR})\b"
    rf"|\b(?P<iso>{_YEAR}-\d{{2}}(?:-\d{{2}})?)\b"
    rf"|(?<![\d/.])(?P<nd>\d{{1,2}})[/.](?P<nm>\d{{1,2}})[/.](?P<ny>{_YEAR})(?![\d/.])"
    rf")"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text. `date` is UNKNOWN where no calendar has it; `weekday` is the printed one, `right` the calendar's."""

    start: int
    end: int
    date: PartialDate
    weekday: str = ""
    right: str = ""


def find_dates(text: str) -> Iterator[Found]:
    """Every date with a year, in order. A day and month without a year is no date."""
    if not _A_YEAR.search(text):
        return
    for match in _DATE.finditer(text):
        written = _written(match)
        try:
            found = parse_partial(written)
        except NotADate:
            found = UNKNOWN
        right = _DAYS[found.earliest.weekday()] if found.earliest and len(found.text) == 10 else ""
        yield Found(match.start(), match.end(), found, match["weekday"] or "", right)


def _written(match: re.Match[str]) -> str:
    """The date as data files write it."""
    part = match.groupdict()
    if part["d2"]:
        last = _day(part["y2"], part["m2"], part["d2"])
        return f"{_day(part['y1'] or part['y2'], part['m1'] or part['m2'], part['d1'])}/{last}"
    if part["d"]:
        return _day(part["y"], part["m"], part["d"])
    if part["im2"]:
        first = f"{part['iy1'] or part['iy2']}-{_month(part['im1']):02}"
        return f"{first}/{part['iy2']}-{_month(part['im2']):02}"
    if part["ad"]:
        return _day(part["ay"], part["am"], part["ad"])
    if part["mm"]:
        return f"{part['my']}-{_month(part['mm']):02}"
    if part["nd"]:
        return f"{part['ny']}-{int(part['nm']):02}-{int(part['nd']):02}"
    return part["iso"]


def _day(year: str, month: str, day: str) -> str:
    return f"{year}-{_month(month):02}-{int(re.sub(r'[a-z]+', '', day)):02}"


def _month(name: str) -> int:
    folded = name.rstrip(".").lower()
    return _SHORT.get(folded) or _SHORT[folded[:3]]
