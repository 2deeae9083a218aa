"""May somebody write answers into an assessment, and if not, why?"""

from __future__ import annotations

from uuid import UUID

from eyre.cases.models import Assessment
from eyre.cases.permissions import allocation
from eyre.cases.permissions.allocation import WritingFacts
from eyre.inspections.queries import facts_of
from eyre.people.standing import Standing

from .allocations import allocated_to
from .freezing import is_frozen


def why_not_write(assessment: Assessment, standing: Standing, *, settles: bool = False) -> str:
    """Why somebody may not write into it now, in words for them; "" where they may.

    `settles`: they decide between answers that differ, which the lead inspector may too.

    Raises:
        InspectionNotFound: when its inspection is gone.
    """
    facts = facts_of(assessment.inspection_id, standing)
    return allocation.why_not_write(standing, facts, _writing(assessment, standing, settles))


def may_write(assessment: Assessment, standing: Standing, *, settles: bool = False) -> bool:
    """Whether nothing stands against it."""
    return not why_not_write(assessment, standing, settles=settles)


def _writing(assessment: Assessment, standing: Standing, is_settling: bool) -> WritingFacts:
    return WritingFacts(
        part=assessment.part,
        stage=assessment.inspection.stage,
        is_completed=assessment.completed_at is not None,
        has_case=_has(standing, assessment),
        is_assessor=str(assessment.assessor_id) == standing.person,
        is_settling=is_settling,
        is_frozen=is_frozen(assessment.inspection_id),
    )


def _has(standing: Standing, assessment: Assessment) -> bool:
    if not standing.is_signed_in:
        return False
    return allocated_to(UUID(standing.person), assessment.inspection).filter(pk=assessment.case_id).exists()
