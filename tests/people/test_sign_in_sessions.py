"""How long does a sign-in last, and what ends it at once?"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from signing_in import NEW_PASSWORD, PASSWORD, enter, give_app, log, make_person, quick, sign_in

from eyre.people.models import Person
from eyre.people.sign_in import presence
from eyre.platform.audit.models import AuditEvent

__all__ = ["quick"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("quick")]
HOURS = 60 * 60
MINE = "/account/security/"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> dict[str, datetime]:
    moment = {"now": timezone.now()}
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment["now"])
    return moment


@pytest.fixture
def lead() -> Person:
    person = make_person()
    give_app(person)
    return person


def is_in(client: Client) -> bool:
    return bool(client.get(MINE).status_code == 200)


def test_two_hours_without_a_click_end_it_and_the_page_says_why(
    client: Client, lead: Person, clock: dict[str, datetime]
) -> None:
    enter(client, lead, "mfa")
    assert is_in(client)
    clock["now"] += timedelta(hours=2, seconds=1)
    reply = client.get(MINE + "?a=b")
    assert reply.headers["Location"] == "/sign-in/?next=%2Faccount%2Fsecurity%2F%3Fa%3Db&because=idle"
    page = client.get(reply.headers["Location"]).content.decode()
    assert "nothing happened here for two hours" in page
    assert 'name="next" value="/account/security/?a=b"' in page
    row = AuditEvent.objects.latest("id")
    assert (row.action, row.after, row.actor) == ("session.timed_out", '{"why":"idle"}', str(lead.pk))


def test_a_click_in_time_keeps_it(client: Client, lead: Person, clock: dict[str, datetime]) -> None:
    enter(client, lead, "mfa")
    for _ in range(5):
        clock["now"] += timedelta(hours=1, minutes=59)
        assert is_in(client)


def test_twelve_hours_end_it_whatever_happens(
    client: Client, lead: Person, clock: dict[str, datetime]
) -> None:
    enter(client, lead, "mfa")
    assert is_in(client)
    for _ in range(11):
        clock["now"] += timedelta(hours=1)
        assert is_in(client)
    clock["now"] += timedelta(hours=1)
    assert client.get(MINE).headers["Location"].endswith("because=age")


def test_a_public_page_ends_it_too_and_stays_open(
    client: Client, lead: Person, clock: dict[str, datetime]
) -> None:
    enter(client, lead, "mfa")
    client.get(MINE)
    clock["now"] += timedelta(hours=3)
    page = client.get("/help/")
    assert page.status_code == 200
    assert lead.name not in page.content.decode()


def test_clicks_write_to_the_database_every_five_minutes_only(
    client: Client, lead: Person, clock: dict[str, datetime]
) -> None:
    enter(client, lead, "mfa")
    client.get(MINE)
    first = client.session[presence.SEEN]
    clock["now"] += timedelta(minutes=4)
    client.get(MINE)
    assert client.session[presence.SEEN] == first
    clock["now"] += timedelta(minutes=1)
    client.get(MINE)
    assert client.session[presence.SEEN] == first + 300


@pytest.mark.parametrize(
    ("age", "idle", "why"),
    [
        (0, 0, ""),
        (2 * HOURS - 1, 2 * HOURS - 1, ""),
        (2 * HOURS, 2 * HOURS, "idle"),
        (12 * HOURS - 1, 0, ""),
        (12 * HOURS, 0, "age"),
        (13 * HOURS, 3 * HOURS, "age"),
    ],
)
def test_when_it_is_over(age: int, idle: int, why: str) -> None:
    assert presence.over(100_000, since=100_000 - age, seen=100_000 - idle) == why


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.integers(0, 10_000))
def test_what_is_over_stays_over(age: int, idle: int, later: int) -> None:
    now = 200_000
    before = presence.over(now, since=now - age, seen=now - min(idle, age))
    after = presence.over(now + later, since=now - age, seen=now - min(idle, age))
    assert not before or after


def test_disabling_an_account_ends_its_sign_ins_with_the_next_click(lead: Person) -> None:
    desk, phone = Client(), Client()
    enter(desk, lead, "mfa")
    enter(phone, lead, "mfa")
    assert is_in(desk)
    assert is_in(phone)
    Person.objects.filter(pk=lead.pk).update(is_active=False, disabled_at=timezone.now(), session_epoch=1)
    assert not is_in(desk)
    assert not is_in(phone)


def test_signing_out_everywhere_else_keeps_this_one(lead: Person) -> None:
    here, there = Client(HTTP_USER_AGENT="Firefox; Windows"), Client(HTTP_USER_AGENT="Safari; iPhone")
    secret = give_app_again(lead)
    sign_in(there, lead, secret)
    enter(here, lead, "mfa")
    assert "Safari on iPhone" in here.get(MINE).content.decode()
    reply = here.post("/account/security/end-others/")
    assert reply.headers["Location"] == MINE
    assert is_in(here)
    assert not is_in(there)
    assert "Safari on iPhone" not in here.get(MINE).content.decode()
    assert log()[-1] == "session.ended_elsewhere"


def give_app_again(person: Person) -> str:
    person.authenticator_set.all().delete()
    return give_app(person)


def test_another_password_ends_every_other_sign_in(lead: Person, mailoutbox: list[Any]) -> None:
    here, there = Client(), Client()
    enter(here, lead, "password", "mfa")
    enter(there, lead, "password", "mfa")
    sent = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert here.post("/account/password/", sent).headers["Location"] == MINE
    assert is_in(here)
    assert not is_in(there)
    assert log() == ["password.changed"]
    assert mailoutbox[0].subject == "Eyre: Your password was changed"


def test_the_cookies_of_a_sign_in(client: Client, lead: Person, settings: Settings) -> None:
    enter(client, lead, "mfa")
    client.get("/account/second-factor/")
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.SESSION_COOKIE_AGE == 12 * HOURS


@pytest.mark.parametrize(
    "path",
    ["/sign-in/", "/sign-in/forgotten/", MINE, "/account/second-factor/", "/account/password/", "/help/"],
)
def test_what_somebody_signed_in_saw_is_kept_nowhere(client: Client, lead: Person, path: str) -> None:
    enter(client, lead, "mfa")
    assert "no-store" in client.get(path).headers["Cache-Control"]


def test_a_changed_key_signs_nobody_out_while_the_old_one_is_named(
    client: Client, lead: Person, settings: Settings
) -> None:
    enter(client, lead, "mfa")
    assert is_in(client)
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 60, [old]
    assert is_in(client)
    other = Client()
    enter(other, lead, "mfa")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "y" * 60, []
    assert not is_in(other)


def test_the_device_cookie_of_production_is_bound_to_this_host(lead: Person, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    settings.EYRE_DEVICE_COOKIE = "__Host-eyre-device"
    client = Client()
    sign_in(client, lead, give_app_again(lead), secure=True)
    cookie = client.cookies["__Host-eyre-device"]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Lax")
