"""Do the doors for devices answer in JSON whatever stands against a request, and only after the answers are in?"""

import gzip
import json
import uuid
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from cast import signed_in
from eyre.cases.models import Device, JournalEntry, QuarantinedOperation
from eyre.core.journal import LARGEST_BATCH
from eyre.people.models import Person
from eyre.platform.audit.models import AuditEvent
from eyre.platform.epochs.queries import current_epoch
from journal_world import NOTE, QUESTION, World, batch

pytestmark = pytest.mark.django_db
JSON = "application/json"
PACKED = gzip.compress(b'{"operations": [1]}', mtime=0)


@pytest.fixture
def world() -> World:
    return World()


def browser(person: Person) -> Client:
    return signed_in(person, "password", "mfa")


def door(world: World, part: str = "") -> str:
    return f"/desk/{world.inspection.pk}/cases/journal/{part}"


def send(client: Client, path: str, content: bytes, content_type: str = JSON, packing: str = "") -> Any:
    headers = {"Content-Encoding": packing} if packing else {}
    return client.generic("POST", path, content, content_type=content_type, headers=headers)


def test_answers_go_in_and_come_out(world: World) -> None:
    ada, tablet = browser(world.ada), world.tablet()
    first = tablet.write("yes")
    reply = send(ada, door(world), batch(first)).json()
    number = JournalEntry.objects.get().number
    assert reply == {
        "epoch": current_epoch(),
        "results": [{"id": first.id, "hash": first.hash, "verdict": "accepted", "number": number}],
    }
    told = ada.get(door(world, "state/"), {"assessment": str(world.assessment.pk)}).json()
    assert told == {
        "epoch": current_epoch(),
        "number": number,
        "answers": {QUESTION: {"value": "yes", "heads": [first.id], "number": number}},
    }


def test_what_is_new_since_a_number_and_what_is_not(world: World) -> None:
    ada, tablet = browser(world.ada), world.tablet()
    first = send(ada, door(world), batch(tablet.write("yes"))).json()["results"][0]["number"]
    send(ada, door(world), batch(tablet.write("A note", key=NOTE)))
    asked = {"assessment": str(world.assessment.pk), "since": str(first)}
    told = ada.get(door(world, "state/"), asked).json()
    assert list(told["answers"]) == [NOTE]
    reads = AuditEvent.objects.filter(chain="reads").count()
    again = ada.get(door(world, "state/"), asked | {"since": str(told["number"])})
    assert again.json() == {"epoch": current_epoch(), "number": told["number"], "answers": {}}
    assert AuditEvent.objects.filter(chain="reads").count() == reads
    other = ada.get(door(world, "state/"), asked | {"epoch": str(uuid.uuid4())}).json()
    assert len(other["answers"]) == 2


def test_rivals_are_told_with_who_wrote_them(world: World) -> None:
    ada, tablet, laptop = browser(world.ada), world.tablet(), world.tablet()
    send(ada, door(world), batch(tablet.write("yes"), laptop.write("no")))
    told = ada.get(door(world, "state/"), {"assessment": str(world.assessment.pk)}).json()["answers"][
        QUESTION
    ]
    assert told["value"] is None
    assert [(each["value"], each["person"]) for each in told["rivals"]] == [("yes", "Ada"), ("no", "Ada")]


@pytest.mark.parametrize(
    ("content", "content_type", "status", "problem"),
    [
        (b" ", JSON, 400, "not-a-batch"),
        (b"{}", JSON, 400, "not-a-batch"),
        (b'{"operations": []}', JSON, 400, "not-a-batch"),
        (b'{"operations": [1]}', "text/plain", 415, "not-json"),
        (b" " * (LARGEST_BATCH + 1), JSON, 413, "too-large"),
        (b" " * 3_000_000, JSON, 413, "too-large"),
    ],
)
def test_what_is_no_batch_is_refused_in_json(
    world: World, content: bytes, content_type: str, status: int, problem: str
) -> None:
    reply = send(browser(world.ada), door(world), content, content_type)
    assert (reply.status_code, reply.json()["problem"]) == (status, problem)
    assert reply.json()["words"]
    assert not QuarantinedOperation.objects.exists()


def test_a_batch_may_come_packed(world: World) -> None:
    tablet = world.tablet()
    content = gzip.compress(batch(tablet.write("yes")))
    reply = send(browser(world.ada), door(world), content, packing="gzip")
    assert [each["verdict"] for each in reply.json()["results"]] == ["accepted"]


