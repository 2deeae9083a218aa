"""Do the doors for devices without a network say what may be taken along, and keep what they are told?"""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eyre.cases.models import AnswerNow, Assessment, Device, JournalEntry, LeaseTaken
from eyre.people.invitations import digest_of
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.platform.epochs.actions import begin_epoch
from eyre.platform.epochs.queries import current_epoch
from field_world import JSON, TOKEN, Field, browser, deposit, post
from journal_world import FORM, NOTE, QUESTION, Tablet, batch
from small_register import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def field() -> Field:
    return Field()


def hello(client: Client, device: str = "") -> Any:
    return client.get("/desk/field/hello/", {"device": device}, headers={"accept": JSON})


def about(field: Field, **change: Any) -> dict[str, Any]:
    """What a device says when it is set up."""
    told = {"id": str(uuid.uuid4()), "name": "Tablet 7", "vault": {"version": 1, "recovery": "2026"}}
    return told | {"digest": digest_of(TOKEN)} | change


def test_hello_says_who_and_what_may_be_taken_along(field: Field) -> None:
    told = hello(browser(field.world.ada)).json()
    assert told["person"] == {"id": str(field.world.ada.pk), "name": "Ada"}
    assert (told["epoch"], told["device"]) == (current_epoch(), None)
    assert told["recovery"] == {"name": "2026", "spki": field.key.spki}
    [work] = told["work"]
    assert (work["inspection"], work["until"]) == ("cumbria", "2099-01-23T00:00:00+00:00")
    [one] = work["assessments"]
    assert (one["id"], one["pseudonym"]) == (str(field.world.assessment.pk), "C-1")
    assert (one["form"], one["digest"], one["answered"]) == (FORM.id, FORM.digest, 0)
    assert hello(browser(field.world.bob)).json()["work"] == []


@pytest.mark.parametrize(
    ("what", "is_offered"), [("nothing", True), ("completed", False), ("stage", False), ("case", False)]
)
def test_hello_offers_what_could_be_written_now_and_nothing_else(
    field: Field, what: str, is_offered: bool
) -> None:
    world = field.world
    if what == "completed":
        Assessment.objects.update(completed_at=NOON, completed_by="x")
    elif what == "stage":
        world.inspection.stage = "judgement"
        world.inspection.save()
    elif what == "case":
        world.allocation.until = NOON
        world.allocation.ended_by = "x"
        world.allocation.save()
    told = hello(browser(world.ada)).json()["work"]
    assert bool(told) is is_offered


def test_a_device_is_set_up_once_and_the_same_again_changes_nothing(field: Field) -> None:
    ada, told = browser(field.world.ada), about(field)
    for _ in range(2):
        assert post(ada, "devices", told).json() == {
            "id": told["id"], "name": "Tablet 7", "epoch": current_epoch(),
        }  # fmt: skip
    assert AuditEvent.objects.filter(action="device.set_up").count() == 1
    row = Device.objects.get(pk=told["id"])
    assert (row.token_digest, row.recovery, row.is_offline) == (digest_of(TOKEN), field.key, True)
    known = hello(ada, told["id"]).json()["device"]
    assert known == {"id": told["id"], "name": "Tablet 7", "revoked": False, "recovery": "2026", "last": None}
    assert hello(browser(field.world.bob), told["id"]).json()["device"] is None
    stolen = post(browser(field.world.bob), "devices", told)
    assert (stolen.status_code, stolen.json()["problem"]) == (403, "not-yours")


@pytest.mark.parametrize(
    ("change", "status", "problem"),
    [
        ({"id": "7"}, 400, "not-a-device"),
        ({"name": 7}, 400, "not-a-device"),
        ({"name": "x" * 101}, 400, "not-a-device"),
        ({"vault": None}, 400, "not-a-device"),
        ({"digest": "0" * 63 + "G"}, 400, "not-a-device"),
        ({"vault": {"recovery": "2025"}}, 409, "no-recovery-key"),
    ],
)
def test_what_is_no_device_is_refused(
    field: Field, change: dict[str, Any], status: int, problem: str
) -> None:
    reply = post(browser(field.world.ada), "devices", about(field, **change))
    assert (reply.status_code, reply.json()["problem"]) == (status, problem)
    assert not Device.objects.exists()


def test_nobody_signed_in_is_told_so_in_json(field: Field) -> None:
    assert (hello(Client()).status_code, hello(Client()).json()["problem"]) == (401, "signed-out")
    for door in ("devices", "report", "lease"):
        assert post(Client(), door, {}).json()["problem"] == "signed-out"


# What waits on it


