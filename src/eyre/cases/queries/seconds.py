"""Which cases are assessed twice, by whom, and where do the two differ?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Max, QuerySet

from eyre.cases.exceptions import AssessmentNotFound
from eyre.cases.forms import load_form
from eyre.cases.models import (
    Assessment,
    CaseAllocation,
    Decision,
    JournalEntry,
    ListedCase,
    Signature,
)
from eyre.cases.models.assessments import Part
from eyre.core.assessment import Form
from eyre.core.cases.assurance import CaseFacts
from eyre.core.cases.comparing import Comparison, compare
from eyre.inspections.models import Inspection, TeamMember
from eyre.people.models import Person
from eyre.people.roles import Inspector, LeadInspector, LocalAssessor
from eyre.platform.audit.queries import readers_of
from eyre.providers.coverage import interests_covering

from .folded import Folded, folded

LOOKING = (
    "assessment.seen",
    "assessment.followed",
    "answers.seen",
    "conflict.seen",
)  # readings that show answers
EXAMINERS = (LeadInspector.code, Inspector.code, LocalAssessor.code)


@dataclass(frozen=True, slots=True)
class Parts:
    """The assessments of one case that there are."""

    case: ListedCase
    first: Assessment | None = None
    second: Assessment | None = None
    reconciled: Assessment | None = None

    @property
    def is_comparable(self) -> bool:
        """Whether both are complete, so that they may be seen side by side."""
        both = (self.first, self.second)
        return all(one is not None and one.completed_at is not None for one in both)


def parts_of(inspection: Inspection) -> dict[int, Parts]:
    """The assessments of every case that has any, by the number of the case; one query."""
    found: dict[int, dict[str, Assessment]] = {}
    for each in _assessments(inspection):
        found.setdefault(each.case_id, {})[each.part] = each
    return {case: _parts(each) for case, each in found.items()}


def parts_of_case(case: ListedCase) -> Parts:
    """The assessments of one case."""
    rows = Assessment.objects.filter(case=case).select_related("case__case_list", "assessor")
    found = {each.part: each for each in rows}
    return _parts(found) if found else Parts(case)


def _assessments(inspection: Inspection) -> QuerySet[Assessment]:
    return Assessment.objects.filter(inspection=inspection).select_related("case", "assessor")


def _parts(found: dict[str, Assessment]) -> Parts:
    case = next(iter(found.values())).case
    return Parts(case, found.get(Part.FIRST), found.get(Part.SECOND), found.get(Part.RECONCILED))


def compared(inspection: Inspection) -> dict[int, Comparison]:
    """The cases whose two assessments are complete, each with what both say and where they differ; two queries."""
    both = {case: each for case, each in parts_of(inspection).items() if each.is_comparable}
    ids = [one.pk for each in both.values() for one in (each.first, each.second) if one]
    held = folded(ids)
    return {case: _compared(each, held) for case, each in both.items()}


def comparison(parts: Parts) -> Comparison:
    """Two assessments of one case side by side; the caller has asked whether they may be."""
    assert parts.first is not None
    assert parts.second is not None, "only a case that is assessed twice is compared"
    return _compared(parts, folded([parts.first.pk, parts.second.pk]))


def _compared(parts: Parts, held: dict[UUID, Folded]) -> Comparison:
    assert parts.first is not None
    assert parts.second is not None
    order = keys_in_order(load_form(parts.first.form), parts.case.kind)
    return compare(held[parts.first.pk].values, held[parts.second.pk].values, order)


def keys_in_order(form: Form, kind: str) -> list[str]:
    """The keys of a form in its order: facts, and each question's prompts before its judgement."""
    keys = [fact.key for fact in form.facts]
    for section in form.sections_for(kind):
        for question in section.questions:
            keys += [*(prompt.key for prompt in question.prompts), question.key]
    return keys


def differing(inspection: Inspection) -> set[int]:
    """The cases whose two complete assessments differ somewhere."""
    return {case for case, each in compared(inspection).items() if each.differences}


