"""The days of a plan as events: every task, and fieldwork, which moves with what hangs on it."""

from datetime import date, timedelta

import pytest

from eyre.inspections.models import Inspection, PlannedTask
from eyre.inspections.queries.dated import plan_entries
from small_register import NOON, small_inspections, small_register

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2027, 1, 11), date(2027, 1, 15)


@pytest.fixture
def cumbria() -> Inspection:
    made = small_inspections(small_register(), ("cumbria",))["cumbria"]
    made.fieldwork_from, made.fieldwork_to = FIRST, LAST
    made.save()
    return made


def task(inspection: Inspection, code: str, due: date, sequence: int = 0) -> PlannedTask:
    return PlannedTask.objects.create(
        inspection=inspection,
        code=code,
        title=f"Do {code}",
        owner="lead-inspector",
        order=1,
        hangs_on="announced",
        distance=1,
        unit="weeks",
        due=due,
        sequence=sequence,
        changed_at=NOON + timedelta(hours=sequence),
    )


def test_every_task_and_the_fieldwork(cumbria: Inspection) -> None:
    task(cumbria, "list", FIRST - timedelta(days=20), sequence=2)
    task(cumbria, "visit", FIRST, sequence=3)
    fieldwork, first, second = plan_entries(cumbria)
    assert (fieldwork.title, fieldwork.first, fieldwork.last) == ("Fieldwork (Cumbria)", FIRST, LAST)
    assert (fieldwork.sequence, fieldwork.changed_at) == (5, NOON + timedelta(hours=3))
    assert (first.title, first.note) == ("Do list (Cumbria)", "Lead inspector. Inspection: Cumbria.")
    assert (second.first, second.last, second.sequence) == (FIRST, FIRST, 3)
    assert len({entry.uid for entry in (fieldwork, first, second)}) == 3


def test_without_a_plan_or_days_there_is_no_fieldwork(cumbria: Inspection) -> None:
    assert plan_entries(cumbria) == []
    task(cumbria, "list", FIRST)
    cumbria.fieldwork_from = cumbria.fieldwork_to = None
    assert [entry.title for entry in plan_entries(cumbria)] == ["Do list (Cumbria)"]
