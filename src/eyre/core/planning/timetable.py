"""When is the practitioner of each case interviewed? Slots on the days of fieldwork, and never against a rule.

An inspector is in one place at a time and a practitioner in one interview; between two offices there is time to travel;
no practitioner is interviewed more than a set number of times, because what an inspection takes from a service must
be bearable. What was held, or moved by hand, stays. Who has most to place goes first; whatever finds no slot may push
one other interview aside, if that finds another. What still has none is named with the reason. Times are those of the
office's clock. The same meetings give the same timetable, in whatever order days and kept interviews come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .allocation import interviews


@dataclass(frozen=True, slots=True)
class Wanted:
    """An interview about a case: who holds it, with whom, and at which office; each by code, "" where unknown."""

    case: str
    inspector: str
    practitioner: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a day of interviews looks.

    `starts` are the times at which one may begin; `minutes` is how long each takes, `travel` how many minutes lie
    between interviews at different offices. `at_most` interviews of one practitioner in all, `a_day` of one inspector.
    """

    starts: tuple[time, ...]
    minutes: int
    travel: int
    at_most: int
    a_day: int


@dataclass(frozen=True, slots=True)
class Placed:
    """An interview with its day and time."""

    wanted: Wanted
    day: date
    start: time
    minutes: int

    @property
    def case(self) -> str:
        """The case it is about."""
        return self.wanted.case

    @property
    def begins(self) -> datetime:
        """When it begins, by the office's clock."""
        return datetime.combine(self.day, self.start)

    @property
    def ends(self) -> datetime:
        """When it ends, by the office's clock."""
        return self.begins + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Timetable:
    """The interviews by day, time and inspector; cases examined from the file alone, and those without a slot, why."""

    placed: tuple[Placed, ...]
    from_file: Mapping[str, str]
    unplaced: Mapping[str, str]


Days = Mapping[str, Collection[date]]


def timetable(
    wanted: Sequence[Wanted], days: Days, pattern: Pattern, kept: Sequence[Placed] = ()
) -> Timetable:
    """The timetable; `wanted` come in the order of the sample, `days` are those on which each inspector can interview.

    `kept` are interviews that stay as they are, whatever the rules say of them; a kept case is not placed again.

    Raises:
        ValueError: when a case is wanted or kept twice, or the pattern makes no sense.
    """
    _check(wanted, pattern, kept)
    board = _Board(days, pattern, {one.case: one for one in kept}, frozenset(one.case for one in kept))
    asked = [one for one in wanted if one.case not in board.fixed]
    from_file = _from_file(asked, pattern.at_most, kept)
    places = [one for one in asked if one.case not in from_file]
    unplaced = board.fill(_hardest_first(places))
    placed = sorted(board.placed.values(), key=lambda one: (one.begins, one.wanted.inspector, one.case))
    return Timetable(tuple(placed), from_file, dict(sorted(unplaced.items())))


def objections(
    one: Placed, others: Iterable[Placed], days: Collection[date], pattern: Pattern
) -> tuple[str, ...]:
    """Everything the rules say against an interview beside these others; `days` are those of its inspector."""
    rest = [other for other in others if other.case != one.case]
    return tuple(_objections(one, rest, days, pattern))


def _check(wanted: Sequence[Wanted], pattern: Pattern, kept: Sequence[Placed]) -> None:
    for what, names in (
        ("wanted", [one.case for one in wanted]),
        ("kept", [one.case for one in kept]),
    ):
        twice = sorted(name for name, times in Counter(names).items() if times > 1)
        if twice:
            raise ValueError(f"case {twice[0]!r} is {what} twice")
    if pattern.minutes <= 0 or pattern.travel < 0 or pattern.at_most < 0 or pattern.a_day < 0:
        raise ValueError("an interview takes some time, and nothing else of the pattern is below nought")


def _from_file(asked: Sequence[Wanted], at_most: int, kept: Sequence[Placed]) -> dict[str, str]:
    """The cases for which nobody is interviewed, each with why; those kept count first."""
    order = [(one.case, one.wanted.practitioner) for one in kept]
    order += [(one.case, one.practitioner) for one in asked]
    _, without = interviews(order, at_most)
    left = frozenset(without)
    return {one.case: _no_interview(one, at_most) for one in asked if one.case in left}


def _no_interview(one: Wanted, at_most: int) -> str:
    if not one.practitioner:
        return "no practitioner is named"
    times = "once" if at_most == 1 else f"{at_most} times"
    return f"its practitioner is interviewed {times} already, which is the most"


def _hardest_first(wanted: Sequence[Wanted]) -> list[Wanted]:
    """Whoever has most interviews to place first: inspectors and practitioners count alike."""
    busy = Counter(one.inspector for one in wanted)
    busy.update(f"practitioner {one.practitioner}" for one in wanted)

    def weight(one: Wanted) -> int:
        return busy[one.inspector] + busy[f"practitioner {one.practitioner}"]

    return sorted(wanted, key=lambda one: (-weight(one), one.inspector, one.office, one.case))


