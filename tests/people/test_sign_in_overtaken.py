"""What ends every session of an account ends a sign-in too that is only half done."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from signing_in import NEW_PASSWORD, code_of, give_app, log, make_person, quick, send_password

from eyre.people.models import Person

__all__ = ["quick"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def change_password(person: Person) -> None:
    person.set_password(NEW_PASSWORD)
    person.save()


def end_sessions(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(session_epoch=person.session_epoch + 1)


def disable(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False, disabled_at=timezone.now())


@pytest.mark.parametrize("overtake", [change_password, end_sessions, disable])
def test_a_sign_in_half_done_ends_with_the_sessions(client: Client, overtake: Any) -> None:
    person = make_person()
    secret = give_app(person)
    assert send_password(client, person.email).headers["Location"] == "/sign-in/second-step/"
    overtake(person)
    reply = client.post("/sign-in/second-step/", {"code": code_of(secret)})
    assert reply.headers["Location"] == "/sign-in/?because=changed"
    assert (
        "Your account was changed while you signed in."
        in client.get("/sign-in/?because=changed").content.decode()
    )
    assert "sign_in.succeeded" not in log()
    # Nothing is left that would open later, when the account is enabled again
    Person.objects.filter(pk=person.pk).update(is_active=True, disabled_at=None)
    assert "_auth_user_id" not in client.session
    assert client.get("/account/").status_code == 302
    assert client.get("/sign-in/second-step/").headers["Location"] == "/sign-in/"


def test_nothing_changed_goes_on(client: Client) -> None:
    person = make_person()
    secret = give_app(person)
    send_password(client, person.email)
    client.post("/sign-in/second-step/", {"code": code_of(secret)})
    assert client.get("/account/security/").status_code == 200
