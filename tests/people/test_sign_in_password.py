"""Signing in with a password: what is right, what is wrong, and that a wrong address shows in nothing."""

import statistics
import time
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from pytest_django import Settings
from signing_in import PASSWORD, code_of, give_app, log, make_person, quick, send_password, sign_in

from eyre.platform.audit.models import AuditEvent
from eyre.site import settings as real

__all__ = ["quick"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("quick")]
WRONG = "E-mail address or password is wrong"
HOSTILE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/%09/evil.example",
    "\x00//evil.example",
    "\t//evil.example",
    " //evil.example",
    "evil.example",
    "https:evil.example",
    "//127.0.0.1@evil.example/",
    "http://testserver.evil.example/",
    "http://testserver/",
    "/\n/evil.example",
]


def test_a_password_alone_leads_to_the_second_step(client: Client) -> None:
    person = make_person()
    give_app(person)
    reply = send_password(client, person.email)
    assert reply.headers["Location"] == "/sign-in/second-step/"
    assert "_auth_user_id" not in client.session


def test_both_steps_sign_in_with_a_new_session_and_a_row_of_the_log(client: Client) -> None:
    person = make_person()
    secret = give_app(person)
    client.get("/sign-in/")
    send_password(client, person.email)
    before = client.session.session_key
    reply = client.post("/sign-in/second-step/", {"code": code_of(secret)})
    assert reply.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.session.session_key != before
    row = AuditEvent.objects.get(action="sign_in.succeeded")
    assert (row.actor, row.subject_id, row.after) == (
        str(person.pk),
        str(person.pk),
        '{"methods":["password","totp"]}',
    )


@pytest.mark.parametrize("typed", ["LEAD@eyre.example", " lead@eyre.example "])
def test_an_address_may_be_typed_in_any_case(client: Client, typed: str) -> None:
    give_app(make_person())
    assert send_password(client, typed).status_code == 302


@pytest.mark.parametrize("email", ["lead@eyre.example", "nobody@eyre.example", "off@eyre.example"])
def test_wrong_is_said_in_the_same_words_for_everybody(client: Client, email: str) -> None:
    make_person()
    off = make_person("off@eyre.example")
    type(off).objects.filter(pk=off.pk).update(is_active=False, disabled_at=off.invited_at)
    page = send_password(client, email, "not the password at all")
    assert page.status_code == 200
    assert WRONG in page.content.decode()
    assert page.content.decode().count("<title>Error: Sign in") == 1
    assert f'value="{email}"' in page.content.decode(), "nothing typed is lost"


def test_a_wrong_address_takes_as_long_as_a_wrong_password(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS
    make_person()
    times: dict[str, list[float]] = {"lead@eyre.example": [], "nobody@eyre.example": []}
    for turn in range(9):
        for email, taken in times.items():
            client = Client(REMOTE_ADDR=f"10.0.{turn}.{len(taken)}")
            # Of the processor, which a busy machine does not lengthen
            start = time.process_time()
            send_password(client, email, "not the password at all")
            taken.append(time.process_time() - start)
    known, unknown = (statistics.median(taken) for taken in times.values())
    assert 0.5 < known / unknown < 2, times


def test_the_log_keeps_who_was_meant_and_never_what_was_typed(client: Client) -> None:
    person = make_person()
    send_password(client, person.email, "not the password at all")
    send_password(client, "nobody@eyre.example", "not the password at all")
    rows = list(AuditEvent.objects.filter(action="sign_in.failed").order_by("id"))
    assert [row.subject_id for row in rows] == [str(person.pk), ""]
    assert all(row.actor == "" and row.origin == "127.0.0.1" for row in rows)
    assert "eyre.example" not in repr([vars(row) for row in rows])


@pytest.mark.parametrize(
    "typed",
    ["a\nsign_in.succeeded b", "\x1b[31mx@y.example", "x@y.example\r\nSet-Cookie: a=b", "‮x@y.example"],
)
def test_what_could_forge_a_line_stays_out_of_the_log(client: Client, typed: str) -> None:
    assert send_password(client, typed, typed).status_code == 200
    assert set(log()) <= {"sign_in.failed"}
    assert typed not in repr(list(AuditEvent.objects.values()))


def test_passwords_are_hashed_by_argon2id(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS
    person = make_person()
    assert identify_hasher(person.password).algorithm == "argon2"
    assert person.password.startswith("argon2$argon2id$")


def host_of(address: str) -> str:
    """Where a browser goes, which leaves out tabs and line ends and takes a backslash for a slash."""
    assert "\\" not in address
    return urlsplit(urljoin("http://testserver/sign-in/", address.strip().replace("\t", ""))).netloc


@pytest.mark.parametrize("next_page", HOSTILE)
def test_nobody_is_sent_to_other_hosts(client: Client, next_page: str) -> None:
    person = make_person()
    secret = give_app(person)
    client.post("/sign-in/", {"login": person.email, "password": PASSWORD, "next": next_page})
    reply = client.post("/sign-in/second-step/", {"code": code_of(secret)})
    assert host_of(reply.headers["Location"]) == "testserver"
    out = client.post("/sign-out/", {"next": next_page})
    assert host_of(out.headers["Location"]) == "testserver"


def test_one_comes_back_to_where_one_was(client: Client) -> None:
    person = make_person()
    secret = give_app(person)
    reply = client.get("/account/security/?x=1")
    assert reply.headers["Location"] == "/sign-in/?next=%2Faccount%2Fsecurity%2F%3Fx%3D1"
    client.post("/sign-in/", {"login": person.email, "password": PASSWORD, "next": "/account/security/?x=1"})
    reply = client.post("/sign-in/second-step/", {"code": code_of(secret)})
    assert reply.headers["Location"] == "/account/security/?x=1"


def test_signing_out_needs_a_form(client: Client) -> None:
    person = make_person()
    sign_in(client, person, give_app(person))
    assert client.get("/sign-out/").status_code == 200
    assert "_auth_user_id" in client.session
    reply = client.post("/sign-out/")
    assert reply.headers["Location"] == "/sign-in/?because=signed-out"
    assert "_auth_user_id" not in client.session
    assert log()[-1] == "session.signed_out"
    assert "You have signed out" in client.get(reply.headers["Location"]).content.decode()


@pytest.mark.parametrize("path", ["/sign-in/", "/sign-out/", "/sign-in/passkey/", "/sign-in/forgotten/"])
def test_forms_of_other_sites_are_refused(path: str) -> None:
    assert Client(enforce_csrf_checks=True).post(path, {"login": "a@b.example"}).status_code == 403


def test_a_disabled_account_says_so_to_whoever_knows_its_password(client: Client) -> None:
    person = make_person()
    type(person).objects.update(is_active=False, disabled_at=person.invited_at)
    reply = send_password(client, person.email)
    assert reply.headers["Location"] == "/sign-in/closed/"
    assert "_auth_user_id" not in client.session
    assert client.get("/sign-in/closed/").status_code == 200
