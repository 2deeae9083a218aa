"""What is a sign-in by the password alone still worth, once its person has a second factor?"""

import pytest
from django.test import Client
from signing_in import enter, give_app, give_recovery_codes, log, make_person, quick

from eyre.people.models import Person

__all__ = ["quick"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
SET_UP = (
    "/account/second-factor/",
    "/account/confirm/",
    "/account/security/app/",
    "/account/security/passkeys/add/",
    "/account/security/recovery-codes/",
    "/account/security/recovery-codes/file/",
)


@pytest.fixture
def thief(client: Client) -> tuple[Client, Person]:
    """Somebody who knew the password before its owner set anything up."""
    person = make_person()
    enter(client, person, "password")
    assert client.get("/account/second-factor/").status_code == 200
    give_app(person)
    give_recovery_codes(person)
    return client, person


@pytest.mark.parametrize("path", SET_UP)
def test_a_sign_in_from_before_opens_no_page_of_the_set_up(thief: tuple[Client, Person], path: str) -> None:
    client, _ = thief
    reply = client.get(path)
    assert reply.status_code == 302
    assert reply.headers["Location"].startswith("/sign-in/?next=")
    page = client.get(reply.headers["Location"]).content.decode()
    assert "Your second factor was set up after this sign-in began." in page
    assert log()[-1] == "session.timed_out"


def test_it_has_ended_for_good(thief: tuple[Client, Person]) -> None:
    client, _ = thief
    assert client.post("/account/security/passkeys/add/", {"credential": "{}"}).status_code == 302
    assert "_auth_user_id" not in client.session


def test_who_set_it_up_here_goes_on(client: Client) -> None:
    person = make_person()
    give_app(person)
    enter(client, person, "password", "mfa")
    assert client.get("/account/security/recovery-codes/").status_code in {200, 404}
    assert client.get("/account/security/").status_code == 200
