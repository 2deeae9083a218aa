"""Which assessments may somebody read? The one predicate behind which two who assess one case do not see each other.

It says in SQL what `core.cases.assurance.why_not_read` says of one case; a property test holds the two together. Every
page, file and address that shows an assessment, its answers, its conflicts or its journal asks it.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from eyre.cases.exceptions import AssessmentNotFound
from eyre.cases.models import Assessment, CaseAllocation, JournalEntry
from eyre.cases.models.assessments import Part
from eyre.people.standing import Standing

BLIND = (Part.FIRST, Part.SECOND)


def readable_by(standing: Standing) -> QuerySet[Assessment]:
    """The assessments that somebody may read, of whatever inspection: the caller has asked for that already.

    While a case is assessed twice and not both are complete, neither assessor sees the other's, and whoever had the
    case in their hands before does not see the second: it may come back to them. A second assessment that was withdrawn
    is seen by none of them, ever.
    """
    if not standing.is_signed_in:
        return Assessment.objects.none()
    person = UUID(standing.person)
    return Assessment.objects.exclude(_is_hidden_from(person)).exclude(_is_withdrawn_from(person))


def _is_hidden_from(person: UUID) -> Q:
    same = Assessment.objects.filter(case=OuterRef("case"), part__in=BLIND).order_by()
    return Q(
        ~Q(assessor=person),
        Exists(same.filter(part=Part.SECOND)),
        Exists(same.filter(completed_at=None)),
        Exists(same.filter(assessor=person)) | (Q(part=Part.SECOND) & _had(person)),
        part__in=BLIND,
    )


def _is_withdrawn_from(person: UUID) -> Q:
    theirs = Assessment.objects.filter(case=OuterRef("case"), part__in=BLIND, assessor=person).order_by()
    return Q(~Q(assessor=person), Exists(theirs) | _had(person), part=Part.WITHDRAWN)


def _had(person: UUID) -> Q:
    """Whether a case was ever in these hands, or they wrote about it."""
    given = CaseAllocation.objects.filter(case=OuterRef("case"), inspector=person).order_by()
    wrote = JournalEntry.objects.filter(
        assessment__case=OuterRef("case"), assessment__part=Part.FIRST, received_from=str(person)
    ).order_by()
    return Q(Exists(given)) | Q(Exists(wrote))


def may_read(assessment: Assessment, standing: Standing) -> bool:
    """Whether this assessment is one they may read, now."""
    return readable_by(standing).filter(pk=assessment.pk).exists()


def readable(inspection_id: str, assessment_id: UUID, standing: Standing) -> Assessment:
    """One assessment of an inspection that somebody may read, with its case and assessor.

    Raises:
        AssessmentNotFound: when there is none, or none they may read: a second one is not betrayed by its address.
    """
    seen = readable_by(standing).select_related("case", "assessor", "inspection")
    found = seen.filter(inspection=inspection_id, pk=assessment_id).first()
    if found is None:
        raise AssessmentNotFound("There is no such assessment.")
    return found
