"""Do people see what waits on devices since when, and can a lost one be revoked by whoever should?"""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st

from eyre.cases.models import Assessment, Device, JournalEntry, LeaseTaken
from eyre.cases.permissions.devices import may_rescue, may_revoke_device, may_see_devices
from eyre.cases.queries.devices import AGES, DeviceRow, devices_seen_by, own_devices
from eyre.people.models import Person, RoleHeld
from eyre.people.roles import ROLES
from eyre.people.standing import Standing
from eyre.platform.audit.models import AuditEvent
from field_world import PASSPHRASE, Field, browser, key_file, rescue_file
from journal_world import NOTE, Tablet
from small_register import NOON, somebody

ALL, OWN = "/desk/field/devices/all/", "/desk/field/devices/"


@pytest.fixture
def field(db: None) -> Field:
    return Field()


@pytest.fixture
def ops(db: None) -> Client:
    return browser(holder("operations-officer"))


def holder(role: str) -> Person:
    person = somebody(role.title())
    RoleHeld.objects.create(person=person, role=role, given_at=NOON, given_by="x")
    return person


def waits(tablet: Tablet, hours: float, count: int = 3) -> None:
    Device.objects.filter(pk=tablet.id).update(
        waiting=count, waiting_since=now() - timedelta(hours=hours), reported_at=now(), last_seen=now()
    )


def holds(tablet: Tablet) -> None:
    about = Assessment.objects.get(pk=tablet.assessment.pk)
    LeaseTaken.objects.create(
        device_id=tablet.id, assessment=about, taken_at=now(), until=now() + timedelta(days=20)
    )


# Who may


@pytest.mark.parametrize("role", [code for code in ROLES if code != "public"])
def test_who_looks_after_devices(role: str) -> None:
    standing = Standing("3f0c5c1e-0000-4000-8000-000000000001", "X", frozenset({role}))
    looks_after = role in {"operations-officer", "administrator"}
    assert may_see_devices(standing) is looks_after
    assert may_revoke_device(standing, is_theirs=False) is looks_after
    assert may_revoke_device(standing, is_theirs=True)
    assert may_rescue(standing) is (role == "operations-officer")


def test_nobody_may_anything() -> None:
    assert not may_revoke_device(Standing(), is_theirs=True)
    assert not may_see_devices(Standing())
    assert not may_rescue(Standing())


# What waits


def row(age: timedelta | None) -> DeviceRow:
    return DeviceRow(
        id=None, name="T", person="A", is_active=True, last_seen=NOON, reported_at=NOON, waiting=int(age is not None),
        since=None, age=age, kept_apart=0, recovery="2026", is_persisted=True, revoked_at=None, emptied_at=None, lost=0, leases=(),
        is_unseen=False,
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "colour", "words"),
    [
        (None, "", ""), (0.5, "", "for less than an hour"), (1, "", "for 1 hour"), (23.9, "", "for 23 hours"),
        (24, "yellow", "for 1 day"), (71.9, "yellow", "for 2 days"), (72, "orange", "for 3 days"),
        (167, "orange", "for 6 days"), (168, "red", "for 7 days"), (2000, "red", "for 83 days"),
    ],
)  # fmt: skip
def test_waiting_work_is_flagged_by_its_age(hours: float | None, colour: str, words: str) -> None:
    found = row(None if hours is None else timedelta(hours=hours))
    assert (found.colour, found.aged) == (colour, words)


@given(st.timedeltas(timedelta(), timedelta(days=60)), st.timedeltas(timedelta(), timedelta(days=60)))
def test_what_waits_longer_is_never_flagged_less(one: timedelta, more: timedelta) -> None:
    order = ["", *(colour for _, colour in reversed(AGES))]
    assert order.index(row(one).colour) <= order.index(row(one + more).colour)


def test_operations_see_what_waits_on_whose_device_the_longest_first(field: Field, ops: Client) -> None:
    ada, bob = field.tablet(), field.tablet(field.world.bob)
    waits(ada, 30)
    waits(bob, 200, 1)
    holds(ada)
    before = AuditEvent.objects.filter(chain="reads").count()
    page = ops.get(ALL).content.decode()
    assert page.index("Bob") < page.index("Ada")
    assert "1 answer waits" in page
    assert "for 8 days" in page
    assert "C-1" in page
    assert "Opens with the key “2026”" in page
    assert "On 2 of them work has waited for a day or longer." in page
    assert AuditEvent.objects.filter(chain="reads").count() == before + 1
    [first, second] = csv.DictReader(io.StringIO(ops.get(f"{ALL[:-1]}.csv").content.decode()))
    assert (first["person"], first["waiting_hours"], second["cases"]) == ("Bob", "200", "1")
    assert AuditEvent.objects.filter(action="devices.taken", operation="disclosure").count() == 1


