"""Which case gets which answer, so that the sums come out exactly, on any machine?

Every order is the order of a keyed hash (SHA-256 of seed, attempt and names) and every figure a whole number,
so no language's random numbers and no floating point take part. Cases are ranked by a score; the top of the
relevant ones are sufficient. What the letter says about groups only in words is a condition: an attempt that
does not meet it is dropped and the next one drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from eyre.core.cases import Answer
from eyre.core.figures import Count

from .conditions import fits_the_letter
from .targets import GroupTargets, Targets, UnitTargets

ATTEMPTS = 1000
SUPERVISION, COURT_REPORT, VICTIM = "supervision", "court_report", "victim"


class CannotReconstruct(ValueError):
    """There are too few cases for a count, or no attempt met what the letter says about groups."""


@dataclass(frozen=True, slots=True)
class Case:
    """One made-up case of a kind; `groups` holds the label of a supervision case per sub-group column.

    `victim` says that the victim is eligible for contact, which is then a case of its own.
    """

    inspection: str
    id: str
    kind: str
    groups: Mapping[str, str] = field(default_factory=dict)
    victim: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One answer about one case."""

    case: Case
    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Reconstruction:
    """The rows of all units, by inspection, case and question; `attempt` says how often it was drawn."""

    edition: str
    rows: tuple[Row, ...]
    attempt: int


@dataclass(frozen=True, slots=True)
class Dice:
    """Whole numbers that depend on nothing but seed, attempt and the names given."""

    seed: str
    attempt: int

    def throw(self, sides: int, *names: str) -> int:
        """A number from 0 to sides - 1."""
        key = "\x1f".join((self.seed, str(self.attempt), *names))
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") * sides >> 64

    def order(self, cases: Iterable[Case], name: str) -> list[Case]:
        """The cases in an order of chance, the same for the same name."""
        return sorted(cases, key=lambda case: (self.throw(1 << 62, name, case.id), case.id))


def reconstruct(targets: Targets, seed: str | None = None) -> Reconstruction:
    """Answers about cases that add up to the targets; the targets' own seed where none is given.

    Raises:
        CannotReconstruct: when a count wants more cases than there are, or no attempt meets what the letter
            says about grades and women.
    """
    for attempt in range(ATTEMPTS):
        rows = _draw(targets, Dice(targets.seed if seed is None else seed, attempt))
        if fits_the_letter((row.case.groups, row.question, row.answer) for row in rows):
            return Reconstruction(targets.edition, rows, attempt + 1)
    raise CannotReconstruct(f"{ATTEMPTS} attempts, and none fits what the letter says about groups")


def _draw(targets: Targets, dice: Dice) -> tuple[Row, ...]:
    drawer = _Drawer(targets, dice)
    units = [(unit, _supervised(unit, dice)) for unit in targets.units]
    everyone = [case for _, cases in units for case in cases]
    found = [row for unit, cases in units for row in drawer.unit(unit, cases)]
    found += drawer.over_all(targets.supervision, everyone)
    found += drawer.over_all(
        targets.victims, [Case(case.inspection, f"{case.id}-V", VICTIM) for case in everyone if case.victim]
    )
    place = {unit.inspection: i for i, unit in enumerate(targets.units)}
    # sorted() is stable: the questions of a case stay in the order of the targets
    return tuple(sorted(found, key=lambda row: (place[row.case.inspection], row.case.id)))


def _supervised(unit: UnitTargets, dice: Dice) -> list[Case]:
    bare = [Case(unit.inspection, f"{unit.prefix}-{i:03}", SUPERVISION) for i in range(1, unit.cases + 1)]
    labels = {column: _deal(dice.order(bare, column), shares) for column, shares in unit.groups.items()}
    released = [case for case in bare if labels["disposal"][case.id] == "custody"]
    eligible = {case.id for case in dice.order(released, "victim")[: unit.victim_cases]}
    return [
        replace(case, groups={c: dealt[case.id] for c, dealt in labels.items()}, victim=case.id in eligible)
        for case in bare
    ]


def _deal(cases: Sequence[Case], shares: Mapping[str, int]) -> dict[str, str]:
    ends = dict(zip(shares, accumulate(shares.values()), strict=True))
    return {case.id: next(label for label, end in ends.items() if i < end) for i, case in enumerate(cases)}


@dataclass(frozen=True, slots=True)
class _Drawer:
    targets: Targets
    dice: Dice

    def unit(self, unit: UnitTargets, cases: Sequence[Case]) -> Iterator[Row]:
        """The answers to the key questions of one unit, its court reports among them."""
        for question, count in unit.questions.items():
            # one order for the questions of a standard: where one review was not due, others were not either
            relevant = self.dice.order(cases, f"relevant {question.rpartition('.')[0]}")[: count.of]
            yield from self.answers(question, count, relevant, cases)
        for question, count in unit.court_reports.items():
            reports = [
                Case(unit.inspection, f"{unit.prefix}-R{i:02}", COURT_REPORT) for i in range(1, count.of + 1)
            ]
            yield from self.answers(question, count, reports, reports)

    def over_all(self, questions: Mapping[str, GroupTargets], cases: Sequence[Case]) -> list[Row]:
        """The answers to questions that are counted over all units together."""
        rows: list[Row] = []
        for question, target in questions.items():
            first = {r.case.id for r in rows if r.question == target.first and r.answer is Answer.YES}
            among = [case for case in cases if not target.among or target.among in case.groups.values()]
            name = f"relevant {target.first or question}"
            ordered = sorted(self.dice.order(among, name), key=lambda case: case.id not in first)
            rows += self.answers(question, target.count, ordered[: target.count.of], cases)
        return rows

    def answers(
        self, question: str, count: Count, relevant: Sequence[Case], asked: Sequence[Case]
    ) -> Iterator[Row]:
        """Sufficient for the best of the relevant cases, as many as the count says."""
        if len(relevant) != count.of:
            raise CannotReconstruct(
                f"{question}: {count} relevant cases wanted, {len(relevant)} to choose from"
            )
        ranked = sorted(relevant, key=lambda case: (-self.score(case, question), case.id))
        given = {case.id: Answer.NO for case in ranked} | {case.id: Answer.YES for case in ranked[: count.x]}
        return (Row(case, question, given.get(case.id, Answer.NOT_RELEVANT)) for case in asked)

    def score(self, case: Case, question: str) -> int:
        """Quality of the case, the advantage of its groups, and the chance of this one answer."""
        quality = self.dice.throw(self.targets.quality, "quality", case.id)
        chance = self.dice.throw(self.targets.chance, "chance", case.id, question)
        return quality + chance + self.targets.points(case.groups, question)
