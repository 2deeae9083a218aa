"""People for the tests of this folder, and a browser that is signed in as one of them."""

from datetime import UTC, datetime

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.test import Client

from eyre.people import actions
from eyre.people.models import Person, RoleHeld
from eyre.platform.audit import Actor

AT = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)  # in the past, for pages tell the time themselves
COMMAND = Actor.of_command("the tests")
PASSWORD = "seven wet umbrellas sing"


def somebody(
    name: str = "Ada Lovelace", *roles: str, of_provider: bool = False, joined: bool = True
) -> Person:
    """A person with these roles, whose address is made of the name; joined unless told."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    issued = actions.invite(name=name, email=email, roles=roles, of_provider=of_provider, by=COMMAND, at=AT)
    person = Person.objects.get(pk=issued.person)
    if joined:
        person.invitations.update(used_at=AT)
        person.last_login = AT
        person.save()
    return person


def acting(person: Person, role: str = "administrator") -> Actor:
    """This person, acting in a role."""
    return Actor(str(person.pk), role, "192.0.2.7")


def roles(person: Person) -> set[str]:
    """The roles somebody holds now."""
    return set(RoleHeld.objects.filter(person=person, ended_at=None).values_list("role", flat=True))


def signed_in(person: Person) -> Client:
    """A browser in which this person has shown both factors."""
    client = Client()
    client.force_login(person)
    request = HttpRequest()
    request.session = client.session
    for method in ("password", "mfa"):
        record_authentication(request, person, method=method)
    request.session.save()
    return client
