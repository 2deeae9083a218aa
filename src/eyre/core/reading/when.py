"""When was it: when the document came out, when inspectors were there, when they were there before?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eyre.core.calendar import UNKNOWN, PartialDate

from .cleaned import Block, Cleaned, Kind
from .dates import Found, find_dates
from .draft import DateKind, DocumentKind, Sure

_FIELDWORK = re.compile(
    r"\bfieldwork\b|\binspect(?:ion|ors?)\b[^.]{0,80}\b(?:took place|was (?:carried out|conducted|undertaken)|visited|identified|announced)\b|"
    r"\b(?:conducted|carried out|undertook|completed)\b[^.]{0,80}\binspections?\b|\binspected\b|\binspectors\b[^.]{0,60}\b(?:in|during|between)\s*$",
    re.I,
)
_PREVIOUS = re.compile(
    r"\b(?:(?:last|previously|previous|first) inspect\w*|since our (?:last|previous)|on our return)\b", re.I
)
_PUBLISHED = re.compile(
    r"\b(?:published|publication date|date of publication|posted|available|released?)\b", re.I
)
_EMBARGO = re.compile(r"\b(?:embargo\w*|not for (?:publication|broadcast)[^.]{0,40}before)\b", re.I)
_TIME = re.compile(
    r"\b(?P<hour>\d{1,2})[.:](?P<minute>\d{2})\s?(?P<half>am|pm)?\b|\b(?P<word>midnight)\b", re.I
)
_MONTH_ONLY = re.compile(
    r"\b(?:in|during|between)\s+((?:(?:early|mid|late)[- ])?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s+(?:and|to)\s+(?:January|February|March|April|May|June|July|August|September|October|November|December))?)\b(?!\s+\d{4})(?!,? \d)"
)
_INSPECTED_IN = re.compile(r"\binspect\w*\b|\bfieldwork\b", re.I)
_REACH = 110  # characters before a date in which the words stand that say what it is
_TOP = 40  # blocks at the beginning in which a date alone is the document's own


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with what it says, at a place of the cleaned text."""

    what: DateKind
    start: int
    end: int
    date: PartialDate
    sure: Sure
    because: str
    time: str = ""


def find_times(cleaned: Cleaned, kind: DocumentKind, rows: frozenset[int], tail: int) -> Iterator[Dated]:
    """The dates of a document that say when it came out and when inspectors were there; tables are left out."""
    for n, block in enumerate(cleaned.blocks):
        if block.start >= tail or (block.kind is Kind.ROW and block.lines[0] in rows):
            continue
        words = cleaned.words(block)
        dates = list(find_dates(words))
        if len(dates) == 1 and _stands_alone(words, dates[0]):
            if n < _TOP and dates[0].date:
                yield _own(block, dates[0], kind)
            continue
        for date in dates:
            yield from _of_prose(block, words, date, kind)
        yield from _without_year(block, words)


def _stands_alone(words: str, date: Found) -> bool:
    around = words[: date.start] + words[date.end :]
    return not re.sub(
        r"(?i)published(?: on)?|posted(?: on)?|date|publication|report|hm inspectorate of probation|[\W_]",
        "",
        around,
    )


def _own(block: Block, date: Found, kind: DocumentKind) -> Dated:
    if kind is DocumentKind.LETTER:
        sure, because = Sure.SURE, "the date at the head of the letter"
    else:
        sure, because = Sure.LIKELY, "a date that stands alone at the beginning"
    return Dated(
        DateKind.PUBLISHED, block.start + date.start, block.start + date.end, date.date, sure, because
    )


def _of_prose(block: Block, words: str, date: Found, kind: DocumentKind) -> Iterator[Dated]:
    if not date.date:
        return
    before = re.split(r"(?<=[.!?])\s+(?=[A-Z“])", words[max(0, date.start - _REACH) : date.start])[-1]
    start, end = block.start + date.start, block.start + date.end
    if _EMBARGO.search(before):
        yield Dated(
            DateKind.EMBARGO,
            start,
            end,
            date.date,
            Sure.SURE,
            "the words say embargo",
            _time(before, words[date.end :]),
        )
    elif _PREVIOUS.search(before):
        yield Dated(
            DateKind.PREVIOUS, start, end, date.date, Sure.LIKELY, "the words speak of the inspection before"
        )
    elif _PUBLISHED.search(before) and not _INSPECTED_IN.search(before[_last(_PUBLISHED, before) :]):
        time = _time(before, words[date.end :])
        if time and kind is DocumentKind.PRESS_NOTICE:
            yield Dated(
                DateKind.EMBARGO,
                start,
                end,
                date.date,
                Sure.LIKELY,
                "a moment from which it is available",
                time,
            )
        yield Dated(
            DateKind.PUBLISHED, start, end, date.date, Sure.SURE, "the words say that it was published then"
        )
    elif _FIELDWORK.search(before):
        sure = Sure.SURE if "fieldwork" in before.lower() else Sure.LIKELY
        yield Dated(DateKind.FIELDWORK, start, end, date.date, sure, "the words speak of the inspection")


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max(match.start() for match in pattern.finditer(text))


def _time(before: str, after: str) -> str:
    """The time of day beside a date, as 00:01, or ""."""
    found = [*_TIME.finditer(before[-40:])][-1:] or [*_TIME.finditer(after[:20])][:1]
    if not found:
        return ""
    match = found[0]
    if match["word"]:
        return "00:00"
    hour = (
        int(match["hour"]) % 12 + (12 if match["half"].lower() == "pm" else 0)
        if match["half"]
        else int(match["hour"])
    )
    return f"{hour:02}:{match['minute']}" if hour < 24 and int(match["minute"]) < 60 else ""


def _without_year(block: Block, words: str) -> Iterator[Dated]:
    """ "in January and February": no year is said, so no date is read."""
    for match in _MONTH_ONLY.finditer(words):
        before = re.split(r"(?<=[.!?])\s+", words[max(0, match.start() - 2 * _REACH) : match.start()])[-1]
        if re.search(r"\b(?:conducted|carried out|fieldwork)\b", before, re.I) and _INSPECTED_IN.search(
            before
        ):
            reason = f"the words say {match[1]} and no year"
            yield Dated(
                DateKind.FIELDWORK, block.start + match.start(1), block.start + match.end(1), UNKNOWN, Sure.UNSURE, reason
            )  # fmt: skip