def test_what_waits_is_kept_and_the_record_holds_news_only(field: Field) -> None:
    ada, tablet = browser(field.world.ada), field.tablet()
    told = {"device": tablet.id, "waiting": 3, "since": "2026-11-20T09:00:00+00:00", "quarantined": 0}
    for _ in range(2):
        reply = post(ada, "report", told | {"stored_bytes": 4096, "persisted": True}).json()
        assert reply == {"epoch": current_epoch(), "revoked": False}
    row = field.row(tablet)
    assert (row.waiting, row.stored_bytes, row.persisted) == (3, 4096, True)
    assert row.waiting_since is not None
    assert row.waiting_since.isoformat() == "2026-11-20T09:00:00+00:00"
    assert AuditEvent.objects.filter(action="device.reported").count() == 1
    post(ada, "report", {"device": tablet.id, "waiting": 0, "since": None, "quarantined": 1})
    row = field.row(tablet)
    assert (row.waiting, row.waiting_since, row.quarantined) == (0, None, 1)
    assert AuditEvent.objects.filter(action="device.reported").count() == 2


def test_a_clock_that_is_ahead_makes_nothing_wait_since_tomorrow(field: Field) -> None:
    ada, tablet = browser(field.world.ada), field.tablet()
    post(ada, "report", {"device": tablet.id, "waiting": 1, "since": "2199-01-01T00:00:00+00:00"})
    row = field.row(tablet)
    assert row.waiting_since == row.reported_at
    post(ada, "report", {"device": tablet.id, "waiting": 2, "since": None})
    assert field.row(tablet).waiting_since == row.waiting_since


def test_what_waited_before_its_browser_cleared_it_is_remembered(field: Field) -> None:
    ada, tablet = browser(field.world.ada), field.tablet()
    lease(ada, tablet.id, field)
    post(ada, "report", {"device": tablet.id, "waiting": 12, "since": "2026-11-20T09:00:00+00:00"})
    for _ in range(2):
        post(ada, "report", {"device": tablet.id, "waiting": 0, "since": None, "emptied": True})
    row = field.row(tablet)
    assert row.lost is not None
    assert row.lost["waiting"] == 12
    assert (row.waiting, row.emptied_at is not None) == (0, True)
    assert hello(ada, tablet.id).json()["device"]["last"]["waiting"] == 12
    assert not LeaseTaken.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"waiting": -1}, {"waiting": "3"}, {"waiting": True}, {"quarantined": 2**40}, {"since": "yesterday"},
        {"since": "2026-11-20T09:00:00"}, {"stored_bytes": 1.5}, {"persisted": "yes"}, {"leases": ["x"]},
        {"leases": "x"}, {"emptied": 2},
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused(field: Field, change: dict[str, Any]) -> None:
    ada, tablet = browser(field.world.ada), field.tablet()
    assert post(ada, "report", {"device": tablet.id, "waiting": 1} | change).status_code == 400
    assert field.row(tablet).reported_at is None


# Taking along


def lease(client: Client, device: str, field: Field, **told: Any) -> Any:
    asked = told or {"assessments": [str(field.world.assessment.pk)]}
    return post(client, "lease", {"device": device} | asked)


def test_a_case_is_taken_along_whole(field: Field) -> None:
    world, ada, tablet = field.world, browser(field.world.ada), field.tablet()
    written = tablet.write("yes")
    world.send(written)
    reads = AuditEvent.objects.filter(chain="reads").count()
    told = lease(ada, tablet.id, field).json()
    [one] = told["leases"]
    assert (one["assessment"], one["inspection"], one["pseudonym"]) == (
        str(world.assessment.pk), "cumbria", "C-1",
    )  # fmt: skip
    assert one["until"] == "2099-01-23T00:00:00+00:00"
    assert told["forms"][one["form"]["id"]]["digest"] == one["form"]["digest"] == FORM.digest
    assert one["state"]["answers"][QUESTION] == {
        "value": "yes", "heads": [written.id], "number": one["state"]["number"],
    }  # fmt: skip
    assert one["settings"]["assessment"] == one["assessment"]
    assert 'data-key="question:' in one["html"]
    assert 'id="form-saving"' in one["html"]
    assert 'name="csrfmiddlewaretoken" value=""' in one["html"]
    assert one["addresses"]["journal"] == "/desk/cumbria/cases/journal/"
    assert AuditEvent.objects.filter(chain="reads").count() == reads + 1
    assert LeaseTaken.objects.get().assessment == world.assessment


def test_a_lease_taken_again_is_one_and_is_given_back(field: Field) -> None:
    ada, tablet = browser(field.world.ada), field.tablet()
    lease(ada, tablet.id, field), lease(ada, tablet.id, field)
    assert LeaseTaken.objects.get().ended_at is None
    held = [str(field.world.assessment.pk)]
    post(ada, "report", {"device": tablet.id, "waiting": 0, "leases": held})
    assert LeaseTaken.objects.get().ended_at is None
    post(ada, "report", {"device": tablet.id, "waiting": 0, "leases": []})
    assert LeaseTaken.objects.get().ended_at is not None


def test_what_is_not_theirs_is_refused_by_name_and_holds_up_nothing(field: Field) -> None:
    world, ada, tablet = field.world, browser(field.world.ada), field.tablet()
    other = field.another(None)
    unknown = str(uuid.uuid4())
    ids = [str(other.pk), unknown, str(world.assessment.pk)]
    told = lease(ada, tablet.id, field, assessments=ids).json()
    assert [each["assessment"] for each in told["leases"]] == [str(world.assessment.pk)]
    assert {each["id"] for each in told["refused"]} == {str(other.pk), unknown}
    assert all(each["words"] for each in told["refused"])