def case_facts(case: ListedCase, inspection: Inspection) -> CaseFacts:
    """What the rules of second assessments look at, of one case."""
    parts = parts_of_case(case)
    first, second = parts.first, parts.second
    return CaseFacts(
        first=str(first.assessor_id) if first else "",
        second=str(second.assessor_id) if second else "",
        handled=handled(case),
        interested=_interested(inspection),
        withdrawn=_withdrawn(case),
        first_complete=first is not None and first.completed_at is not None,
        second_complete=second is not None and second.completed_at is not None,
    )


def asking_facts(case: ListedCase, inspection: Inspection) -> CaseFacts:
    """The same, and who has looked at what was written of the case: asked of the log only where somebody is chosen."""
    parts = [Part.FIRST, Part.WITHDRAWN]
    written = Assessment.objects.filter(case=case, part__in=parts).order_by()
    readers = [readers_of(LOOKING, str(pk)) for pk in written.values_list("pk", flat=True)]
    return replace(case_facts(case, inspection), readers=frozenset().union(*readers))


def handled(case: ListedCase) -> frozenset[str]:
    """Everybody who has had a case in their hands, or written about it."""
    had = CaseAllocation.objects.filter(case=case).order_by().values_list("inspector", flat=True)
    wrote = JournalEntry.objects.filter(assessment__case=case, assessment__part=Part.FIRST).order_by()
    return frozenset({*map(str, had), *wrote.values_list("received_from", flat=True).distinct()})


def _withdrawn(case: ListedCase) -> frozenset[str]:
    found = Assessment.objects.filter(case=case, part=Part.WITHDRAWN).order_by()
    return frozenset(map(str, found.values_list("assessor", flat=True)))


def writers(assessment: Assessment) -> frozenset[str]:
    """Everybody whose answers stand in the journal of an assessment."""
    found = (
        JournalEntry.objects.filter(assessment=assessment).order_by().values_list("received_from", flat=True)
    )
    return frozenset(found.distinct())


def _interested(inspection: Inspection) -> frozenset[str]:
    return frozenset(str(each.person_id) for each in interests_covering(inspection.provider_id))


def examiners(inspection: Inspection) -> list[Person]:
    """Those on the team now who examine cases, by name."""
    members = TeamMember.objects.filter(inspection=inspection, until=None, role__in=EXAMINERS)
    return list(Person.objects.filter(pk__in=members.values("person"), is_active=True).order_by("name"))


def decisions(assessment: Assessment) -> dict[str, Decision]:
    """What was decided in a reconciled record, by key; the latest where one was decided again."""
    return {each.key: each for each in Decision.objects.filter(assessment=assessment).order_by("id")}


def signed(assessment: Assessment) -> frozenset[str]:
    """Who has signed a reconciled record as it stands: whatever is decided or written later asks for a signature again."""
    latest = Decision.objects.filter(assessment=assessment).order_by("-id").first()
    written = JournalEntry.objects.filter(assessment=assessment).aggregate(at=Max("received_at"))["at"]
    found = Signature.objects.filter(assessment=assessment)
    for at in (latest and latest.decided_at, written):
        found = found.filter(signed_at__gte=at) if at else found
    return frozenset(map(str, found.values_list("person", flat=True)))


def people(ids: Iterable[str]) -> list[Person]:
    """These people, by name."""
    return list(Person.objects.filter(pk__in=list(ids)).order_by("name"))


def listed_case(inspection_id: str, number: int) -> ListedCase:
    """A case of an inspection that somebody has begun to assess, by its number.

    Raises:
        AssessmentNotFound: when there is none.
    """
    begun = Assessment.objects.filter(inspection=inspection_id, case=number)
    found = begun.select_related("case__case_list__inspection").first()
    if found is None:
        raise AssessmentNotFound("There is no such case.")
    return found.case


def person(id: str) -> Person:
    """Somebody who is signed in, by their id."""
    return Person.objects.get(pk=id)
