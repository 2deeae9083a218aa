"""The standing cast: everybody with an account, the unpublished inspections, and a browser that is signed in as one of them.

The same people as in the demonstration (eyre.site.demonstration.cast); there is no other cast. A test module that
wants them imports `cast` beside `loaded` in its folder's conftest.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import transaction
from django.test import Client

from eyre.people.models import Person
from eyre.people.signed_in import DEMONSTRATION
from eyre.people.standing import Standing
from eyre.platform.audit import Actor
from published_data import NOON


@dataclass(frozen=True)
class Cast:
    """Everybody by their key ("lead-inspector"), and the unpublished inspections.

    Southfold is in the middle of its fieldwork where the story is told (`story`), and just opened otherwise.
    """

    people: dict[str, Person]
    westmarch: Any
    eastmere: Any
    southfold: Any

    def __getitem__(self, key: str) -> Person:
        return self.people[key]

    def standing(self, key: str) -> Standing:
        """What the permission rules see of one of them."""
        from eyre.people.queries import roles_of

        person = self.people[key]
        return Standing(str(person.pk), person.name, roles_of(person.pk))

    def actor(self, key: str, role: str) -> Actor:
        """One of them acting in a role, as the log names them."""
        return self.standing(key).actor(role)


@pytest.fixture(scope="module")
def cast(loaded: Any, django_db_blocker: Any) -> Iterator[Cast]:
    """The cast, in a database that holds the published data too."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield bring_in()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def story(loaded: Any, django_db_blocker: Any) -> Iterator[Cast]:
    """The cast, with the story of Southfold told: a case list, a sample, cases under way."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield bring_in(with_story=True)
        transaction.set_rollback(True)


def bring_in(*, with_story: bool = False) -> Cast:
    """Load the cast now, and say who and what is there."""
    from eyre.inspections.models import Inspection
    from eyre.site.demonstration.cast import EASTMERE, SOUTHFOLD, WESTMARCH
    from eyre.site.demonstration.loading import load_demonstration
    from eyre.site.demonstration.queries import persons

    load_demonstration(at=NOON, with_story=with_story)
    told = (WESTMARCH, EASTMERE, SOUTHFOLD)
    return Cast(persons(), *(Inspection.objects.get(provider=each.provider) for each in told))


def signed_in(person: Person, *methods: str) -> Client:
    """A browser in which this person is signed in by these methods; by the demonstration's door unless told."""
    browser = Client()
    browser.force_login(person)
    session = browser.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": method, "at": time.time()} for method in methods or (DEMONSTRATION,)
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return browser
