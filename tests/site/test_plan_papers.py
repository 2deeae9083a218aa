"""A plan on paper, as a table and for a calendar program."""

import csv
import io
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from cast import Cast, signed_in
from eyre.inspections.models import Inspection, PlannedTask
from eyre.platform.audit.models import AuditEvent
from letters_made import plan
from published_data import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(cast: Cast) -> Cast:
    plan(Inspection.objects.get(pk=cast.westmarch.pk))
    return cast


@pytest.fixture
def lead(planned: Cast) -> Client:
    return signed_in(planned["lead-inspector"])


def place(cast: Cast, rest: str) -> str:
    return f"/desk/{cast.westmarch.pk}/plan/{rest}"


def words(reply: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", reply.content.decode()).split())


def test_everything_stands_on_paper(lead: Client, planned: Cast) -> None:
    PlannedTask.objects.filter(code="announcement").update(done_at=NOON, done_by="x")
    page = words(lead.get(place(planned, "print/")))
    for said in (
        "Thursday 3 December 2026 Send the case list Single point of contact: Blessing Waymarker",
        "Announce the inspection Lead inspector: Amara Thistlewood 22 Nov 2026",
        "11 to 15 January 2027",
        "Owen Larkspur",
        "accountable-director@service.example",
    ):
        assert said in page


def test_addresses_are_for_those_who_form_the_team(planned: Cast) -> None:
    page = words(signed_in(planned["quality-lead"]).get(place(planned, "print/")))
    assert "Alasdair Beaconfell" in page
    assert "service.example" not in page


def test_without_a_plan_the_paper_says_so(cast: Cast) -> None:
    PlannedTask.objects.filter(inspection=cast.eastmere).delete()
    page = signed_in(cast["operations-officer"]).get(f"/desk/{cast.eastmere.pk}/plan/print/")
    assert "Nothing is planned yet" in words(page)


def test_the_table_has_a_row_for_each_task_and_runs_nothing(lead: Client, planned: Cast) -> None:
    PlannedTask.objects.filter(code="evidence").update(title="=1+1", is_moved=True)
    reply = lead.get(place(planned, "tasks.csv"))
    rows = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))
    assert len(rows) == PlannedTask.objects.filter(inspection=planned.westmarch).count()
    found = next(row for row in rows if row["code"] == "evidence")
    assert found == {
        "code": "evidence",
        "task": "'=1+1",
        "due": "2026-12-18",
        "kind": "deadline",
        "owner": "Single point of contact",
        "people": "Blessing Waymarker",
        "moved by hand": "yes",
        "done": "",
    }


def test_the_calendar_file_has_the_fieldwork_and_every_task(lead: Client, planned: Cast) -> None:
    reply = lead.get(place(planned, "plan.ics"))
    assert reply["Content-Type"] == "text/calendar; charset=utf-8"
    assert reply["Content-Disposition"].startswith("attachment;")
    events = Calendar.from_ical(reply.content).walk("VEVENT")
    assert len(events) == PlannedTask.objects.filter(inspection=planned.westmarch).count() + 1
    assert events[0].decoded("dtstart") == date(2027, 1, 11)
    assert str(events[0]["summary"]) == "Fieldwork (Westmarch (demonstration))"


@pytest.mark.parametrize(
    ("rest", "action", "operation"),
    [
        ("print/", "plan.printed", "consultation"),
        ("tasks.csv", "plan.taken", "disclosure"),
        ("plan.ics", "plan.taken", "disclosure"),
    ],
)
def test_each_leaves_one_row(lead: Client, planned: Cast, rest: str, action: str, operation: str) -> None:
    before = AuditEvent.objects.count()
    assert lead.get(place(planned, rest)).status_code == 200
    assert AuditEvent.objects.count() == before + 1
    row = AuditEvent.objects.latest("pk")
    assert (row.action, row.operation, row.subject_id) == (action, operation, planned.westmarch.pk)
    assert signed_in(planned["point-of-contact"]).get(place(planned, rest)).status_code == 403
