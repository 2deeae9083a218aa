"""How somebody who was invited gets in: the link, the password, and then the second factor."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now
from somebody import COMMAND, PASSWORD, signed_in, somebody

from eyre.people import actions
from eyre.people.invitations import Issued
from eyre.people.models import Invitation, Person
from eyre.platform.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

TYPED = {"password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def issued() -> Issued:
    """The invitation of Bo Ek."""
    return actions.invite(
        name="Bo Ek", email="bo@example.org", roles=["analyst"], of_provider=False, by=COMMAND, at=now()
    )


def opened(issued: Issued, client: Client | None = None) -> Client:
    client = client or Client()
    answer = client.get(f"/invitation/{issued.token}/")
    assert (answer.status_code, answer["Location"]) == (302, "/invitation/")
    return client


def plain(response: Any) -> str:
    """A page without what differs each time: the token against forged forms."""
    return re.sub(r'value="\w{64}"', "", response.content.decode())


def test_the_secret_stands_in_the_link_alone(issued: Issued) -> None:
    client = Client()
    answer = client.get(f"/invitation/{issued.token}/")
    assert issued.token not in answer["Location"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    page = client.get("/invitation/")
    assert issued.token not in page.content.decode()
    assert issued.token not in str(dict(client.session))
    assert "no-store" in page["Cache-Control"]


def test_opening_the_link_uses_nothing_up(issued: Issued) -> None:
    for _ in range(3):
        opened(issued)
    assert Invitation.objects.get().used_at is None
    assert not AuditEvent.objects.exclude(action="person.invited").exists()


def test_an_invited_person_sets_a_password_and_is_led_to_the_second_factor(issued: Issued) -> None:
    client = opened(issued)
    page = client.get("/invitation/").content.decode()
    for words in ("Bo Ek", "bo@example.org", "At least 15 characters"):
        assert words in page
    answer = client.post("/invitation/", TYPED)
    assert answer.status_code == 302
    answer = client.get(answer["Location"])
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/second-factor/")
    bo = Person.objects.get(pk=issued.person)
    assert bo.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(bo.pk)
    assert "eyre_invitation" not in client.session
    used = AuditEvent.objects.get(action="invitation.accepted")
    assert (used.actor, used.role, used.operation) == (str(bo.pk), "", "security")


def test_the_session_has_another_key_after_joining(issued: Issued) -> None:
    client = opened(issued)
    before = client.session.session_key
    client.post("/invitation/", TYPED)
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("typed", "message", "target"),
    [
        ({"password": "", "again": ""}, "Enter password", "id_password"),
        ({"password": "short", "again": "short"}, "15 characters or more", "id_password"),
        (
            {"password": "inspection2026!", "again": "inspection2026!"},
            "words others would guess",
            "id_password",
        ),
        ({"password": PASSWORD, "again": PASSWORD + "s"}, "The two passwords differ", "id_again"),
        ({"password": "a" * 1001, "again": "a" * 1001}, "at most 1000 characters", "id_password"),
        ({"password": "password1234567", "again": "password1234567"}, "Password", "id_password"),
    ],
)
def test_a_password_that_is_refused_leaves_everything_open(
    issued: Issued, typed: dict[str, str], message: str, target: str
) -> None:
    client = opened(issued)
    answer = client.post("/invitation/", typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count(message) >= 2
    assert f'<a href="#{target}">' in page
    assert typed["password"] == "" or f'value="{typed["password"]}"' not in page
    assert not Person.objects.get(pk=issued.person).has_usable_password()
    assert client.post("/invitation/", TYPED).status_code == 302


def unknown(issued: Issued) -> None:
    Invitation.objects.all().delete()


def used(issued: Issued) -> None:
    Invitation.objects.update(used_at=now())


def withdrawn(issued: Issued) -> None:
    actions.withdraw_invitation(person=issued.person, by=COMMAND, at=now())


def too_old(issued: Issued) -> None:
    Invitation.objects.update(made_at=now() - timedelta(days=8), expires_at=now() - timedelta(seconds=1))


def disabled(issued: Issued) -> None:
    actions.disable_account(person=issued.person, by=COMMAND, at=now())


USELESS = [unknown, used, withdrawn, too_old, disabled]


@pytest.mark.parametrize("when", ["before opening", "after opening"])
@pytest.mark.parametrize("spoil", USELESS)
def test_a_link_of_no_use_never_says_why(issued: Issued, spoil: Callable[[Issued], None], when: str) -> None:
    never = Client().get("/invitation/")
    client = Client()
    if when == "after opening":
        opened(issued, client)
        client.get("/invitation/")
    spoil(issued)
    if when == "before opening":
        opened(issued, client)
    answer = client.get("/invitation/")
    assert answer.status_code == 404
    assert plain(answer) == plain(never)
    assert "ask whoever invited you" in answer.content.decode()
    assert plain(client.post("/invitation/", TYPED)) == plain(never)
    assert not Person.objects.get(pk=issued.person).has_usable_password()


@pytest.mark.parametrize("token", ["x", "%00", "..%2f..%2f", "%3Cscript%3E", "a" * 5000, "%E2%80%AE", "%FF"])
def test_a_link_that_was_made_up_leads_to_the_same_page(token: str) -> None:
    answer = Client().get(f"/invitation/{token}/", follow=True)
    assert answer.status_code == 404


def test_who_is_signed_in_as_somebody_else_is_told_to_sign_out_first(issued: Issued) -> None:
    client = opened(issued, signed_in(somebody("Asa Gray", "administrator")))
    for answer in (client.get("/invitation/"), client.post("/invitation/", TYPED)):
        assert "You are signed in already" in answer.content.decode()
    assert not Person.objects.get(pk=issued.person).has_usable_password()


def test_fields_that_nobody_asked_for_are_ignored(issued: Issued) -> None:
    client = opened(issued)
    extra = {
        "email": "eve@example.org",
        "name": "Eve",
        "is_of_provider": "True",
        "roles": "administrator",
        "next": "//evil",
    }
    answer = client.post("/invitation/", TYPED | extra | {"person": "x", "digest": "x", "session_epoch": "9"})
    assert answer["Location"] == "/account/"
    bo = Person.objects.get(pk=issued.person)
    assert (bo.email, bo.name, bo.is_of_provider, bo.session_epoch) == ("bo@example.org", "Bo Ek", False, 0)
    assert set(bo.roles_held.values_list("role", flat=True)) == {"analyst"}


def test_a_reset_ends_with_another_password_and_the_second_factor_anew(issued: Issued) -> None:
    client = opened(issued)
    client.post("/invitation/", TYPED)
    again = actions.reset_sign_in(person=issued.person, by=COMMAND, at=now())
    assert client.get("/account/second-factor/").status_code == 302
    fresh = opened(again)
    other = "eleven quiet herons wade"
    fresh.post("/invitation/", {"password": other, "again": other})
    assert Person.objects.get(pk=issued.person).check_password(other)
    assert fresh.get("/account/")["Location"].startswith("/account/second-factor/")
