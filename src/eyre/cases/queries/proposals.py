"""How would the cases be shared out, and what do the rules say of one change by hand?

Pure of writes: a page shows it first. `digest` tells whether what somebody saw is still what would be done.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from eyre.cases.models import Assessment, CaseAllocation, ListedCase
from eyre.cases.models.assessments import Part
from eyre.core.planning import Allocation, CaseToPlace, Hand, allocate, allocation_objections
from eyre.inspections.models import Inspection

from .allocations import allocations_now, sampled_cases
from .inspectors import Examiner, as_case_to_place, examiners_with_time

SECOND = "they assess it a second time, apart from whoever has it"


@dataclass(frozen=True)
class Shares:
    """The cases of an inspection and who can have them; `held` says who has which now, `left` who has none any more.

    `second` says who assesses a case a second time: apart from whoever has it, so never both.
    """

    cases: tuple[ListedCase, ...]
    examiners: tuple[Examiner, ...]
    held: Mapping[str, str]
    left: Mapping[str, CaseAllocation]
    said: Mapping[str, int] = field(default_factory=dict)
    second: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_pseudonym(self) -> dict[str, ListedCase]:
        """The cases by pseudonym."""
        return {case.pseudonym: case for case in self.cases}

    @cached_property
    def to_place(self) -> dict[str, CaseToPlace]:
        """The cases as the rule looks at them, by pseudonym."""
        return {case.pseudonym: as_case_to_place(case, dict(self.said)) for case in self.cases}

    @cached_property
    def by_id(self) -> dict[str, Examiner]:
        """Who can have cases, by id."""
        return {str(each.person.pk): each for each in self.examiners}

    @property
    def open(self) -> tuple[ListedCase, ...]:
        """The cases that nobody has."""
        return tuple(case for case in self.cases if case.pseudonym not in self.held)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the cases, in order."""
        return tuple(sorted({case.kind for case in self.cases}))

    def minutes(self, inspector: str, without: str = "") -> int:
        """The minutes of the cases somebody has, leaving one out."""
        mine = (case for case, who in self.held.items() if who == inspector and case != without)
        return sum(self.to_place[case].effort for case in mine)

    def against(self, case: ListedCase, inspector: str) -> tuple[str, ...]:
        """Everything the rules say against giving a case to somebody by hand; KeyError for who is not there."""
        hand = self.by_id[inspector].as_hand()
        found = allocation_objections(
            self.to_place[case.pseudonym], hand, self.minutes(inspector, without=case.pseudonym)
        )
        return (SECOND, *found) if self.second.get(case.pseudonym) == inspector else found

    def is_barred(self, case: ListedCase, inspector: str) -> bool:
        """Whether something stands against it that nobody sets aside: an interest, or a second assessment."""
        if self.second.get(case.pseudonym) == inspector:
            return True
        return bool(self.to_place[case.pseudonym].touches & self.by_id[inspector].as_hand().avoids)

    def loads(self, by_inspector: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Balance, ...]:
        """Who has how much, by name: as it is, or as it would be."""
        shares = by_inspector if by_inspector is not None else self.now
        return tuple(
            Balance(
                each,
                shares.get(who, ()),
                Counter(self.to_place[case].kind for case in shares.get(who, ())),
                sum(self.to_place[case].effort for case in shares.get(who, ())),
            )
            for who, each in self.by_id.items()
        )

    @cached_property
    def now(self) -> dict[str, tuple[str, ...]]:
        """The cases of each inspector now."""
        return {
            who: tuple(sorted(case for case, has in self.held.items() if has == who)) for who in self.by_id
        }


@dataclass(frozen=True, slots=True)
class Balance:
    """How much one inspector has: their cases, how many of each kind, and the minutes."""

    examiner: Examiner
    cases: tuple[str, ...]
    kinds: Counter[str]
    minutes: int

    @property
    def left(self) -> int:
        """The minutes they have left; below nought where they have too much."""
        return self.examiner.minutes - self.minutes


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be: the allocation, the cases that are given anew to whom, and its digest."""

    shares: Shares
    allocation: Allocation
    digest: str

    @property
    def new(self) -> dict[str, str]:
        """The cases that somebody gets now, by pseudonym, with the id of the inspector."""
        found = self.allocation.by_inspector.items()
        return {case: who for who, cases in found for case in cases if case not in self.shares.held}


def shares_of(inspection: Inspection, said: Mapping[str, int] | None = None) -> Shares:
    """The cases in the sample, who has them and who can; `said` are minutes by kind."""
    people = examiners_with_time(inspection)
    able = {str(each.person.pk) for each in people}
    held, left = {}, {}
    for row in allocations_now(inspection):
        if str(row.inspector_id) in able:
            held[row.case.pseudonym] = str(row.inspector_id)
        else:
            left[row.case.pseudonym] = row
    return Shares(tuple(sampled_cases(inspection)), people, held, left, dict(said or {}), _second(inspection))


def _second(inspection: Inspection) -> dict[str, str]:
    rows = Assessment.objects.filter(inspection=inspection, part=Part.SECOND).order_by()
    return {case: str(who) for case, who in rows.values_list("case__pseudonym", "assessor")}


def propose(inspection: Inspection, said: Mapping[str, int] | None = None) -> Proposal:
    """The allocation the rules would make of the cases nobody has; every other case stays where it is."""
    shares = shares_of(inspection, said)
    hands = [_hand(shares, each) for each in shares.examiners]
    allocation = allocate(list(shares.to_place.values()), hands, dict(shares.held))
    return Proposal(shares, allocation, _digest(allocation))


def _hand(shares: Shares, each: Examiner) -> Hand:
    """Somebody as the rule looks at them, kept from the cases they assess a second time."""
    hand, who = each.as_hand(), str(each.person.pk)
    twice = {case for case, assessor in shares.second.items() if assessor == who}
    return replace(hand, avoids=hand.avoids | twice)


def _digest(allocation: Allocation) -> str:
    told = {"has": {who: list(cases) for who, cases in allocation.by_inspector.items()}}
    text = json.dumps(told | {"unplaced": dict(allocation.unplaced)}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
