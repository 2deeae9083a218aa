"""Taking cases along on a device, so that they can be worked on without a network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from eyre.cases.exceptions import CannotOpenAssessment
from eyre.cases.models import Assessment, Device, LeaseTaken, ListedCase
from eyre.cases.queries.fieldwork import kept_until
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.people.standing import Standing
from eyre.platform.audit import Actor, Ids, Operation, record

from .assessments import open_assessment


@transaction.atomic
def take_along(
    *, device: Device, assessments: Sequence[Assessment], by: Actor, at: datetime
) -> dict[UUID, datetime]:
    """Note that these assessments are on a device from now, and until when each may stay there.

    The caller has asked whether their person may take each along.
    """
    until = {each.pk: kept_until(each.inspection, localdate(at)) for each in assessments}
    for each in assessments:
        LeaseTaken.objects.update_or_create(
            device=device,
            assessment=each,
            ended_at=None,
            defaults={"until": until[each.pk]},
            create_defaults={"until": until[each.pk], "taken_at": at},
        )
    after: Ids = {"assessments": sorted(map(str, until))}
    record("cases.taken_along", by=by, at=at, operation=Operation.DISCLOSURE, on=device, after=after)
    return until


@transaction.atomic
def begin_again(
    *, case: ListedCase, standing: Standing, id: UUID | None, by: Actor, at: datetime
) -> Assessment:
    """Begin the first assessment of a case that is with this person, under the id that a device knows it by.

    For a store that came back from a backup made before it was begun: what the device wrote about it fits again.

    Raises:
        CannotOpenAssessment: as `open_assessment` does, and where the id stands for another assessment.
    """
    if id is not None and Assessment.objects.filter(pk=id).exists():
        raise CannotOpenAssessment("There is another assessment of this id.")
    inspection = Inspection.objects.get(pk=case.case_list.inspection_id)
    assessor = Person.objects.get(pk=UUID(standing.person))
    return open_assessment(inspection=inspection, case=case, assessor=assessor, id=id, by=by, at=at)