@dataclass(slots=True)
class _Board:
    """The timetable as it fills."""

    days: Days
    pattern: Pattern
    placed: dict[str, Placed]
    fixed: frozenset[str]

    def fill(self, wanted: Sequence[Wanted]) -> dict[str, str]:
        """Seat all of them, once more those that found nothing as long as that helps; why the rest have no slot."""
        waiting, left = tuple(wanted), {one.case: self.seat(one) for one in wanted}
        while any(left[one.case] == "" for one in waiting):
            waiting = tuple(one for one in waiting if left[one.case])
            left |= {one.case: self.seat(one) for one in waiting}
        return {case: why for case, why in left.items() if why}

    def seat(self, one: Wanted) -> str:
        """Give an interview a slot; "" where it has one now, and why not where it has none."""
        best = self.best(one)
        if best is not None:
            self.placed[one.case] = best
            return ""
        return "" if self.make_room(one) else self.why(one)

    def slots(self, one: Wanted) -> Iterator[Placed]:
        """Every slot its inspector has, free or not."""
        for day in sorted(self.days.get(one.inspector, ())):
            for start in sorted(self.pattern.starts):
                yield Placed(one, day, start, self.pattern.minutes)

    def beside(self, one: Wanted) -> list[Placed]:
        """The interviews that can stand in its way: those of its inspector and of its practitioner."""
        return [
            other
            for other in self.placed.values()
            if other.case != one.case
            and (other.wanted.inspector == one.inspector or _same_practitioner(other.wanted, one))
        ]

    def best(self, one: Wanted) -> Placed | None:
        """The free slot with the least travel; of these the earliest."""
        beside, days = self.beside(one), self.days.get(one.inspector, ())
        free = [slot for slot in self.slots(one) if not any(_objections(slot, beside, days, self.pattern))]
        return min(free, key=lambda slot: (_journey(slot, beside), slot.begins), default=None)

    def make_room(self, one: Wanted) -> bool:
        """Push one interview aside that finds another slot, so that this one has its; whether that went."""
        movable = sorted(
            (other for other in self.beside(one) if other.case not in self.fixed), key=lambda o: o.case
        )
        for other in movable:
            del self.placed[other.case]
            slot = self.best(one)
            if slot is not None:
                self.placed[one.case] = slot
                elsewhere = self.best(other.wanted)
                if elsewhere is not None:
                    self.placed[other.case] = elsewhere
                    return True
                del self.placed[one.case]
            self.placed[other.case] = other
        return False

    def why(self, one: Wanted) -> str:
        """Why there is no slot for it."""
        days = self.days.get(one.inspector, ())
        if not one.inspector:
            return "it has no inspector"
        if not days:
            return "its inspector has no day for interviews"
        beside = self.beside(one)
        theirs = [other for other in beside if other.wanted.inspector == one.inspector]
        against = [tuple(_objections(slot, theirs, days, self.pattern)) for slot in self.slots(one)]
        if all(against):
            on_the_way = any(all(words.startswith(JOURNEY) for words in each) for each in against)
            return "what its inspector has left leaves no time for the journey" if on_the_way else NO_TIME
        return "its inspector and its practitioner have no free time in common"


JOURNEY = "there is no time for the journey"
NO_TIME = "its inspector has no time left"


def _journey(slot: Placed, beside: Iterable[Placed]) -> int:
    """How much travel a slot means: 0 at the office where its inspector is that day, 1 alone on it, 2 otherwise."""
    offices = {
        other.wanted.office
        for other in beside
        if other.wanted.inspector == slot.wanted.inspector and other.day == slot.day
    }
    if not offices:
        return 1
    return 0 if offices == {slot.wanted.office} else 2


def _objections(
    one: Placed, rest: Sequence[Placed], days: Collection[date], pattern: Pattern
) -> Iterator[str]:
    mine = [other for other in rest if other.wanted.inspector == one.wanted.inspector]
    theirs = [other for other in rest if _same_practitioner(other.wanted, one.wanted)]
    if one.day not in days:
        yield "its inspector has no interviews on this day"
    if any(_overlap(one, other) for other in mine):
        yield "its inspector has another interview at this time"
    if any(_overlap(one, other) for other in theirs if other not in mine):
        yield "its practitioner has another interview at this time"
    if any(_too_close(one, other, pattern.travel) for other in mine):
        yield f"{JOURNEY} between two offices, which takes {pattern.travel} minutes"
    if sum(other.day == one.day for other in mine) >= pattern.a_day:
        yield f"its inspector has {pattern.a_day} interviews on this day, which is the most"
    if len(theirs) >= pattern.at_most:
        yield _no_interview(one.wanted, pattern.at_most)


def _same_practitioner(one: Wanted, other: Wanted) -> bool:
    return bool(one.practitioner) and one.practitioner == other.practitioner


def _overlap(one: Placed, other: Placed) -> bool:
    return one.begins < other.ends and other.begins < one.ends


def _too_close(one: Placed, other: Placed, travel: int) -> bool:
    """At another office, after or before, with less between than the journey takes. An overlap is told apart."""
    if one.wanted.office == other.wanted.office or _overlap(one, other):
        return False
    between = max(one.begins, other.begins) - min(one.ends, other.ends)
    return between < timedelta(minutes=travel)