def test_an_administrator_sees_every_device_and_no_case(field: Field) -> None:
    tablet = field.tablet()
    waits(tablet, 80)
    holds(tablet)
    page = browser(holder("administrator")).get(ALL).content.decode()
    assert "Ada" in page
    assert "C-1" not in page


def test_an_interest_hides_the_devices_of_an_inspection(field: Field) -> None:
    field.tablet()
    type(field.world.inspection).objects.update(is_public=False)
    officer = holder("operations-officer")
    standing = Standing(str(officer.pk), "O", frozenset({"operations-officer"}))
    assert len(devices_seen_by(standing, now())) == 1
    nobody = Standing(str(officer.pk), "O")
    assert devices_seen_by(nobody, now()) == ()


def test_others_see_their_own_devices_only(field: Field) -> None:
    tablet = field.tablet()
    waits(tablet, 25)
    holds(tablet)
    ada, bob = browser(field.world.ada), browser(field.world.bob)
    page = ada.get(OWN).content.decode()
    assert "3 answers wait" in page
    assert "This device is lost" in page
    assert AuditEvent.objects.filter(action="devices.own_seen").count() == 1
    assert "You have set up no device" in bob.get(OWN).content.decode()
    assert bob.get(ALL).status_code == 403
    assert "Send what waits on Tablet 7" in ada.get("/desk/").content.decode()


def test_a_device_that_was_cleared_or_not_heard_of_says_so(field: Field, ops: Client) -> None:
    tablet = field.tablet()
    waits(tablet, 100)
    gone = now() - timedelta(days=5)
    lost = {"waiting": 12, "since": None, "at": None}
    Device.objects.update(last_seen=gone, emptied_at=gone, lost=lost, persisted=False)
    page = ops.get(ALL).content.decode()
    for words in ("Cleared by its browser", "12 waited on it", "Not heard of", "Its browser may clear it"):
        assert words in page
    assert "1 late" in ops.get("/desk/").content.decode()
    assert own_devices(field.world.standing(field.world.ada), now())[0].lost == 12


# Lost ones


def test_a_lost_device_is_revoked_after_it_was_confirmed(field: Field) -> None:
    ada, tablet = browser(field.world.ada), field.tablet()
    address = f"{OWN}{tablet.id}/revoke/"
    assert "Revoke this device?" in ada.get(address).content.decode()
    assert field.row(tablet).revoked_at is None
    assert ada.post(address).headers["Location"] == OWN
    assert field.row(tablet).revoked_by == str(field.world.ada.pk)
    assert "It was revoked on" in ada.get(address).content.decode()
    assert "This device is lost" not in ada.get(OWN).content.decode()
    kept = field.world.send(tablet.write("yes"))
    assert kept.results[0].words == "This device was revoked."


def test_operations_revoke_what_others_lost_and_colleagues_do_not(field: Field, ops: Client) -> None:
    tablet = field.tablet()
    address = f"{OWN}{tablet.id}/revoke/"
    assert browser(field.world.bob).post(address).status_code == 404
    assert browser(field.world.lead).get(address).status_code == 404
    assert field.row(tablet).revoked_at is None
    assert ops.post(address).headers["Location"] == ALL
    assert field.row(tablet).revoked_at is not None


# Rescued


def upload(client: Client, told: dict[str, Any], **change: Any) -> Any:
    files = {
        "file": SimpleUploadedFile("rescue.json", json.dumps(told).encode()),
        "key": SimpleUploadedFile("key.pem", key_file()),
        "passphrase": PASSPHRASE,
    }
    return client.post("/desk/field/rescue/", files | change)


def test_a_rescue_file_is_taken_in_on_the_page(field: Field, ops: Client) -> None:
    tablet = field.tablet()
    texts = [tablet.write(f"Note {number}", key=NOTE).written() for number in range(3)]
    told = rescue_file(tablet, *texts)
    told["rows"][2]["box"] = "AAAA"
    page = upload(ops, told).content.decode()
    assert "2 new, 0 already here, 0 kept apart, 1 unreadable." in page
    assert "row 3" in page
    assert "0 new, 2 already here" in upload(ops, told).content.decode()
    assert JournalEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"passphrase": "another"}, "the passphrase is another"),
        ({"passphrase": ""}, "Type the passphrase of the recovery key"),
        ({"file": ""}, "Choose the rescue file"),
        ({"key": ""}, "Choose the file of the recovery key"),
        ({"file": SimpleUploadedFile("x.json", b"{}")}, "This is no rescue file"),
        ({"key": SimpleUploadedFile("x.pem", b"x")}, "This is no recovery key"),
    ],
)
def test_what_cannot_be_taken_in_says_why(
    field: Field, ops: Client, change: dict[str, Any], words: str
) -> None:
    tablet = field.tablet()
    reply = upload(ops, rescue_file(tablet, tablet.write("yes").written()), **change)
    assert (reply.status_code, words in reply.content.decode()) == (422, True)
    assert not JournalEntry.objects.exists()
