"""Second factors: set up, shown, spent, never down to none, and sealed in the database."""

import json
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from signing_in import (
    NEW_PASSWORD,
    code_of,
    enter,
    factors,
    give_app,
    give_recovery_codes,
    key_shown,
    log,
    make_person,
    quick,
    send_password,
    sign_in,
)

from eyre.people.sign_in import actions, sealing
from eyre.platform.audit import Actor

__all__ = ["quick"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("quick")]
BY = Actor("", "", "192.0.2.7")
OTHER_KEY = "another-key-of-fifty-letters-and-figures-0123456789"
SET_UP = [
    "/account/second-factor/",
    "/account/security/app/",
    "/account/security/passkeys/add/",
    "/account/confirm/",
]
CLOSED = ["/account/security/", "/account/password/", "/account/", "/people/"]


def spend(app: Authenticator, code: str) -> bool:
    return actions.spend_code(app=app, code=code, by=BY, at=timezone.now())


@pytest.fixture
def moments(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The clock of the codes, to be set by a test."""
    clock = {"now": time.time()}
    monkeypatch.setattr("time.time", lambda: clock["now"])
    return clock


def test_without_a_second_factor_only_the_pages_that_set_one_up_open(client: Client) -> None:
    send_password(client, make_person().email)
    assert all(client.get(path).status_code == 200 for path in SET_UP)
    for path in CLOSED:
        assert client.get(path).headers["Location"].startswith("/account/second-factor/?next=")
    assert client.get("/sign-out/").status_code == 200


def test_an_app_is_set_up_at_the_first_sign_in_and_opens_everything(client: Client) -> None:
    person = make_person()
    send_password(client, person.email)
    page = client.get("/account/security/app/").content.decode()
    key = key_shown(page)
    assert "<svg" in page
    assert "data:" not in page
    assert key not in json.dumps(dict(client.session)), "the key waits sealed"
    reply = client.post("/account/security/app/", {"code": code_of(key)})
    assert reply.headers["Location"] == "/account/security/recovery-codes/"
    assert factors(person) == ["recovery_codes", "totp"]
    assert client.get("/account/security/").status_code == 200
    assert log() == ["sign_in.succeeded", "factor.added"]


def test_a_wrong_first_code_keeps_the_same_key(client: Client) -> None:
    send_password(client, make_person().email)
    key = key_shown(client.get("/account/security/app/").content.decode())
    page = client.post("/account/security/app/", {"code": "000000"}).content.decode()
    assert key_shown(page) == key
    assert "Error: Set up an authenticator app" in page
    assert client.post("/account/security/app/", {"code": code_of(key)}).status_code == 302


def test_a_code_works_once(client: Client) -> None:
    person = make_person()
    secret = give_app(person)
    sign_in(client, person, secret)
    again = Client()
    send_password(again, person.email)
    page = again.post("/sign-in/second-step/", {"code": code_of(secret)})
    assert page.status_code == 200
    assert "_auth_user_id" not in again.session
    assert again.post("/sign-in/second-step/", {"code": code_of(secret, 1)}).status_code == 302


def test_the_code_that_set_an_app_up_does_not_sign_in(client: Client) -> None:
    person = make_person()
    send_password(client, person.email)
    key = key_shown(client.get("/account/security/app/").content.decode())
    client.post("/account/security/app/", {"code": code_of(key)})
    again = Client()
    send_password(again, person.email)
    assert again.post("/sign-in/second-step/", {"code": code_of(key)}).status_code == 200


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_counts_for_half_a_minute_either_way(
    moments: dict[str, float], steps: int, good: bool
) -> None:
    person = make_person()
    secret = give_app(person)
    app = Authenticator.objects.get(user=person)
    code = code_of(secret, steps)
    assert spend(app, code) is good
    moments["now"] += 31  # allauth itself has forgotten by now that it was used
    assert steps == 2 or not spend(app, code)


def test_an_older_code_never_follows_a_newer(moments: dict[str, float]) -> None:
    person = make_person()
    secret = give_app(person)
    app = Authenticator.objects.get(user=person)
    assert spend(app, code_of(secret, 1))
    assert not spend(app, code_of(secret, 0))
    assert not spend(app, code_of(secret, 1))


def test_keys_are_sealed_in_the_database(settings: Settings) -> None:
    person = make_person()
    secret = give_app(person)
    held = Authenticator.objects.get(user=person)
    assert secret not in json.dumps(held.data)
    assert sealing.unseal(held.data["secret"]) == secret
    settings.SECRET_KEY = OTHER_KEY
    with pytest.raises(InvalidToken):
        sealing.unseal(held.data["secret"])


def test_a_changed_key_opens_what_the_old_one_sealed_and_seals_it_anew(settings: Settings) -> None:
    person = make_person()
    secret = give_app(person)
    recovery = give_recovery_codes(person)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], OTHER_KEY
    app, kept = Authenticator.objects.filter(user=person).order_by("-type")
    assert spend(app, code_of(secret))
    actions.spend_recovery_code(codes=kept, by=BY, at=timezone.now())
    settings.SECRET_KEY_FALLBACKS = []
    app.refresh_from_db()
    kept.refresh_from_db()
    assert sealing.unseal(app.data["secret"]) == secret
    assert kept.wrap().get_unused_codes() == recovery


def test_a_recovery_code_signs_in_once_and_is_counted(client: Client) -> None:
    person = make_person()
    give_app(person)
    code = give_recovery_codes(person)[0]
    send_password(client, person.email)
    assert client.post("/sign-in/second-step/", {"code": f"{code[:5]} {code[5:]}"}).status_code == 302
    assert "9 left" in client.get("/account/security/").content.decode()
    assert log() == ["recovery_code.used", "sign_in.succeeded"]
    again = Client()
    send_password(again, person.email)
    assert again.post("/sign-in/second-step/", {"code": code}).status_code == 200


def test_few_recovery_codes_are_warned_of(client: Client) -> None:
    person = make_person()
    secret = give_app(person)
    for code in give_recovery_codes(person)[:7]:
        Authenticator.objects.get(user=person, type="recovery_codes").wrap().validate_code(code)
    sign_in(client, person, secret)
    assert "3 recovery codes are left." in client.get("/account/security/").content.decode()


def test_recovery_codes_are_shown_once_and_can_be_saved_then(client: Client) -> None:
    person = make_person()
    secret = give_app(person)
    shown = give_recovery_codes(person)
    sign_in(client, person, secret)
    page = client.get("/account/security/recovery-codes/").content.decode()
    assert all(f"{code[:5]} {code[5:]}" in page for code in shown)
    file = client.get("/account/security/recovery-codes/file/")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in file.headers["Cache-Control"]
    assert all(f"{code[:5]} {code[5:]}" in file.content.decode() for code in shown)
    again = client.get("/account/security/recovery-codes/").content.decode()
    assert not any(f"{code[:5]} {code[5:]}" in again for code in shown)
    session = client.session
    session["eyre_codes_shown"] -= 11 * 60
    session.save()
    assert client.get("/account/security/recovery-codes/file/").status_code == 404


def test_new_recovery_codes_replace_the_old(client: Client) -> None:
    person = make_person()
    secret = give_app(person)
    old = give_recovery_codes(person)
    sign_in(client, person, secret)
    assert client.post("/account/security/recovery-codes/new/").status_code == 302
    new = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    assert not set(old) & set(new)
    assert len(new) == 10
    assert log()[-1] == "recovery_codes.replaced"


def test_the_last_factor_cannot_be_removed(client: Client) -> None:
    person = make_person()
    sign_in(client, person, give_app(person))
    page = client.post("/account/security/app/remove/")
    assert page.status_code == 200
    assert "needs two factors of everybody" in page.content.decode()
    assert "totp" in factors(person)


def test_an_app_can_go_when_a_passkey_stays(client: Client) -> None:
    person = make_person()
    secret = give_app(person)
    passkey = {"name": "Blue key", "credential": {}}
    Authenticator.objects.create(user=person, type="webauthn", data=passkey)
    enter(client, person, "password", "mfa")
    assert client.post("/account/security/app/remove/").status_code == 302
    assert factors(person) == ["webauthn"]
    assert log()[-1] == "factor.removed"
    only = Authenticator.objects.get(user=person)
    page = client.post(f"/account/security/passkeys/{only.pk}/remove/")
    assert page.status_code == 200
    assert factors(person) == ["webauthn"]
    assert secret


def test_a_passkey_gets_another_name_and_belongs_to_its_owner_alone(client: Client) -> None:
    person = make_person()
    give_app(person)
    other = make_person("other@eyre.example")
    mine, theirs = (
        Authenticator.objects.create(user=each, type="webauthn", data={"name": "Blue key", "credential": {}})
        for each in (person, other)
    )
    enter(client, person, "password", "mfa")
    client.post(f"/account/security/passkeys/{mine.pk}/", {"name": "Work laptop"})
    mine.refresh_from_db()
    assert mine.wrap().name == "Work laptop"
    assert log()[-1] == "factor.renamed"
    for way in ("", "remove/"):
        assert client.post(f"/account/security/passkeys/{theirs.pk}/{way}", {"name": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/account/security/app/"),
        ("post", "/account/security/app/remove/"),
        ("get", "/account/security/passkeys/add/"),
        ("get", "/account/security/recovery-codes/"),
        ("get", "/account/security/recovery-codes/file/"),
        ("post", "/account/security/recovery-codes/new/"),
    ],
)
def test_who_signed_in_a_while_ago_shows_again_that_it_is_them(
    client: Client, moments: dict[str, float], method: str, path: str
) -> None:
    person = make_person()
    if path.endswith("app/"):
        Authenticator.objects.create(user=person, type="webauthn", data={"name": "k", "credential": {}})
    else:
        give_app(person)
        give_recovery_codes(person)
    enter(client, person, "password", "mfa")
    moments["now"] += 6 * 60
    reply = getattr(client, method)(path)
    assert reply.headers["Location"].startswith("/account/confirm/?next=")
    wrong = client.post("/account/confirm/", {"password": "not the password at all", "next": path})
    assert "Password is wrong" in wrong.content.decode()
    assert log()[-1] == "identity.not_confirmed"
    client.post("/account/confirm/", {"password": "plum harbour seventeen kites", "next": path})
    assert "identity.confirmed" in log()
    if method == "get" and "file" not in path:
        assert client.get(path).status_code == 200


def test_a_code_shows_again_that_it_is_them(client: Client, moments: dict[str, float]) -> None:
    person = make_person()
    secret = give_app(person)
    sign_in(client, person, secret)
    moments["now"] += 6 * 60
    assert client.get("/account/confirm/code/").status_code == 200
    client.post("/account/confirm/code/", {"code": "000000"})
    assert log()[-1] == "identity.not_confirmed"
    client.post("/account/confirm/code/", {"code": code_of(secret), "next": "/account/security/"})
    assert log()[-1] == "identity.confirmed"
    assert client.get("/account/security/passkeys/add/").status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{",
        "[]",
        "1",
        '"x"',
        "null",
        "{}",
        '{"response": 1}',
        '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}',
        '{"response": {"userHandle": "////"}}',
        '{"id": "", "rawId": "", "response": {"clientDataJSON": "x", "authenticatorData": "x", "signature": "x"}}',
    ],
)
def test_a_made_up_passkey_is_refused(client: Client, sent: str) -> None:
    person = make_person()
    client.get("/sign-in/passkey/")
    reply = client.post("/sign-in/passkey/", {"credential": sent})
    assert reply.headers["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session
    give_app(person)
    send_password(client, person.email)
    assert client.post("/sign-in/second-step/", {"credential": sent}).status_code == 200
    enter(client, person, "password", "mfa")
    assert client.post("/account/security/passkeys/add/", {"credential": sent}).status_code == 200
    assert factors(person) == ["totp"]


def test_a_new_password_never_passes_by_the_second_factor(client: Client, mailoutbox: list[Any]) -> None:
    person = make_person()
    secret = give_app(person)
    client.post("/sign-in/forgotten/", {"email": person.email})
    link = next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http"))
    page = client.get(link, follow=True)
    path = page.redirect_chain[-1][0]
    reply = client.post(path, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert reply.headers["Location"] == "/sign-in/forgotten/done/"
    assert "_auth_user_id" not in client.session
    assert send_password(client, person.email, NEW_PASSWORD).headers["Location"] == "/sign-in/second-step/"
    assert client.get("/account/security/").headers["Location"].startswith("/sign-in/")
    assert client.post("/sign-in/second-step/", {"code": code_of(secret)}).status_code == 302
    assert log() == ["password.reset_asked", "password.reset", "factor.used", "sign_in.succeeded"]
