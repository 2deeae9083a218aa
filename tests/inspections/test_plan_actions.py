"""Dates are set and moved in one change, tasks by hand; what is done or published stays."""

from datetime import date, timedelta

import pytest
from planned_inspection import DATES, date_it, due, planned, shifted, task

from eyre.core.planning.dates import Dates
from eyre.inspections.actions import finish_task, move_task, reopen_task, set_dates
from eyre.inspections.exceptions import CannotPlan
from eyre.inspections.models import Inspection, PlannedTask
from eyre.inspections.plan_dates import dates_of
from eyre.inspections.plan_rows import tick
from eyre.inspections.timeline_files import timeline_for
from eyre.platform.audit.models import AuditEvent
from small_register import NOON, OFFICER

pytestmark = pytest.mark.django_db
WEEK = timedelta(7)


@pytest.fixture
def cumbria() -> Inspection:
    return planned()["cumbria"]


def faults(inspection: Inspection, dates: Dates) -> dict[str, str]:
    with pytest.raises(CannotPlan) as found:
        date_it(inspection, dates)
    return {fault.field: fault.words for fault in found.value.faults}


def test_the_first_dates_make_the_plan(cumbria: Inspection) -> None:
    rows = list(PlannedTask.objects.filter(inspection=cumbria).order_by("order"))
    assert [row.code for row in rows] == [one.code for one in timeline_for("e").tasks]
    assert dates_of(cumbria) == DATES
    assert cumbria.fieldwork == "2027-01-11/2027-01-22"
    assert str(cumbria.fieldwork_on) == "11 to 22 January 2027"
    assert due(cumbria, "announcement") == DATES.announced
    assert due(cumbria, "opening") == DATES.first
    assert {(row.sequence, row.is_moved, row.done_at) for row in rows} == {(0, False, None)}


def test_one_day_of_fieldwork_is_written_as_one_day(cumbria: Inspection) -> None:
    date_it(cumbria, Dates(DATES.announced, DATES.first, DATES.first))
    cumbria.refresh_from_db()
    assert cumbria.fieldwork == "2027-01-11"
    assert dates_of(cumbria) == Dates(DATES.announced, DATES.first, DATES.first)


def test_one_change_moves_all_that_follows(cumbria: Inspection) -> None:
    before = dict(PlannedTask.objects.values_list("code", "due"))
    date_it(cumbria, shifted(2))
    after = dict(PlannedTask.objects.values_list("code", "due"))
    hanging_on_announcement = {"announcement", "contact", "request-evidence", "planning-meeting", "case-list",
                               "sample", "allocation"}  # fmt: skip
    for code, day in before.items():
        assert (after[code] == day) == (code in hanging_on_announcement), code
    assert after["opening"] == before["opening"] + 2 * WEEK
    row = task(cumbria, "opening")
    assert (row.sequence, row.changed_at) == (1, NOON)
    event = AuditEvent.objects.latest("pk")
    assert event.action == "plan.dated"
    assert '"fieldwork":"2027-01-25/2027-02-05"' in event.after


def test_the_same_dates_again_change_nothing(cumbria: Inspection) -> None:
    events = AuditEvent.objects.count()
    date_it(cumbria)
    assert AuditEvent.objects.count() == events
    assert not PlannedTask.objects.exclude(sequence=0).exists()


def test_what_is_done_or_set_by_hand_stays_and_what_hangs_on_it_follows(cumbria: Inspection) -> None:
    assert finish_task(task=task(cumbria, "panel"), by=OFFICER, at=NOON)
    move_task(task=task(cumbria, "publication"), on=date(2027, 6, 1), by=OFFICER, at=NOON)
    draft, plan = due(cumbria, "draft"), due(cumbria, "action-plan")
    assert due(cumbria, "embargoed-copies") == date(2027, 5, 27)  # over the bank holiday of 31 May
    date_it(cumbria, shifted(4))
    assert due(cumbria, "draft") == draft  # hangs on the panel, which was held
    assert due(cumbria, "publication") == date(2027, 6, 1)
    assert due(cumbria, "action-plan") == plan
    assert due(cumbria, "judgements") > date(2027, 2, 20)


