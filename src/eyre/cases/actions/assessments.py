"""Opening the assessment of a case, on the form that is then pinned to it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from eyre.cases.exceptions import CannotOpenAssessment
from eyre.cases.forms import form_for_edition
from eyre.cases.models import Assessment, ListedCase
from eyre.cases.models.assessments import Part
from eyre.core.assessment import Form, NothingFromCases
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor, Operation, record


@transaction.atomic
def open_assessment(
    *,
    inspection: Inspection,
    case: ListedCase,
    assessor: Person,
    part: str = Part.FIRST,
    id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Assessment:
    """Begin an assessment of a case by this inspector; its form, the edition's of today, is pinned by id and digest.

    `id`: the one a device knows it by, where the store has lost it.

    Raises:
        CannotOpenAssessment: where the case has this assessment already, belongs to another inspection, or the
            edition asks nothing of such a case.
    """
    if case.case_list.inspection_id != inspection.pk:
        raise CannotOpenAssessment(f"The case {case.pseudonym} belongs to another inspection.")
    form = _form(inspection, case)
    made, is_new = Assessment.objects.get_or_create(
        case=case,
        part=part,
        defaults=({"id": id} if id else {})
        | {
            "inspection": inspection,
            "assessor": assessor,
            "form": form.id,
            "form_digest": form.digest,
            "opened_at": at,
            "opened_by": by.id,
        },
    )
    if not is_new:
        raise CannotOpenAssessment(f"The case {case.pseudonym} has this assessment already.")
    record(
        "assessment.opened",
        by=by,
        at=at,
        operation=Operation.COLLECTION,
        on=made,
        after={
            "case": case.pk,
            "part": str(part),
            "assessor": str(assessor.pk),
            "form": form.id,
            "digest": form.digest,
        },
    )
    return made


def _form(inspection: Inspection, case: ListedCase) -> Form:
    try:
        form = form_for_edition(inspection.edition_id)
    except NothingFromCases as why:
        raise CannotOpenAssessment(str(why)) from why
    if not form.asks_of(case.kind):
        raise CannotOpenAssessment(f"{form.title} asks nothing of a case of the kind {case.kind!r}.")
    return form
