"""A case in the hands of an inspector, in the middle of fieldwork: made straight in the tables, for tests of its form.

    python tests/case_made.py southfold-demonstration licence inspector@inspectorate.example   (with EYRE_HOME set)

makes one in a running demonstration and prints the id of the inspection and of its assessment.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eyre.cases.models import Assessment

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def made_case(
    inspection: Any,
    inspector: Any,
    *,
    pseudonym: str = "C-7KQ2MX",
    kind: str = "licence",
    number: int = 90,
    stage: str = "fieldwork",
) -> Assessment:
    """The first assessment of a new case, allocated to this inspector; the inspection is put into this stage."""
    from eyre.cases.actions.assessments import open_assessment
    from eyre.cases.models import CaseAllocation, CaseList, ListedCase, Sample, SampledCase
    from eyre.cases.models.lists import ListState
    from eyre.platform.audit import Actor

    if stage:
        type(inspection).objects.filter(pk=inspection.pk).update(stage=stage)
        inspection.refresh_from_db()
    listed, _ = CaseList.objects.get_or_create(
        inspection=inspection,
        version=number,
        defaults={
            "file_name": "made.csv",
            "digest": "0" * 64,
            "state": ListState.REPLACED,
            "sent_by": "x",
            "sent_at": AT,
        },
    )
    row = ListedCase.objects.filter(case_list=listed).count() + 2
    case = ListedCase.objects.create(
        case_list=listed,
        row=row,
        pseudonym=pseudonym,
        kind=kind,
        attributes={"sex": "female", "risk": "high"},
    )
    sample, _ = Sample.objects.get_or_create(
        inspection=inspection,
        number=number,
        defaults={
            "case_list": listed, "kind": "made", "receipt": "{}", "digest": "0" * 64, "drawn_by": "x", "drawn_at": AT,
        },
    )  # fmt: skip
    SampledCase.objects.create(sample=sample, case=case, position=row)
    CaseAllocation.objects.create(
        inspection=inspection, case=case, inspector=inspector, since=AT, given_by="x"
    )
    by = Actor.of_command("eyre load")
    return open_assessment(inspection=inspection, case=case, assessor=inspector, by=by, at=AT)


def main(provider: str, kind: str, email: str) -> None:
    """Make a case of this kind for this person."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    import django

    django.setup()
    from django.db import transaction

    from eyre.cases.models import ListedCase
    from eyre.inspections.models import Inspection
    from eyre.people.models import Person

    with transaction.atomic():
        inspection = Inspection.objects.get(provider=provider)
        person = Person.objects.get(email=email)
        pseudonym = f"C-MADE{ListedCase.objects.filter(pseudonym__startswith='C-MADE').count():02}"
        made = made_case(inspection, person, pseudonym=pseudonym, kind=kind)
    sys.stdout.write(f"{inspection.pk} {made.pk}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