@pytest.mark.parametrize(
    ("content", "packing", "status", "problem"),
    [
        (b'{"operations": []}', "gzip", 400, "not-json"),
        (PACKED[:-3], "gzip", 400, "not-json"),
        (PACKED, "br", 415, "not-json"),
        (gzip.compress(b" " * (LARGEST_BATCH + 1), mtime=0), "gzip", 413, "too-large"),
        (gzip.compress(b"[" * 100_000, mtime=0), "gzip", 400, "not-a-batch"),
    ],
    ids=["plain", "cut short", "packed otherwise", "a flood", "no batch"],
)
def test_what_cannot_be_unpacked_is_refused_in_json(
    world: World, content: bytes, packing: str, status: int, problem: str
) -> None:
    reply = send(browser(world.ada), door(world), content, packing=packing)
    assert (reply.status_code, reply.json()["problem"]) == (status, problem)
    assert not QuarantinedOperation.objects.exists()


def test_who_may_not_is_told_in_json(world: World) -> None:
    content = batch(world.tablet().write("yes"))
    nobody = send(Client(), door(world), content)
    assert (nobody.status_code, nobody.json()["problem"]) == (401, "signed-out")
    stranger = send(
        browser(Person.objects.create(email="x@example.org", name="X", invited_at="2026-01-01T00:00Z")),
        door(world),
        content,
    )
    assert (stranger.status_code, stranger.json()["problem"]) == (404, "not-found")
    world.join(world.bob, "report-editor")
    world.inspection.team.filter(person=world.bob, role="inspector").delete()
    editor = send(browser(world.bob), door(world), content)
    assert (editor.status_code, editor.json()["problem"]) == (403, "not-allowed")
    assert not JournalEntry.objects.exists()


def test_a_page_without_our_token_is_refused_in_json(world: World) -> None:
    ada = browser(world.ada)
    ada.handler.enforce_csrf_checks = True
    reply = send(ada, door(world), batch(world.tablet().write("yes")))
    assert (reply.status_code, reply.json()["problem"]) == (403, "csrf")


def test_a_store_that_is_busy_or_full_is_said_and_nothing_was_taken(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("eyre.site.views.journal.receive", full)
    reply = send(browser(world.ada), door(world), batch(world.tablet().write("yes")))
    assert (reply.status_code, reply.json()["problem"]) == (503, "busy")


@pytest.mark.parametrize(
    ("asked", "status"),
    [({}, 400), ({"assessment": "x"}, 400), ({"assessment": str(uuid.uuid4())}, 404), ({"since": "x"}, 400)],
)
def test_a_state_that_cannot_be_told(world: World, asked: dict[str, str], status: int) -> None:
    if "since" in asked:
        asked = asked | {"assessment": str(world.assessment.pk)}
    reply = browser(world.ada).get(door(world, "state/"), asked)
    assert reply.status_code == status
    assert reply.json()["words"]


def test_a_blind_assessment_is_not_betrayed(world: World) -> None:
    second = world.an_assessment(world.case, world.bob, "second")
    for person, hidden in ((world.ada, second), (world.bob, world.assessment)):
        reply = browser(person).get(door(world, "state/"), {"assessment": str(hidden.pk)})
        assert reply.status_code == 404


def test_a_device_is_registered_once_and_is_one_persons(world: World) -> None:
    id = str(uuid.uuid4())
    content = json.dumps({"id": id, "name": "Tablet 7"}).encode()
    for _ in range(2):
        assert send(browser(world.ada), door(world, "devices/"), content).json() == {
            "id": id, "name": "Tablet 7", "epoch": current_epoch(),
        }  # fmt: skip
    assert Device.objects.get(pk=id).person == world.ada
    other = send(browser(world.bob), door(world, "devices/"), content)
    assert (other.status_code, other.json()["problem"]) == (403, "not-yours")


@pytest.mark.parametrize(
    "content", [b" ", b"[]", b"{}", b'{"id": 7}', b"[" * 100_000, json.dumps({"id": str(uuid.uuid4()), "name": "a" * 101}).encode()]
)  # fmt: skip
def test_what_is_no_device_is_refused(world: World, content: bytes) -> None:
    reply = send(browser(world.ada), door(world, "devices/"), content)
    assert reply.status_code == 400
    assert not Device.objects.exists()
