"""Which inspector examines which case? Balanced by kind and by effort, and never against a rule.

Rules are kept first: an inspector with an interest in what a case touches, without the specialism it needs, or without
time left, does not get it. Within the rules each inspector gets about as many cases of each kind as the others, and
about as much work. Cases that nobody may examine are named with the reason. The same cases and inspectors give the same
allocation in whatever order they come. Case by case, the least able to choose first, then swaps while they help: sums
of squares fall with each, so it ends (Graham 1969 for the first part; local search for the second).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations


@dataclass(frozen=True, slots=True)
class CaseToPlace:
    """A case: its kind, its effort in minutes, and what it touches (practitioner, office, ...), by code."""

    case: str
    kind: str
    effort: int
    touches: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hand:
    """An inspector who can take cases: how many minutes they have, what they know, and what they must not touch."""

    inspector: str
    minutes: int
    knows: frozenset[str] = frozenset()
    avoids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who has which cases, and which cases nobody can have, each with why."""

    by_inspector: Mapping[str, tuple[str, ...]]
    unplaced: Mapping[str, str]

    def inspector_of(self, case: str) -> str | None:
        """Who has a case."""
        return next((name for name, cases in self.by_inspector.items() if case in cases), None)


@dataclass(slots=True)
class _Load:
    hand: Hand
    minutes: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    cases: dict[str, CaseToPlace] = field(default_factory=dict)

    def take(self, case: CaseToPlace) -> None:
        """One case more."""
        self.cases[case.case] = case
        self.minutes += case.effort
        self.kinds[case.kind] += 1

    def give(self, case: CaseToPlace) -> None:
        """One case less."""
        del self.cases[case.case]
        self.minutes -= case.effort
        self.kinds[case.kind] -= 1


def allocate(
    cases: Sequence[CaseToPlace], hands: Sequence[Hand], held: Mapping[str, str] | None = None
) -> Allocation:
    """The allocation; `held` are cases that stay with the inspector they have, whatever the balance.

    Raises:
        ValueError: when a case or an inspector is there twice, an effort is not positive, or a held case stays with
            somebody who is not there.
    """
    stays = dict(held or {})
    _check(cases, hands, stays)
    loads = {hand.inspector: _Load(hand) for hand in sorted(hands, key=lambda hand: hand.inspector)}
    free = []
    for case in cases:
        if case.case in stays:
            loads[stays[case.case]].take(case)
        else:
            free.append(case)
    unplaced = _place(free, loads)
    _swap(loads, frozenset(stays))
    return Allocation({name: tuple(sorted(load.cases)) for name, load in loads.items()}, unplaced)


def objections(case: CaseToPlace, hand: Hand, minutes: int = 0) -> tuple[str, ...]:
    """Everything the rules say against giving a case to somebody who has cases of so many minutes already."""
    found = []
    if touched := sorted(case.touches & hand.avoids):
        found.append(f"they declared an interest in what it touches: {', '.join(touched)}")
    if missing := sorted(case.needs - hand.knows):
        found.append(f"they lack what it needs: {', '.join(missing)}")
    if minutes + case.effort > hand.minutes:
        left = max(hand.minutes - minutes, 0)
        found.append(f"they have {left} minutes left, and it takes {case.effort}")
    return tuple(found)


def _check(cases: Sequence[CaseToPlace], hands: Sequence[Hand], stays: Mapping[str, str]) -> None:
    for what, names in (
        ("case", [case.case for case in cases]),
        ("inspector", [hand.inspector for hand in hands]),
    ):
        twice = sorted(name for name, times in Counter(names).items() if times > 1)
        if twice:
            raise ValueError(f"{what} {twice[0]!r} is there twice")
    if any(case.effort <= 0 for case in cases):
        raise ValueError("a case takes some time")
    strangers = sorted(set(stays.values()) - {hand.inspector for hand in hands})
    if strangers:
        raise ValueError(f"cases stay with {strangers[0]!r}, who is not there")


