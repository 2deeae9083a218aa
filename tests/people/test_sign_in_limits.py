"""How often may somebody try? An attacker is held up, and nobody else (OWASP, device cookies)."""

import time
from collections.abc import Iterator

import pytest
from allauth.core.internal import ratelimit
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from signing_in import give_app, log, make_person, quick, send_password, sign_in

from eyre.people.models import Person
from eyre.people.sign_in import devices, limits
from eyre.platform.audit.models import AuditEvent

__all__ = ["quick"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("quick")]
HOME, OFFICE, ELSEWHERE = "192.0.2.1", "192.0.2.2", "198.51.100.7"
WRONG = "not the password at all"


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def moments(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    clock = {"now": time.time()}
    monkeypatch.setattr("time.time", lambda: clock["now"])
    return clock


@pytest.fixture
def lead() -> Person:
    return make_person()


@pytest.fixture
def known(lead: Person) -> Client:
    """A browser at the office that has signed in before, and out again."""
    client = Client(REMOTE_ADDR=OFFICE)
    sign_in(client, lead, give_app(lead))
    client.post("/sign-out/")
    return client


def attack(email: str, origin: str, times: int = 6, password: str = WRONG) -> list[int]:
    client = Client(REMOTE_ADDR=origin)
    return [send_password(client, email, password).status_code for _ in range(times)]


def test_five_wrong_tries_lock_the_attacker_and_the_log_says_so_once(lead: Person) -> None:
    assert attack(lead.email, ELSEWHERE, 8) == [200] * 5 + [429] * 3
    rows = AuditEvent.objects.filter(action="sign_in.locked_out")
    assert [(row.subject_id, row.after, row.origin) for row in rows] == [
        (str(lead.pk), '{"limit":"password_account"}', ELSEWHERE)
    ]
    assert log().count("sign_in.failed") == 5


def test_the_right_password_does_not_open_what_is_locked(lead: Person) -> None:
    give_app(lead)
    client = Client(REMOTE_ADDR=ELSEWHERE)
    for _ in range(5):
        send_password(client, lead.email, WRONG)
    page = send_password(client, lead.email)
    assert page.status_code == 429
    assert "Try again in 5 minutes" in page.content.decode()
    assert 1 <= int(page.headers["Retry-After"]) <= 300
    assert "account_login" not in client.session


def test_it_opens_again_after_the_time_that_was_told(lead: Person, moments: dict[str, float]) -> None:
    give_app(lead)
    attack(lead.email, ELSEWHERE)
    client = Client(REMOTE_ADDR=ELSEWHERE)
    wait = int(send_password(client, lead.email).headers["Retry-After"])
    moments["now"] += wait - 1
    assert send_password(client, lead.email).status_code == 429
    moments["now"] += 1
    assert send_password(client, lead.email).status_code == 302


@pytest.mark.parametrize("origin", [ELSEWHERE, OFFICE])
def test_an_attacker_cannot_lock_out_a_known_browser(lead: Person, known: Client, origin: str) -> None:
    assert attack(lead.email, origin, 12)[-1] == 429
    assert send_password(known, lead.email).status_code == 302


@pytest.mark.parametrize("origin", [ELSEWHERE, HOME])
def test_an_attacker_elsewhere_cannot_lock_out_a_new_browser(lead: Person, origin: str) -> None:
    give_app(lead)
    attack(lead.email, origin, 12)
    assert send_password(Client(REMOTE_ADDR=OFFICE), lead.email).status_code == 302


def test_spraying_many_accounts_from_one_address_is_stopped_but_not_known_browsers(
    lead: Person, known: Client
) -> None:
    client = Client(REMOTE_ADDR=OFFICE)
    answers = [send_password(client, f"somebody{turn}@eyre.example", WRONG).status_code for turn in range(32)]
    assert answers == [200] * 30 + [429] * 2
    assert send_password(known, lead.email).status_code == 302
    assert Client(REMOTE_ADDR=ELSEWHERE).get("/sign-in/").status_code == 200


def test_a_known_browser_has_five_tries_of_its_own(lead: Person, known: Client) -> None:
    answers = [send_password(known, lead.email, WRONG).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_the_cookie_of_one_account_helps_with_no_other(lead: Person, known: Client) -> None:
    other = make_person("other@eyre.example")
    give_app(other)
    attack(other.email, OFFICE)
    assert send_password(known, other.email).status_code == 429


@pytest.mark.parametrize(
    "change", [lambda cookie: cookie[:-2] + "xx", lambda cookie: "", lambda cookie: "a:b:c"]
)
def test_a_cookie_that_was_tampered_with_is_no_cookie(lead: Person, known: Client, change: object) -> None:
    cookie = known.cookies["eyre-device"]
    known.cookies["eyre-device"] = change(cookie.value)  # type: ignore[operator]
    attack(lead.email, OFFICE)
    assert send_password(known, lead.email).status_code == 429


def test_the_cookie_names_nobody_and_no_script_reads_it(
    lead: Person, known: Client, settings: Settings
) -> None:
    cookie = known.cookies["eyre-device"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert lead.email.split("@")[0] not in cookie.value
    assert str(lead.pk) not in cookie.value


def test_a_success_is_not_counted(lead: Person) -> None:
    give_app(lead)
    client = Client(REMOTE_ADDR=ELSEWHERE)
    for _ in range(3):
        for _ in range(4):
            assert send_password(client, lead.email, WRONG).status_code == 200
        cache.clear()
    for _ in range(8):
        assert send_password(Client(REMOTE_ADDR=HOME), lead.email).status_code == 302


def test_an_attacker_cannot_wash_tries_away_by_an_account_of_their_own(lead: Person) -> None:
    mine = make_person("attacker@eyre.example")
    give_app(mine)
    answers = []
    for _ in range(7):
        answers.append(attack(lead.email, ELSEWHERE, 1)[0])
        send_password(Client(REMOTE_ADDR=ELSEWHERE), mine.email)
    assert answers == [200] * 5 + [429] * 2


def test_codes_are_limited_too_and_a_known_browser_stays_free(lead: Person, known: Client) -> None:
    attacker = Client(REMOTE_ADDR=OFFICE)
    send_password(attacker, lead.email)
    answers = [attacker.post("/sign-in/second-step/", {"code": "000000"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    send_password(known, lead.email)
    assert known.post("/sign-in/second-step/", {"code": "000000"}).status_code == 200


def test_codes_tried_from_many_addresses_are_limited_together(lead: Person, known: Client) -> None:
    answers = []
    for turn in range(6):
        attacker = Client(REMOTE_ADDR=f"203.0.113.{turn}")
        send_password(attacker, lead.email)
        answers += [attacker.post("/sign-in/second-step/", {"code": "000000"}).status_code for _ in range(4)]
    assert answers == [200] * 20 + [429] * 4
    send_password(known, lead.email)
    assert known.post("/sign-in/second-step/", {"code": "000000"}).status_code == 200


def test_the_current_password_is_not_to_be_guessed_either(lead: Person, known: Client) -> None:
    secret = give_app(make_person("b@eyre.example"))
    person = Person.objects.get(email="b@eyre.example")
    client = Client(REMOTE_ADDR=HOME)
    sign_in(client, person, secret)
    asked = {
        "oldpassword": WRONG,
        "password1": "a new one of many letters",
        "password2": "a new one of many letters",
    }
    answers = [client.post("/account/password/", asked).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


@pytest.mark.parametrize("email", ["lead@eyre.example", "nobody@eyre.example"])
def test_links_for_a_new_password_are_limited_and_strangers_alike(lead: Person, email: str) -> None:
    client = Client(REMOTE_ADDR=ELSEWHERE)
    answers = [client.post("/sign-in/forgotten/", {"email": email}).status_code for _ in range(4)]
    assert answers == [302] * 3 + [429]
    assert Client(REMOTE_ADDR=HOME).post("/sign-in/forgotten/", {"email": email}).status_code == 302


def test_passkeys_are_asked_for_no_oftener_than_thirty_times(lead: Person, known: Client) -> None:
    stranger = Client(REMOTE_ADDR=OFFICE)
    answers = {stranger.get("/sign-in/passkey/").status_code for _ in range(35)}
    assert answers == {200}, "asking is free: nothing is tried"
    answers_to_tries = [
        stranger.post("/sign-in/passkey/", {"credential": "{}"}).status_code for _ in range(31)
    ]
    assert answers_to_tries == [302] * 30 + [429]
    assert known.post("/sign-in/passkey/", {"credential": "{}"}).status_code == 302


@given(st.integers(1, 100_000))
def test_the_time_told_is_never_too_short(seconds: int) -> None:
    minutes = int(limits.in_words(seconds).split()[0])
    assert minutes * 60 >= seconds
    assert (minutes - 1) * 60 < max(seconds, 61)


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "1 minute"), (60, "1 minute"), (61, "2 minutes"), (300, "5 minutes")]
)
def test_the_time_in_words(seconds: int, words: str) -> None:
    assert limits.in_words(seconds) == words


def test_neighbours_of_a_network_of_addresses_count_as_one() -> None:
    """An attacker with a /64 of IPv6 has one address, as far as we count."""
    assert ratelimit.truncate_ip("2001:db8::1") == ratelimit.truncate_ip("2001:db8::ffff")
    assert devices.MOST >= 2


def test_asking_about_passkeys_leaves_no_endless_sessions(known: Client) -> None:
    """Each strange browser that asks leaves a session in the database, with nobody signed in."""
    answers = [Client().get("/sign-in/passkey/").status_code for _ in range(125)]
    assert answers == [200] * 120 + [429] * 5
    assert Session.objects.count() <= 121
    assert known.get("/sign-in/passkey/").status_code == 200
