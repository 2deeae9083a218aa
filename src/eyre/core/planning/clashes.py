"""What in a round of inspections cannot work as it is planned?

An inspector in two places on one day, fieldwork near with nobody to lead it, and more inspections at work in one week
than there are inspectors. Pure: a fieldwork is a value, and the days are those it was planned for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """The fieldwork of one inspection: its days, who works on it (by id), and whether somebody leads it.

    One that is planned only to the month or the year (`is_exact` is false) clashes with nothing.
    """

    inspection: str
    first: date
    last: date
    people: frozenset[str] = field(default_factory=frozenset)
    has_lead: bool = True
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Overlap:
    """One person on two inspections from `first` to `last`."""

    person: str
    inspections: tuple[str, str]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Crowded:
    """A week, by its Monday, in which more inspections are at work than there are inspectors."""

    monday: date
    inspections: tuple[str, ...]
    inspectors: int


def overlaps(fieldworks: Sequence[Fieldwork]) -> tuple[Overlap, ...]:
    """Everybody who would be in two places, the earliest first; each pair of inspections once for each person."""
    exact = sorted((one for one in fieldworks if one.is_exact), key=lambda one: (one.first, one.inspection))
    found = [
        Overlap(person, (one.inspection, two.inspection), two.first, min(one.last, two.last))
        for one, two in combinations(exact, 2)
        if two.first <= one.last
        for person in sorted(one.people & two.people)
    ]
    return tuple(sorted(found, key=lambda one: (one.first, one.inspections, one.person)))


def without_lead(fieldworks: Sequence[Fieldwork]) -> tuple[str, ...]:
    """The inspections nobody leads, the nearest first."""
    bare = [one for one in fieldworks if not one.has_lead]
    return tuple(one.inspection for one in sorted(bare, key=lambda one: (one.first, one.inspection)))


def crowded_weeks(fieldworks: Sequence[Fieldwork], inspectors: int) -> tuple[Crowded, ...]:
    """The weeks in which more inspections are at work than there are inspectors, in order.

    Raises:
        ValueError: for less than no inspectors.
    """
    if inspectors < 0:
        raise ValueError("there are no fewer inspectors than none")
    weeks = _by_week([one for one in fieldworks if one.is_exact])
    return tuple(
        Crowded(monday, tuple(sorted(those)), inspectors)
        for monday, those in sorted(weeks.items())
        if len(those) > inspectors
    )


def _by_week(fieldworks: Sequence[Fieldwork]) -> Mapping[date, set[str]]:
    weeks: dict[date, set[str]] = {}
    for one in fieldworks:
        for monday in _mondays(one.first, one.last):
            weeks.setdefault(monday, set()).add(one.inspection)
    return weeks


def _mondays(first: date, last: date) -> Iterator[date]:
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        yield monday
        monday += WEEK
