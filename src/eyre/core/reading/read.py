"""From the text of a published document to the draft of what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from eyre.core.frameworks import Edition
from eyre.core.wording import WordingPolicy

from . import checks
from .cleaned import place_of
from .codes import ReadingCode
from .dates import find_dates
from .doubts import doubted
from .draft import DateKind, Draft, Finding, Place
from .facts import Facts
from .given import Given
from .names import key
from .parsed import Parsed
from .recommended import count_announced
from .scale import Shelf
from .sides import check_sides

_OTHER_BANDS = re.compile(r"\b(?:excellent|poor|satisfactory|weak|unsatisfactory)\b", re.I)
_ABOUT_BANDS = re.compile(
    r"\brating (?:system|scale)|\b(?:four|4)[- ](?:band|point)|\bratings? (?:of|are|range)\b", re.I
)


def read_published(given: Given, *, editions: Iterable[Edition], policy: WordingPolicy) -> Draft:
    """What a published document says: a draft for a person to review. Cost grows with the length of the text.

    `editions` are those whose standards its ratings tables may rate; `policy` says what its words for shares mean.
    """
    parsed = Parsed(given, Shelf(tuple(editions)), policy)
    facts = Facts(parsed)
    draft = Draft(
        given,
        facts.kind(),
        tuple(facts.providers()),
        tuple(facts.dates()),
        tuple(facts.tables()),
        tuple(facts.statements()),
        tuple(facts.recommendations()),
        tuple(facts.claims()),
    )
    found = sorted(
        _findings(parsed, facts, draft), key=lambda each: (each.place.start, each.place.end, each.code)
    )
    return doubted(replace(draft, findings=tuple(dict.fromkeys(found))))


def _findings(parsed: Parsed, facts: Facts, draft: Draft) -> Iterator[Finding]:
    return chain(
        _unread(draft),
        checks.check_numbers(parsed.context, parsed.cleaned, parsed.tail),
        _of_tables(parsed, draft),
        checks.check_ratings(draft.tables, draft.statements, draft.providers),
        _of_names(parsed, draft),
        _of_bands(parsed),
        checks.check_numbering(draft.recommendations),
        _of_recommendations(parsed, draft),
        checks.check_dates((*draft.dates, *(t.fieldwork for t in draft.tables if t.fieldwork))),
        _of_dates(parsed, draft),
        check_sides(parsed.cleaned),
    )


def _unread(draft: Draft) -> Iterator[Finding]:
    """What the reader of the form could not read."""
    for unread in draft.given.unread:
        yield Finding(ReadingCode(unread.code), place_of(draft.given, unread.at, unread.at), unread.words)


def _of_tables(parsed: Parsed, draft: Draft) -> Iterator[Finding]:
    for table, (edition, _), raw in zip(draft.tables, parsed.editions, parsed.tables, strict=True):
        yield from checks.check_cells(table, tuple(parsed.shelf.bands.values()))
        yield from checks.check_sum(table, edition)
        yield from checks.check_missing(table, edition)
        if not table.provider:
            reason = "no heading above the table names a body, and the document is about more than one"
            yield Finding(ReadingCode.NO_PROVIDER, table.place, reason, about=table.id)
        if raw.broken_off:
            reason = "the last row of the table has no rating: the rest may stand on another page"
            yield Finding(ReadingCode.CUT, table.place, reason, about=table.id)


def _of_names(parsed: Parsed, draft: Draft) -> Iterator[Finding]:
    seen = set()
    for stated in parsed.stated:
        twin = parsed.bodies.twin(stated.name) if stated.name and stated.body is None else None
        if twin is not None:
            seen.add(stated.name)
            place = parsed.cleaned.place(stated.start, stated.end)
            yield _unknown_name(stated.name, twin.name, place)
    for body, twin in parsed.bodies.nobodys():
        if body.name not in seen:
            yield _unknown_name(body.name, twin.name, body.place)
    for provider in draft.providers:
        first = provider.names[0] if provider.names else provider.name
        for body in parsed.bodies.bodies:
            if body.place == provider.place:
                others = [(n, p) for n, p in body.names.items() if key(n) != key(first)]
                for name, place in others:
                    reason = f"“{name}” here, “{first}” where it is named first; taken for one body"
                    yield Finding(ReadingCode.NAMES_DIFFER, place, reason, about=provider.id)


def _unknown_name(name: str, twin: str, place: Place) -> Finding:
    reason = f"no inspected body is called {name}; did you mean {twin}?"
    return Finding(ReadingCode.UNKNOWN_NAME, place, reason, twin)


def _of_bands(parsed: Parsed) -> Iterator[Finding]:
    """The bands by the words of another scale: "excellent, good, requires improvement and poor"."""
    prose = parsed.context.document.prose
    scale = ", ".join(parsed.shelf.bands.values())
    for sentence in parsed.context.sentences:
        words = prose[sentence.start : sentence.end]
        if _ABOUT_BANDS.search(words):
            for match in _OTHER_BANDS.finditer(words):
                place = parsed.cleaned.place(sentence.start + match.start(), sentence.start + match.end())
                yield Finding(
                    ReadingCode.OTHER_SCALE, place, f"“{match[0]}” is no band; the bands are {scale}"
                )


def _of_recommendations(parsed: Parsed, draft: Draft) -> Iterator[Finding]:
    for group in parsed.groups:
        if not group.items:
            place = parsed.cleaned.place(group.start, group.end)
            yield Finding(
                ReadingCode.CUT, place, f"{group.who} should do something, and nothing stands below it"
            )
    for each in draft.recommendations:
        if not each.addressed_to:
            reason = "no line above says who should do this"
            yield Finding(ReadingCode.NO_ADDRESSEE, each.place, reason, about=each.id)
        if not each.provider:
            reason = "it cannot be told whose inspection this belongs to"
            yield Finding(ReadingCode.NO_PROVIDER, each.place, reason, about=each.id)
    for start, end, number in count_announced(parsed.cleaned.text):
        found = len(draft.recommendations)
        if found not in (0, number):
            reason = f"{number} are announced, and {found} were found"
            yield Finding(ReadingCode.COUNT_DIFFERS, parsed.cleaned.place(start, end), reason)


def _of_dates(parsed: Parsed, draft: Draft) -> Iterator[Finding]:
    if not any(each.what is DateKind.PUBLISHED for each in draft.dates):
        reason = "no date of publication stands in the document"
        yield Finding(ReadingCode.NO_DATE, draft.kind.place, reason, about=draft.kind.id)
    for date in find_dates(parsed.cleaned.text):
        if not date.date:
            place = parsed.cleaned.place(date.start, date.end)
            yield Finding(
                ReadingCode.NOT_A_DATE, place, f"{place.words} is on no calendar, or ends before it begins"
            )
