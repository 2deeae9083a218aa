"""The feed of one's own tasks: whose it is, what it shows at that moment, and what it leaves in the log."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from icalendar import Calendar

from cast import Cast, signed_in
from eyre.inspections.actions import leave_team
from eyre.inspections.models import Inspection, PlannedTask, TeamMember
from eyre.people.actions import disable_account
from eyre.people.feeds.actions import make_feed_key
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.providers.actions import declare_interest
from published_data import NOON

pytestmark = pytest.mark.django_db
BY = Actor.of_command("the tests")


def task(inspection: Inspection, code: str, owner: str, due: date | None = None, **told: Any) -> PlannedTask:
    fields = {"order": 1, "hangs_on": "announced", "distance": 1, "unit": "working days", "changed_at": NOON}
    due = due or localdate() + timedelta(days=7)
    return PlannedTask.objects.create(
        inspection=inspection, code=code, title=f"Task {code}", owner=owner, due=due, **(fields | told)
    )


@pytest.fixture
def tasks(cast: Cast) -> Cast:
    PlannedTask.objects.all().delete()
    for place in (cast.westmarch, cast.eastmere):
        name = place.pk.split("-")[-1]
        for owner in ("lead-inspector", "inspector", "operations-officer", "point-of-contact"):
            task(place, f"{owner}-{name}", owner)
    return cast


def address(cast: Cast, key: str) -> str:
    return f"/calendar/{make_feed_key(person=cast[key], by=BY, at=NOON).token}.ics"


def titles(path: str) -> list[str]:
    reply = Client().get(path)
    assert reply.status_code == 200
    return [str(event["summary"]) for event in Calendar.from_ical(reply.content).walk("VEVENT")]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("lead-inspector", [("lead-inspector", "Westmarch")]),
        ("inspector", [("inspector", "Westmarch")]),
        ("operations-officer", [("operations-officer", "Eastmere"), ("operations-officer", "Westmarch")]),
        ("point-of-contact", [("point-of-contact", "Westmarch")]),
        ("accountable-director", []),
        ("quality-lead", []),
        ("administrator", []),
        ("auditor", []),
        ("analyst", []),
        ("outsider", [("inspector", "Eastmere")]),
    ],
)
def test_everybody_reads_their_own_tasks(tasks: Cast, key: str, expected: list[tuple[str, str]]) -> None:
    found = titles(address(tasks, key))
    assert len(found) == len(expected)
    for owner, name in expected:
        assert any(title.startswith(f"Task {owner}-") and name in title for title in found), found


def test_what_may_not_be_seen_any_more_is_gone_at_the_next_reading(tasks: Cast) -> None:
    lead, inspector = address(tasks, "lead-inspector"), address(tasks, "inspector")
    assert titles(lead)
    assert titles(inspector)
    member = TeamMember.objects.get(inspection=tasks.westmarch, person=tasks["inspector"], until=None)
    leave_team(member=member, by=BY, at=NOON)
    provider = tasks.westmarch.provider
    declare_interest(person=tasks["lead-inspector"], provider=provider, kind="worked-there", by=BY, at=NOON)
    assert titles(lead) == []
    assert titles(inspector) == []


def test_long_past_days_leave_the_feed_and_what_is_done_says_so(tasks: Cast) -> None:
    today = localdate()
    task(tasks.westmarch, "old", "lead-inspector", due=today - timedelta(days=90))
    task(tasks.westmarch, "done", "lead-inspector", done_at=NOON, done_by="x")
    found = titles(address(tasks, "lead-inspector"))
    assert "Done: Task done (Westmarch (demonstration))" in found
    assert not any("Task old" in title for title in found)


def test_each_reading_is_written_down_as_a_disclosure_and_kept_by_no_cache(tasks: Cast) -> None:
    path, before = address(tasks, "lead-inspector"), AuditEvent.objects.filter(chain="reads").count()
    reply = Client().get(path)
    assert reply["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in reply["Cache-Control"]
    assert "private" in reply["Cache-Control"]
    row = AuditEvent.objects.filter(chain="reads").latest("pk")
    assert AuditEvent.objects.filter(chain="reads").count() == before + 1
    assert (row.action, row.operation, row.role) == ("feed.read", "disclosure", "lead-inspector")
    assert (row.actor, row.subject_id) == (str(tasks["lead-inspector"].pk),) * 2
    assert row.after == '{"tasks":1}'


@pytest.mark.parametrize("token", ["no-such-secret", "x" * 500, "%00", "..", "é"])
def test_another_secret_opens_nothing_and_says_nothing(tasks: Cast, token: str) -> None:
    before = AuditEvent.objects.count()
    reply = Client().get(f"/calendar/{token}.ics")
    assert reply.status_code == 404
    assert "Westmarch" not in reply.content.decode()
    assert AuditEvent.objects.count() == before


def test_an_account_that_is_disabled_takes_its_feed_with_it(tasks: Cast) -> None:
    path = address(tasks, "lead-inspector")
    disable_account(person=tasks["lead-inspector"].pk, by=BY, at=NOON)
    reply = Client().get(path)
    assert reply.status_code == 404
    assert "no-store" in reply["Cache-Control"]


def test_a_feed_signs_nobody_in(tasks: Cast) -> None:
    browser = Client()
    browser.get(address(tasks, "lead-inspector"))
    assert not browser.cookies
    assert browser.get("/desk/").status_code == 302


def test_from_the_account_page_to_the_calendar_and_back(tasks: Cast) -> None:
    browser = signed_in(tasks["lead-inspector"])
    assert "/account/calendar/" in browser.get("/account/").content.decode()
    page = browser.post("/account/calendar/", {"step": "make"})
    assert "no-store" in page["Cache-Control"]
    found = re.search(r"http://testserver(/calendar/[\w-]{43}\.ics)", page.content.decode())
    assert found
    assert len(titles(found[1])) == 1
    assert found[1] not in browser.get("/account/calendar/").content.decode()
    second = browser.post("/account/calendar/", {"step": "make"}).content.decode()
    assert Client().get(found[1]).status_code == 404
    again = re.search(r"/calendar/[\w-]{43}\.ics", second)
    assert again
    assert titles(again[0])
    ended = browser.post("/account/calendar/", {"step": "end"}, follow=True).content.decode()
    assert "opens nothing any more" in ended
    assert Client().get(again[0]).status_code == 404
