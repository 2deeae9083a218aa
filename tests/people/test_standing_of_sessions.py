"""Who is somebody to the permission rules? Only whoever showed both factors, on open pages too."""

import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from signing_in import enter, make_person, quick

from eyre.people.models import Person, RoleHeld
from eyre.people.signed_in import standing_of
from eyre.people.standing import NOBODY

__all__ = ["quick"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


@pytest.fixture
def administrator() -> Person:
    person = make_person()
    RoleHeld.objects.create(person=person, role="administrator", given_by="x", given_at=timezone.now())
    return person


def request_of(client: Client, path: str) -> HttpRequest:
    """The request as it was answered."""
    request: HttpRequest = client.get(path).wsgi_request
    del request.eyre_standing  # type: ignore[attr-defined]  # what the page itself asked, asked again
    return request


@pytest.mark.parametrize("path", ["/", "/account/second-factor/"])
@pytest.mark.parametrize(
    ("methods", "is_somebody"),
    [
        ((), False),
        (("password",), False),
        (("socialaccount",), False),
        (("anything",), False),
        (("password", "mfa"), True),
        (("mfa",), True),
    ],
)
def test_only_both_factors_make_somebody(
    client: Client, administrator: Person, path: str, methods: tuple[str, ...], is_somebody: bool
) -> None:
    enter(client, administrator, *methods)
    standing = standing_of(request_of(client, path))
    assert (standing != NOBODY) is is_somebody
    assert standing.roles == ({"administrator"} if is_somebody else set())
    assert ('href="/people/"' in client.get(path).content.decode()) is is_somebody


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_the_door_counts_in_the_demonstration_alone(
    client: Client, administrator: Person, settings: Settings, is_demonstration: bool
) -> None:
    settings.EYRE_DEMONSTRATION = is_demonstration
    enter(client, administrator, "demonstration")
    assert (standing_of(request_of(client, "/")) != NOBODY) is is_demonstration


def test_what_somebody_else_showed_does_not_count(client: Client, administrator: Person) -> None:
    """The records of how somebody signed in are bound to who it was."""
    enter(client, administrator, "mfa")
    session = client.session
    session["account_authentication_methods_user"] = str(make_person("other@eyre.example").pk)
    session.save()
    assert standing_of(request_of(client, "/")) == NOBODY