def test_a_second_assessment_is_not_betrayed_by_its_id(field: Field) -> None:
    world, ada, tablet = field.world, browser(field.world.ada), field.tablet()
    second = world.an_assessment(world.case, world.bob, "second")
    words = [
        lease(ada, tablet.id, field, assessments=[id]).json()["refused"][0]["words"]
        for id in (str(second.pk), str(uuid.uuid4()))
    ]
    assert words[0] == words[1]


def test_an_assessment_the_store_lost_is_begun_again_under_its_id(field: Field) -> None:
    world, ada, tablet = field.world, browser(field.world.ada), field.tablet()
    lost = str(world.assessment.pk)
    Assessment.objects.all().delete()
    case = {"inspection": "cumbria", "pseudonym": "C-1", "assessment": lost}
    for _ in range(2):
        told = lease(ada, tablet.id, field, cases=[case]).json()
        assert [each["assessment"] for each in told["leases"]] == [lost], told
    reply = post_batch(ada, tablet.write("yes")).json()
    assert reply["results"][0]["verdict"] == "accepted", reply
    stranger = lease(browser(world.bob), field.tablet(world.bob).id, field, cases=[case]).json()
    assert not stranger["leases"]
    assert len(stranger["refused"]) == 1


def post_batch(client: Client, *operations: Any) -> Any:
    return client.generic("POST", "/desk/cumbria/cases/journal/", batch(*operations), content_type=JSON)


@pytest.mark.parametrize(
    "told",
    [
        {"assessments": "x"}, {"assessments": [1]}, {"assessments": [str(uuid.uuid4())] * 21},
        {"cases": [{}]}, {"cases": [{"inspection": "cumbria", "pseudonym": "C-1", "assessment": "x"}]},
    ],
)  # fmt: skip
def test_what_is_no_wish_is_refused(field: Field, told: dict[str, Any]) -> None:
    assert lease(browser(field.world.ada), field.tablet().id, field, **told).status_code == 400


def test_another_ones_device_takes_nothing_along(field: Field) -> None:
    tablet = field.tablet(field.world.bob)
    reply = lease(browser(field.world.ada), tablet.id, field)
    assert (reply.status_code, reply.json()["problem"]) == (403, "not-yours")


def test_so_many_questions_to_the_database_and_no_more(field: Field) -> None:
    """Hello and a lease ask no more often for one case more than its own reads, so that nothing grows unseen."""
    world, ada, tablet = field.world, browser(field.world.ada), field.tablet()
    counted: dict[tuple[str, int], int] = {}
    for cases in (1, 2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            hello(ada, tablet.id)
        counted["hello", cases] = len(asked)
        ids = [str(pk) for pk in Assessment.objects.values_list("pk", flat=True)]
        with CaptureQueriesContext(connection) as asked:
            assert len(lease(ada, tablet.id, field, assessments=ids).json()["leases"]) == cases
        counted["lease", cases] = len(asked)
        field.another(world.ada)
    assert counted["hello", 2] <= counted["hello", 1] <= 12, counted
    assert counted["lease", 2] - counted["lease", 1] <= 9, counted


def test_a_store_that_lost_the_device_and_its_case_gets_everything_back_once(field: Field) -> None:
    """T-RESTORE: the backup is older than the device. Hello, set up again, taken along again, offered again."""
    world, told = field.world, about(field)
    ada, known = browser(world.ada), str(world.assessment.pk)
    post(ada, "devices", told)
    tablet = Tablet(world.ada, world.assessment, id=told["id"])
    written = [tablet.write(f"Note {number}", key=NOTE) for number in range(5)]
    assert {each["verdict"] for each in post_batch(ada, *written).json()["results"]} == {"accepted"}
    # What a restored backup would not hold: the tables as they stood before the device came
    for table in (AnswerNow, JournalEntry, LeaseTaken, Assessment, Device):
        table.objects.all().delete()
    before = current_epoch()
    begin_epoch(by=Actor.of_command("eyre restore"), at=NOON)
    heard = hello(ada, told["id"]).json()
    assert (heard["epoch"] != before, heard["device"]) == (True, None)
    assert post(ada, "devices", told).status_code == 200
    case = {"inspection": "cumbria", "pseudonym": "C-1", "assessment": known}
    assert [each["assessment"] for each in lease(ada, told["id"], field, cases=[case]).json()["leases"]] == [
        known
    ]
    for _ in range(2):
        reply = post_batch(ada, *written).json()
        assert [each["verdict"] for each in reply["results"]] == ["accepted"] * 5
    held = [bytes(each.content).decode() for each in JournalEntry.objects.order_by("number")]
    assert held == [each.written() for each in written]
    late = tablet.write("Left", key=NOTE)
    assert post(Client(), "deposit", deposit(tablet, late.written())).status_code == 200
