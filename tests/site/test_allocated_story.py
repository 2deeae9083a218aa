"""In the demonstration Southfold's cases are shared out, interviews planned, some held, and one case was handed over."""

from typing import Any

import pytest

from cast import Cast, signed_in
from eyre.cases.models import Assessment, CaseAllocation, CaseInterview
from eyre.cases.queries.allocations import sampled_cases, without_inspector
from eyre.cases.queries.inspectors import office_of
from eyre.inspections.models import Inspection
from eyre.platform.audit.models import AuditEvent

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def southfold(story: Cast) -> Inspection:
    return Inspection.objects.get(provider="southfold-demonstration")


def test_every_case_has_an_inspector_and_an_assessment(story: Cast) -> None:
    one = southfold(story)
    cases = list(sampled_cases(one))
    assert cases
    assert without_inspector(one) == []
    assert Assessment.objects.filter(case__in=cases, part="first").count() == len(cases)
    assert one.stage == "fieldwork"


def test_who_knows_an_office_has_none_of_its_cases(story: Cast) -> None:
    mine = CaseAllocation.objects.filter(inspector=story["local-assessor"], until=None).select_related("case")
    assert mine
    assert "Mill Lane" not in {office_of(row.case) for row in mine}


def test_one_case_was_handed_over(story: Cast) -> None:
    (row,) = CaseAllocation.objects.filter(inspection=southfold(story), until__isnull=False)
    assert row.inspector == story["second-inspector"]
    assert CaseAllocation.objects.get(case=row.case, until=None).inspector == story["inspector"]


def test_interviews_are_held_planned_and_called_off(story: Cast) -> None:
    rows = CaseInterview.objects.filter(inspection=southfold(story))
    assert set(rows.values_list("state", flat=True)) == {"planned", "held", "cancelled"}


@pytest.mark.parametrize("address", ["allocation/", "interviews/"])
def test_its_pages_are_there(story: Cast, address: str) -> None:
    one = southfold(story)
    page: Any = signed_in(story["lead-inspector"]).get(f"/desk/{one.pk}/{address}")
    assert page.status_code == 200
    assert b"Owen Larkspur" in page.content


def test_an_inspector_opens_the_key_of_a_case_of_theirs(story: Cast) -> None:
    one = southfold(story)
    row = CaseAllocation.objects.filter(inspector=story["inspector"], inspection=one, until=None).first()
    assert row is not None
    address = f"/desk/{one.pk}/cases/{row.case.pseudonym}/key/"
    page: Any = signed_in(story["inspector"]).post(address, {"purpose": "file"})
    assert page.status_code == 200
    assert b"In the service" in page.content
    assert AuditEvent.objects.filter(action="key.opened").count() == 1
