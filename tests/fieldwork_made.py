"""An inspection in the middle of its fieldwork, made directly: two inspectors with a device each, four cases."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

EDITION = "hmip-probation-pdu-2021"


@dataclass(frozen=True)
class Fieldwork:
    """The ids of what was made. Case i has one assessment; the first two are the first inspector's."""

    inspection: str
    people: tuple[str, ...]
    devices: tuple[str, ...]
    assessments: tuple[str, ...]
    form: str

    def as_dict(self) -> dict[str, Any]:
        """The ids as plain data."""
        return asdict(self)


def in_fieldwork(at: datetime, *, cases: int = 4) -> Fieldwork:
    """Make it in an empty database that knows the tables."""
    from eyre.cases.forms import form_for_edition
    from eyre.cases.models import (
        Assessment,
        CaseAllocation,
        CaseList,
        Device,
        ListedCase,
        Sample,
        SampledCase,
    )
    from eyre.inspections.models import Inspection, TeamMember
    from small_register import small_inspections, small_register, somebody

    inspection = small_inspections(small_register(), ("cumbria",))["cumbria"]
    Inspection.objects.filter(pk=inspection.pk).update(stage="fieldwork")
    people = [somebody("Ada"), somebody("Bea")]
    form = form_for_edition(EDITION)
    listed = CaseList.objects.create(
        inspection=inspection,
        version=1,
        file_name="cases.csv",
        digest="0" * 64,
        state="stored",
        sent_by="x",
        sent_at=at,
    )
    sample = Sample.objects.create(
        inspection=inspection,
        case_list=listed,
        number=1,
        kind="community",
        receipt="{}",
        digest="0" * 64,
        drawn_by="x",
        drawn_at=at,
    )
    for person in people:
        TeamMember.objects.create(
            inspection=inspection, person=person, role="inspector", since=at, given_by="x"
        )
    devices = [
        Device.objects.create(person=person, name="tablet", first_seen=at, last_seen=at) for person in people
    ]
    made = []
    for number in range(cases):
        person = people[number * len(people) // cases]
        case = ListedCase.objects.create(
            case_list=listed, row=number + 2, pseudonym=f"C-{number}", kind="community"
        )
        SampledCase.objects.create(sample=sample, case=case, position=number + 1)
        CaseAllocation.objects.create(
            inspection=inspection, case=case, inspector=person, since=at, given_by="x"
        )
        made.append(
            Assessment.objects.create(
                id=uuid.uuid4(),
                inspection=inspection,
                case=case,
                part="first",
                assessor=person,
                form=form.id,
                form_digest=form.digest,
                opened_at=at,
                opened_by="x",
            )
        )
    return Fieldwork(
        inspection.pk,
        tuple(str(each.pk) for each in people),
        tuple(str(each.pk) for each in devices),
        tuple(str(each.pk) for each in made),
        form.id,
    )