def _place(cases: Collection[CaseToPlace], loads: Mapping[str, _Load]) -> dict[str, str]:
    """Give every case to whoever has fewest of its kind, then the least work; why the others have nobody."""
    unplaced = {}
    able = {case.case: [load for load in loads.values() if not _against(case, load.hand)] for case in cases}
    for case in sorted(cases, key=lambda one: (len(able[one.case]), one.kind, -one.effort, one.case)):
        with_time = [load for load in able[case.case] if load.minutes + case.effort <= load.hand.minutes]
        if with_time:
            chosen = min(with_time, key=lambda one: (one.kinds[case.kind], one.minutes, one.hand.inspector))
            chosen.take(case)
        else:
            unplaced[case.case] = _why(case, loads, able[case.case])
    return dict(sorted(unplaced.items()))


def _against(case: CaseToPlace, hand: Hand) -> str:
    """Why a rule keeps a case from somebody; "" where none does."""
    if case.touches & hand.avoids:
        return "an interest"
    return "" if case.needs <= hand.knows else "a specialism"


def _why(case: CaseToPlace, loads: Mapping[str, _Load], able: Sequence[_Load]) -> str:
    if not loads:
        return "there is no inspector"
    if able:
        return "nobody who may examine it has time left"
    told = {_against(case, load.hand) for load in loads.values()}
    words = {
        frozenset({"an interest"}): "everybody has an interest in it",
        frozenset({"a specialism"}): f"nobody knows {', '.join(sorted(case.needs))}",
    }
    return words.get(frozenset(told), "everybody has an interest in it or lacks what it needs")


def _swap(loads: Mapping[str, _Load], stays: frozenset[str]) -> None:
    """Move or exchange cases between two inspectors as long as that makes the whole more even."""
    unit = max((case.effort for load in loads.values() for case in load.cases.values()), default=1)
    better = True
    while better:
        better = any(_exchange(one, two, stays, unit) for one, two in combinations(loads.values(), 2))


def _exchange(one: _Load, two: _Load, stays: frozenset[str], unit: int) -> bool:
    """Make the first change between two that helps; whether there was one."""
    before = _unevenness((one, two), unit)
    for mine, theirs in _pairs(one, two, stays):
        _change(one, two, mine, theirs)
        if _fits(one, theirs) and _fits(two, mine) and _unevenness((one, two), unit) < before:
            return True
        _change(two, one, mine, theirs)
    return False


def _pairs(
    one: _Load, two: _Load, stays: frozenset[str]
) -> Iterator[tuple[CaseToPlace | None, CaseToPlace | None]]:
    mine = [one.cases[name] for name in sorted(one.cases) if name not in stays]
    theirs = [two.cases[name] for name in sorted(two.cases) if name not in stays]
    yield from ((case, None) for case in mine)
    yield from ((None, case) for case in theirs)
    yield from ((case, other) for case in mine for other in theirs)


def _change(one: _Load, two: _Load, mine: CaseToPlace | None, theirs: CaseToPlace | None) -> None:
    for giver, taker, case in ((one, two, mine), (two, one, theirs)):
        if case is not None:
            giver.give(case)
            taker.take(case)


def _fits(load: _Load, case: CaseToPlace | None) -> bool:
    return load.minutes <= load.hand.minutes and (case is None or not _against(case, load.hand))


def _unevenness(loads: Sequence[_Load], unit: int) -> int:
    """What is to become small: squares of minutes, and of cases of each kind, each worth the longest case."""
    return sum(load.minutes**2 + unit**2 * sum(number**2 for number in load.kinds.values()) for load in loads)


def interviews(cases: Sequence[tuple[str, str]], at_most: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of (case, practitioner) in the order of the sample: the cases with an interview, and those from the file alone.

    No practitioner is interviewed more than `at_most` times; a case without a practitioner has no interview.
    """
    seen: Counter[str] = Counter()
    with_one, without = [], []
    for case, practitioner in cases:
        if practitioner and seen[practitioner] < at_most:
            seen[practitioner] += 1
            with_one.append(case)
        else:
            without.append(case)
    return tuple(with_one), tuple(without)
