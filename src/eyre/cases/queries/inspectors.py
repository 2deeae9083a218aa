"""What do the inspectors of an inspection know, when do they have time, and whom of it do they know?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from django.db.models import QuerySet

from eyre.cases.exceptions import AcquaintanceNotFound
from eyre.cases.minutes import A_DAY, minutes_for, needs_of
from eyre.cases.models import Acquaintance, InspectorTime, InterviewPattern, ListedCase, Specialism
from eyre.cases.models.inspectors import Special, Touched
from eyre.core.calendar import is_working_day
from eyre.core.planning import CaseToPlace, Hand, Pattern
from eyre.inspections.models import Inspection, TeamMember
from eyre.people.models import Person
from eyre.people.roles import Inspector, LocalAssessor

from .allocations import examiners, sampled_cases

LONGEST_FIELDWORK = 366  # days; a date known only to the year is no plan
USUAL_PATTERN = Pattern(
    (time(9, 30), time(11, 0), time(13, 30), time(15, 0)), minutes=60, travel=45, at_most=2, a_day=4
)


@dataclass(frozen=True, slots=True)
class Examiner:
    """Somebody who can have cases of an inspection: what they know, the days they have, whom and what they know of it."""

    person: Person
    knows: tuple[str, ...]
    days: tuple[date, ...]
    minutes_a_day: int
    avoids: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """All the time they have for cases."""
        return len(self.days) * self.minutes_a_day

    @property
    def specials(self) -> tuple[str, ...]:
        """What they know, in words."""
        return tuple(Special(code).label for code in self.knows)

    def as_hand(self) -> Hand:
        """As the rule of allocation looks at them."""
        return Hand(str(self.person.pk), self.minutes, frozenset(self.knows), frozenset(self.avoids))


def fieldwork_days(inspection: Inspection) -> tuple[date, ...]:
    """The working days between the first and the last day of fieldwork; none where these are not known."""
    first, last = inspection.fieldwork_from, inspection.fieldwork_to
    if first is None or last is None or (last - first).days > LONGEST_FIELDWORK:
        return ()
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in every if is_working_day(day))


def examiners_with_time(inspection: Inspection) -> tuple[Examiner, ...]:
    """Everybody who can have cases, by name, with all that an allocation looks at; six queries whatever their number."""
    people = examiners(inspection)
    knows, avoids = _knows(people), acquaintances_by_person(inspection)
    times = {row.person_id: row for row in InspectorTime.objects.filter(inspection=inspection)}
    usual, takes_cases = fieldwork_days(inspection), _take_cases(inspection)
    return tuple(
        Examiner(
            person,
            tuple(sorted(knows[person.pk])),
            _days(times.get(person.pk), usual if person.pk in takes_cases else ()),
            times[person.pk].minutes_a_day if person.pk in times else A_DAY,
            tuple(sorted(avoids[person.pk])),
        )
        for person in people
    )


def _take_cases(inspection: Inspection) -> set[UUID]:
    """Who has the days of fieldwork unless something else is said: not whoever only leads."""
    roles = (Inspector.code, LocalAssessor.code)
    members = TeamMember.objects.filter(inspection=inspection, until=None, role__in=roles)
    return set(members.order_by().values_list("person", flat=True))


def _days(said: InspectorTime | None, usual: tuple[date, ...]) -> tuple[date, ...]:
    return usual if said is None else tuple(sorted(date.fromisoformat(day) for day in said.days))


def _knows(people: Iterable[Person]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    held = Specialism.objects.filter(person__in=[person.pk for person in people], until=None)
    for person, special in held.order_by().values_list("person", "special"):
        found[person].add(special)
    return found


def acquaintances(inspection: Inspection, person: UUID | None = None) -> QuerySet[Acquaintance]:
    """What was declared and is in force, of everybody or of one, with the person."""
    held = Acquaintance.objects.filter(inspection=inspection, ended_at=None).select_related("person")
    return held if person is None else held.filter(person=person)


def acquaintance(inspection: Inspection, number: int) -> Acquaintance:
    """What was declared under this number, ended or not.

    Raises:
        AcquaintanceNotFound: when nothing was on this inspection.
    """
    found = Acquaintance.objects.filter(inspection=inspection, pk=number).first()
    if found is None:
        raise AcquaintanceNotFound(f"Nothing of the number {number} was declared on {inspection.pk}.")
    return found


def knowable(inspection: Inspection) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """What somebody can say that they know, as a form offers it: the offices, practitioners and cases of the sample."""
    cases = list(sampled_cases(inspection))
    offered = {
        Touched.OFFICE: sorted({office for case in cases if (office := office_of(case))}),
        Touched.PRACTITIONER: sorted({case.practitioner for case in cases if case.practitioner}),
        Touched.CASE: sorted(case.pseudonym for case in cases),
    }
    return tuple(
        (kind.label, tuple((f"{kind.value}:{code}", code) for code in codes))
        for kind, codes in offered.items()
        if codes
    )


def acquaintances_by_person(inspection: Inspection) -> dict[UUID, set[str]]:
    """The codes that each of them must not touch."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for each in acquaintances(inspection):
        found[each.person_id].add(each.code)
    return found


def touches(case: ListedCase) -> frozenset[str]:
    """What a case touches, by code: the case itself, its practitioner and its office."""
    return frozenset(code for code in (case.pseudonym, case.practitioner, office_of(case)) if code)


def office_of(case: ListedCase) -> str:
    """The office that supervises it, as the case list has it; "" where it says none."""
    return str(case.attributes.get("office") or "")


def as_case_to_place(case: ListedCase, said: dict[str, int] | None = None) -> CaseToPlace:
    """A case as the rule of allocation looks at it; `said` are minutes by kind that somebody chose."""
    effort = minutes_for(case.kind, said)
    return CaseToPlace(case.pseudonym, case.kind, effort, touches(case), needs_of(case.kind, case.attributes))


def pattern_of(inspection: Inspection) -> Pattern:
    """How a day of interviews looks on this inspection."""
    row = InterviewPattern.objects.filter(pk=inspection.pk).first()
    if row is None:
        return USUAL_PATTERN
    starts = tuple(time.fromisoformat(start) for start in row.starts)
    return Pattern(starts, row.minutes, row.travel, row.at_most, row.a_day)
