"""The tables of programmes, stages and plans keep their promises, and published data leave what people planned."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from eyre.core.planning import Needed
from eyre.inspections.actions import note_fact
from eyre.inspections.models import Inspection, PlannedTask, Programme, Review, StageChange, StageFact
from eyre.platform.audit.models import AuditEvent
from eyre.platform.rows import match_rows
from small_register import NOON, OFFICER, small_inspections, small_register

pytestmark = pytest.mark.django_db
DAY, NEXT = date(2026, 12, 7), date(2026, 12, 8)
TASK: dict[str, object] = {
    "code": "announcement",
    "title": "Announce",
    "owner": "lead-inspector",
    "order": 0,
    "hangs_on": "announced",
    "distance": 0,
    "unit": "working days",
    "due": DAY,
    "changed_at": NOON,
}


@pytest.fixture
def cumbria() -> Inspection:
    return small_inspections(small_register(), ("cumbria",))["cumbria"]


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"stage": "picnic"}, "inspection_stage_is_known"),
        (
            {"announced_on": NEXT, "fieldwork_from": DAY, "fieldwork_to": DAY},
            "inspection_announced_before_fieldwork",
        ),
    ],
)
def test_promises_of_an_inspection(cumbria: Inspection, change: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Inspection.objects.filter(pk=cumbria.pk).update(**change)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"planned_from": DAY}, "programme_planned_both_days"),
        ({"planned_from": NEXT, "planned_to": DAY}, "programme_planned_in_order"),
    ],
)
def test_promises_of_a_programme(cumbria: Inspection, change: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Programme.objects.filter(pk=cumbria.programme_id).update(**change)


def review(cumbria: Inspection, title: str = "North") -> Review:
    return Review.objects.create(
        programme=cumbria.programme, region_id="region", title=title, opened_by="x", opened_at=NOON
    )


def test_promises_of_a_review(cumbria: Inspection) -> None:
    with pytest.raises(IntegrityError, match="review_has_title"), transaction.atomic():
        review(cumbria, "")
    review(cumbria)
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        review(cumbria)


def test_promises_of_a_move(cumbria: Inspection) -> None:
    with pytest.raises(IntegrityError, match="stage_change_is_of_the_table"), transaction.atomic():
        StageChange.objects.create(
            inspection=cumbria, from_stage="planned", to_stage="picnic", by="x", role="y", at=NOON
        )


def test_promises_of_a_fact(cumbria: Inspection) -> None:
    with pytest.raises(IntegrityError, match="stage_fact_is_asked_for"), transaction.atomic():
        StageFact.objects.create(inspection=cumbria, needed="rain", is_true=True, noted_by="x", at=NOON)
    StageFact.objects.create(inspection=cumbria, needed="receipt", is_true=True, noted_by="x", at=NOON)
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        StageFact.objects.create(inspection=cumbria, needed="receipt", is_true=False, noted_by="x", at=NOON)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"owner": "postman"}, "task_owner_is_a_role"),
        ({"unit": "months"}, "task_unit_is_known"),
        ({"hangs_on": "announcement"}, "task_hangs_on_another"),
        ({"code": "fieldwork-from"}, "task_hangs_on_another"),
        ({"done_at": NOON}, "task_done_is_whole"),
    ],
)
def test_promises_of_a_task(cumbria: Inspection, change: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PlannedTask.objects.create(inspection=cumbria, **(TASK | change))


def test_a_plan_has_a_task_once(cumbria: Inspection) -> None:
    PlannedTask.objects.create(inspection=cumbria, **TASK)
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        PlannedTask.objects.create(inspection=cumbria, **TASK)


def test_a_fact_is_noted_once_and_may_cease(cumbria: Inspection) -> None:
    def note(true: bool) -> bool:
        return note_fact(inspection=cumbria, needed=Needed.RECEIPT, true=true, by=OFFICER, at=NOON)

    assert [note(False), note(True), note(True)] == [False, True, False]
    held = StageFact.objects.get()
    assert (held.needed, held.is_true, held.noted_by) == ("receipt", True, OFFICER.id)
    assert AuditEvent.objects.filter(action="fact.noted").count() == 1
    assert note(False)
    assert not StageFact.objects.get().is_true
    assert AuditEvent.objects.filter(action="fact.noted").count() == 2


def test_published_data_leave_what_people_planned(cumbria: Inspection) -> None:
    Programme.objects.update(planned_from=DAY, planned_to=DAY + timedelta(30), region="region")
    kept = ("planned_from", "planned_to", "region")
    shipped = Programme(slug="p", title="Another title", kind="pdu", edition_id="e")
    assert match_rows([shipped], Programme, key=["slug"], kept=kept).updated == 1
    held = Programme.objects.get()
    assert (held.title, held.planned_from, held.region_id) == ("Another title", DAY, "region")
    again = Programme(slug="p", title="Another title", kind="pdu", edition_id="e")
    assert not match_rows([again], Programme, key=["slug"], kept=kept)
