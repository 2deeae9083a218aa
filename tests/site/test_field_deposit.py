"""Is work kept that nobody can sign in for: of accounts disabled, devices revoked, people off the inspection?"""

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from eyre.cases.actions.devices import revoke_device
from eyre.cases.models import Alert, JournalEntry, QuarantinedOperation
from eyre.core.journal import LARGEST_BATCH
from eyre.people.actions import disable_account
from eyre.people.models import Person
from eyre.platform.audit import Actor
from field_world import Field, browser, deposit, post
from journal_world import NOTE, Tablet, batch
from small_register import NOON, somebody

pytestmark = pytest.mark.django_db
BY = Actor.of_command("the tests")


@pytest.fixture
def field() -> Field:
    return Field()


def leave(content: bytes) -> Any:
    client = Client(enforce_csrf_checks=True)
    return post(client, "deposit", content)


def close(person: Person) -> None:
    disable_account(person=person.pk, by=BY, at=NOON)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("disabled", "It came from a device whose person’s account is disabled."),
        ("revoked", "It came from a device that was revoked."),
        ("left", "It came from a device whose person could not send it"),
    ],
)
def test_work_of_whoever_may_not_send_it_is_kept_byte_for_byte(field: Field, how: str, words: str) -> None:
    tablet = field.tablet()
    written = tablet.write("yes")
    if how == "disabled":
        close(field.world.ada)
    elif how == "revoked":
        revoke_device(device=field.row(tablet), by=BY, at=NOON)
    else:
        field.world.inspection.team.update(until=NOON, ended_by="x")
    replies = [leave(deposit(tablet, written.written())) for _ in range(2)]
    assert {reply.status_code for reply in replies} == {200}
    assert replies[0].json() == replies[1].json()
    assert "no-store" in replies[0]["Cache-Control"]
    [told] = replies[0].json()["results"]
    assert (told["id"], told["hash"], told["verdict"]) == (written.id, written.hash, "quarantined")
    assert told["reason"] == "deposited"
    assert told["words"].startswith(words)
    kept = QuarantinedOperation.objects.get()
    assert bytes(kept.content) == written.written().encode()
    assert (kept.inspection_id, kept.received_from) == ("cumbria", str(field.world.ada.pk))
    assert not JournalEntry.objects.exists()


def test_what_is_an_answer_already_is_said_to_be_accepted(field: Field) -> None:
    tablet = field.tablet()
    first, second = tablet.write("yes"), tablet.write("Later", key=NOTE)
    field.world.send(first)
    told = leave(deposit(tablet, first.written(), second.written())).json()["results"]
    assert [each["verdict"] for each in told] == ["accepted", "quarantined"]
    assert JournalEntry.objects.count() == 1


def test_the_lead_can_let_it_in(field: Field) -> None:
    """T-LEAVER: an account is disabled while its tablet holds work; what comes later is kept, seen and let in."""
    tablet, lead = field.tablet(), browser(field.world.lead)
    written = tablet.write("yes")
    close(field.world.ada)
    assert browser(field.world.ada).get("/desk/").status_code == 302
    leave(deposit(tablet, written.written()))
    kept = QuarantinedOperation.objects.get()
    page = lead.get("/desk/cumbria/cases/kept-apart/").content.decode()
    assert "account is disabled" in page
    lead.post(f"/desk/cumbria/cases/kept-apart/{kept.pk}/", {"step": "let-in"})
    here = lead.get(f"/desk/cumbria/cases/kept-apart/{kept.pk}/")
    assert (here.status_code, JournalEntry.objects.count()) == (404, 1), here.content.decode()[:3000]


def test_what_cannot_be_read_is_kept_too(field: Field) -> None:
    tablet = field.tablet()
    told = leave(deposit(tablet, '{"id": 7}', "[]", inspection="cumbria")).json()["results"]
    assert [each["reason"] for each in told] == ["unreadable", "unreadable"]
    assert QuarantinedOperation.objects.count() == 2


def test_an_assessment_that_the_store_lost_goes_where_the_device_says(field: Field) -> None:
    tablet = field.tablet()
    lost = tablet.write("yes", assessment=str(uuid.uuid4())).written()
    assert leave(deposit(tablet, lost)).status_code == 403
    assert leave(deposit(tablet, lost, inspection="westmarch")).status_code == 403
    assert leave(deposit(tablet, lost, inspection="cumbria")).status_code == 200


