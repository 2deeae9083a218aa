"""An assessment is completed by whoever made it, looked at by somebody else, and reopened with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.cases.assuring import check_complete, check_reopen, check_review, locked, note_completeness
from eyre.cases.models import Assessment, Review
from eyre.cases.models.assessments import ReviewOutcome
from eyre.platform.audit import Actor, Ids, Operation, record


@transaction.atomic
def complete(*, assessment: Assessment, by: Actor, at: datetime) -> Assessment:
    """Say that an assessment is complete; nothing can be written into it from now on.

    Raises:
        CannotComplete: when it is somebody else's, complete already, or anything is missing or in conflict.
    """
    held = locked(assessment)
    check_complete(held, by)
    held.completed_at, held.completed_by = at, by.id
    held.save(update_fields=["completed_at", "completed_by"])
    after: Ids = {"case": held.case_id, "part": held.part, "version": held.version}
    record("assessment.completed", by=by, at=at, operation=Operation.ALTERATION, on=held, after=after)
    note_completeness(held.inspection, by, at)
    return held


@transaction.atomic
def reopen(*, assessment: Assessment, reason: str, draw: str = "", by: Actor, at: datetime) -> Review:
    """Let an assessment be written again by its assessor; the reason is kept as the outcome of a review.

    Raises:
        CannotAssure: to somebody who worked on it themself, and for one that is not complete.
        CannotComplete: without a reason, after the freeze, or when it has been compared with another.
    """
    held = locked(assessment)
    check_review(held, by)
    check_reopen(held, reason)
    held.completed_at = held.completed_by = None
    held.save(update_fields=["completed_at", "completed_by"])
    made = Review.objects.create(
        assessment=held,
        reviewer_id=by.id,
        draw=draw,
        opened_at=at,
        ended_at=at,
        outcome=ReviewOutcome.REOPENED,
        notes=reason.strip(),
    )
    after: Ids = {"case": held.case_id, "part": held.part, "review": made.pk}
    record("assessment.reopened", by=by, at=at, operation=Operation.ALTERATION, on=held, after=after)
    note_completeness(held.inspection, by, at)
    return made


@transaction.atomic
def find_fine(*, assessment: Assessment, notes: str, draw: str = "", by: Actor, at: datetime) -> Review:
    """Keep that somebody looked at a completed assessment and found nothing to change.

    Raises:
        CannotAssure: to somebody who worked on it themself, and for one that is not complete.
    """
    held = locked(assessment)
    check_review(held, by)
    made = Review.objects.create(
        assessment=held,
        reviewer_id=by.id,
        draw=draw,
        opened_at=at,
        ended_at=at,
        outcome=ReviewOutcome.FINE,
        notes=notes.strip(),
    )
    after: Ids = {"review": made.pk, "part": held.part}
    record("assessment.reviewed", by=by, at=at, operation=Operation.CONSULTATION, on=held, after=after)
    return made