def test_a_task_moved_by_hand_follows_again(cumbria: Inspection) -> None:
    first, hanging = due(cumbria, "panel"), due(cumbria, "draft")
    changes = move_task(task=task(cumbria, "panel"), on=first + WEEK, by=OFFICER, at=NOON)
    assert {one.task.code for one in changes if one.is_change} >= {"panel", "draft", "sign-off"}
    assert task(cumbria, "panel").is_moved
    assert due(cumbria, "draft") > hanging
    move_task(task=task(cumbria, "panel"), on=None, by=OFFICER, at=NOON)
    held = task(cumbria, "panel")
    assert (held.due, held.is_moved, held.sequence) == (first, False, 2)
    assert due(cumbria, "draft") == hanging


def test_a_day_set_by_hand_that_is_the_computed_one_stays_from_now_on(cumbria: Inspection) -> None:
    first = due(cumbria, "panel")
    move_task(task=task(cumbria, "panel"), on=first, by=OFFICER, at=NOON)
    assert task(cumbria, "panel").is_moved
    date_it(cumbria, shifted(4))
    assert due(cumbria, "panel") == first


def test_done_and_reopened(cumbria: Inspection) -> None:
    held = task(cumbria, "panel")
    assert finish_task(task=held, by=OFFICER, at=NOON)
    assert not finish_task(task=held, by=OFFICER, at=NOON)
    with pytest.raises(CannotPlan, match="Reopen it"):
        move_task(task=held, on=date(2027, 3, 1), by=OFFICER, at=NOON)
    assert reopen_task(task=held, by=OFFICER, at=NOON)
    assert not reopen_task(task=held, by=OFFICER, at=NOON)
    assert [event.action for event in AuditEvent.objects.order_by("pk")][-2:] == [
        "task.finished",
        "task.reopened",
    ]


def test_another_area_ticks_by_code(cumbria: Inspection) -> None:
    assert tick(inspection=cumbria, code="sample", by=OFFICER, at=NOON)
    assert not tick(inspection=cumbria, code="sample", by=OFFICER, at=NOON)
    assert not tick(inspection=cumbria, code="no-such-task", by=OFFICER, at=NOON)
    assert task(cumbria, "sample").done_by == OFFICER.id


def test_every_fault_of_dates_at_once(cumbria: Inspection) -> None:
    found = faults(cumbria, Dates(date(2026, 12, 25), date(2026, 12, 5), date(2026, 12, 4)))
    assert set(found) == {"announced", "first", "last"}
    assert "25 December 2026 is a weekend or a bank holiday" in found["announced"]
    assert dates_of(Inspection.objects.get(pk=cumbria.pk)) == DATES


def test_what_became_history_does_not_move(cumbria: Inspection) -> None:
    Inspection.objects.filter(pk=cumbria.pk).update(stage="announced")
    earlier = Dates(DATES.announced + timedelta(1), DATES.first, DATES.last)
    assert "announced on 23 November 2026" in faults(cumbria, earlier)["announced"]
    date_it(cumbria, shifted(1))
    Inspection.objects.filter(pk=cumbria.pk).update(stage="published")
    assert "published" in faults(cumbria, shifted(2))[""]
    with pytest.raises(CannotPlan, match="published"):
        move_task(task=task(cumbria, "panel"), on=date(2027, 3, 1), by=OFFICER, at=NOON)


def test_a_weekend_is_no_day_for_a_task(cumbria: Inspection) -> None:
    with pytest.raises(CannotPlan, match="weekend") as found:
        move_task(task=task(cumbria, "panel"), on=date(2027, 3, 6), by=OFFICER, at=NOON)
    assert [fault.field for fault in found.value.faults] == ["on"]


def test_setting_dates_asks_little(
    cumbria: Inspection, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(8):  # type: ignore[operator]
        set_dates(inspection=cumbria, dates=shifted(1), by=OFFICER, at=NOON)
