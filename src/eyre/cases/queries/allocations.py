"""Who has which case now? A case is with somebody as long as they examine cases on the team and have no interest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet

from eyre.cases.models import Assessment, CaseAllocation, ListedCase, SampledCase
from eyre.cases.models.assessments import Part
from eyre.cases.permissions.allocation import EXAMINERS
from eyre.inspections.models import Inspection, TeamMember
from eyre.inspections.queries import hindrances
from eyre.people.models import Person


def sampled_cases(inspection: Inspection) -> QuerySet[ListedCase]:
    """The cases to be examined: drawn in the samples in force and not replaced, in the order of the draw."""
    return ListedCase.objects.filter(pk__in=_drawn(inspection).values("case")).order_by(
        "kind", "case_list", "row"
    )


def _drawn(inspection: Inspection) -> QuerySet[SampledCase]:
    return SampledCase.objects.filter(
        sample__inspection=inspection, sample__is_current=True, is_reserve=False, replaced_at=None
    ).order_by()


def in_order_of_sample(inspection: Inspection) -> list[ListedCase]:
    """The same cases as a list, first drawn first: the order in which interviews are given."""
    rows = _drawn(inspection).select_related("case").order_by("sample__number", "position", "case_id")
    found = {row.case_id: row.case for row in rows}
    return list(found.values())


def examiners(inspection: Inspection) -> list[Person]:
    """Who can have cases of it now, by name: those on the team in a role that examines, and without an interest."""
    hindered = hindrances(inspection).keys()
    members = TeamMember.objects.filter(inspection=inspection, until=None, role__in=EXAMINERS)
    people = Person.objects.filter(pk__in=members.order_by().values("person"), is_active=True)
    return [person for person in people.order_by("name", "pk") if person.pk not in hindered]


def allocations_now(inspection: Inspection) -> QuerySet[CaseAllocation]:
    """The allocations in force of the cases in the sample, with case and inspector: of people who left too."""
    drawn = _drawn(inspection).values("case")
    held = CaseAllocation.objects.filter(inspection=inspection, until=None, case__in=drawn)
    return held.select_related("case", "inspector").order_by("inspector__name", "case__pseudonym")


def inspector_of(case: ListedCase) -> CaseAllocation | None:
    """The allocation in force of one case."""
    return CaseAllocation.objects.filter(case=case, until=None).select_related("inspector").first()


def allocated_to(person: UUID, inspection: Inspection) -> QuerySet[ListedCase]:
    """The cases that are with somebody now, by pseudonym. Whether they may still see them is asked of the standing."""
    mine = CaseAllocation.objects.filter(case=OuterRef("pk"), inspector=person, until=None)
    return sampled_cases(inspection).filter(Exists(mine)).order_by("pseudonym")


def had_before(person: UUID, inspection: Inspection) -> QuerySet[CaseAllocation]:
    """The cases somebody handed over or gave back, the latest first, with case and reason."""
    ended = CaseAllocation.objects.filter(inspection=inspection, inspector=person, until__isnull=False)
    return ended.select_related("case").order_by("-until", "-pk")


def without_inspector(inspection: Inspection, able: Iterable[Person] | None = None) -> list[ListedCase]:
    """The cases in the sample that nobody has, or somebody who does not examine cases on the team any more."""
    people = [person.pk for person in (examiners(inspection) if able is None else able)]
    held = CaseAllocation.objects.filter(case=OuterRef("pk"), until=None, inspector__in=people)
    return list(sampled_cases(inspection).filter(~Exists(held)))


def case_of(inspection: Inspection, pseudonym: str) -> ListedCase | None:
    """The case of this pseudonym in the sample of an inspection."""
    return sampled_cases(inspection).filter(pseudonym=pseudonym).first()


def is_with(person: UUID, case: ListedCase) -> bool:
    """Whether somebody works on a case now: it is allocated to them, or a second assessment of theirs is open."""
    held = CaseAllocation.objects.filter(case=case, inspector=person, until=None)
    second = Assessment.objects.filter(
        case=case, assessor=person, part=Part.SECOND, completed_at__isnull=True
    )
    return held.exists() or second.exists()


@dataclass(frozen=True, slots=True)
class Load:
    """How much somebody has on one inspection: cases now, and how many of them are complete."""

    person: UUID
    name: str
    inspection: str
    cases: int
    complete: int


def workload(inspections: QuerySet[Inspection]) -> tuple[Load, ...]:
    """What everybody has now on these inspections, by name; two queries whatever their number."""
    held = CaseAllocation.objects.filter(inspection__in=inspections.order_by().values("pk"), until=None)
    done = held.filter(
        Exists(Assessment.objects.filter(case=OuterRef("case"), part=Part.FIRST, completed_at__isnull=False))
    )
    complete = {
        (row["inspector"], row["inspection"]): row["n"]
        for row in done.order_by().values("inspector", "inspection").annotate(n=Count("pk"))
    }
    rows = (
        held.order_by()
        .values("inspector", "inspection")
        .annotate(n=Count("pk"), name=Max(F("inspector__name")))
    )
    loads = [
        Load(
            row["inspector"],
            row["name"],
            row["inspection"],
            row["n"],
            complete.get((row["inspector"], row["inspection"]), 0),
        )
        for row in rows
    ]
    return tuple(sorted(loads, key=lambda load: (load.name, str(load.person), load.inspection)))