def test_nothing_is_left_where_its_person_never_worked(field: Field) -> None:
    """A device of anybody could alarm every lead inspector, and learn which assessments there are."""
    eve = field.tablet(somebody("Eve"))
    alert = eve.write("yes", key=f"alert:{uuid.uuid4()}").written()
    unknown = eve.write("yes", assessment=str(uuid.uuid4())).written()
    answers = [leave(deposit(eve, each, inspection="cumbria")) for each in (alert, unknown)]
    assert {(each.status_code, each.content) for each in answers} == {(403, answers[0].content)}
    assert not QuarantinedOperation.objects.exists()
    assert not Alert.objects.exists()


def test_whatever_is_unknown_is_answered_alike(field: Field) -> None:
    tablet, stranger = field.tablet(), Tablet(field.world.ada, field.world.assessment)
    content = tablet.write("yes").written()
    web = field.world.tablet()
    answers = [
        leave(told)
        for told in (
            deposit(tablet, content, token="another"),
            deposit(stranger, content),
            deposit(web, content, token=""),
            deposit(tablet, content.replace("a", "b"), token=""),
            deposit(stranger, content, inspection="cumbria"),
            deposit(stranger, "7"),
        )
    ]
    assert {(each.status_code, each.content) for each in answers} == {(403, answers[0].content)}
    assert not QuarantinedOperation.objects.exists()


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{}", 400), (b"[]", 400), (b"{", 400), (b'{"operations": [], "device": 7}', 400),
        (b'{"operations": [], "strange": 7}', 400), (b" " * (LARGEST_BATCH + 1), 413),
    ],
)  # fmt: skip
def test_what_is_no_deposit_is_refused(field: Field, content: bytes, status: int) -> None:
    assert leave(content).status_code == status


def test_a_form_of_another_site_is_refused(field: Field) -> None:
    tablet = field.tablet()
    content = deposit(tablet, tablet.write("yes").written())
    reply = Client().generic("POST", "/desk/field/deposit/", content, content_type="text/plain")
    assert (reply.status_code, QuarantinedOperation.objects.count()) == (403, 0)


def test_too_much_from_one_address_is_held_up(field: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eyre.site.views.field_deposit.PER_ADDRESS", "2/10m/key")
    tablet = field.tablet()
    content = deposit(tablet, tablet.write("yes").written())
    replies = [leave(content) for _ in range(3)]
    assert [each.status_code for each in replies] == [200, 200, 429]
    assert replies[2]["Retry-After"] == "600"
    assert json.loads(replies[2].content)["problem"] == "too-many"


# An alert that was kept apart


ALERT = "alert:6f1d2c3b-0000-4000-8000-000000000001"
WORDS = {"question": None, "text": "A child is alone with him tonight"}


@pytest.mark.parametrize("how", ["deposited", "handed over", "completed"])
def test_an_alert_reaches_the_lead_whatever_became_of_its_operation(field: Field, how: str) -> None:
    world, tablet = field.world, field.tablet()
    said = tablet.write(WORDS, key=ALERT)
    if how == "handed over":
        type(world.allocation).objects.update(until=NOON, ended_by="x")
    elif how == "completed":
        type(world.assessment).objects.update(completed_at=NOON, completed_by="x")
    for _ in range(2):
        if how == "deposited":
            leave(deposit(tablet, said.written()))
        else:
            world.send(said)
    alert = Alert.objects.get()
    assert alert.kept_id == QuarantinedOperation.objects.get().pk
    page = browser(world.lead).get(f"/desk/cumbria/alerts/{alert.pk}/").content.decode()
    assert "A child is alone with him tonight" in page


def test_what_is_no_alert_any_more_alarms_nobody(field: Field) -> None:
    world, tablet = field.world, field.tablet()
    type(world.assessment).objects.update(completed_at=NOON, completed_by="x")
    world.send(tablet.write(None, key=ALERT))
    world.send_bytes(batch('{"key": "alert:x"}'))
    assert not Alert.objects.exists()
