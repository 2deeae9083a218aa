"""A link for a new password dies with what ends the sessions of its account."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from signing_in import make_person, quick

from eyre.people.models import Person
from eyre.people.sign_in.tokens import ResetTokens

__all__ = ["quick"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def end_sessions(person: Person) -> None:
    person.session_epoch += 1


def disable(person: Person) -> None:
    person.is_active = False


def change_password(person: Person) -> None:
    person.set_password("another quiet harbour of kites")


def sign_in(person: Person) -> None:
    person.last_login = timezone.now()


@pytest.mark.parametrize("change", [end_sessions, disable, change_password, sign_in])
def test_a_link_dies_with(change: Callable[[Person], None]) -> None:
    person, tokens = make_person(), ResetTokens()
    link = tokens.make_token(person)
    assert tokens.check_token(person, link)
    change(person)
    assert not tokens.check_token(person, link)


def test_a_link_is_for_one_person() -> None:
    tokens = ResetTokens()
    link = tokens.make_token(make_person())
    assert not tokens.check_token(make_person("other@eyre.example"), link)
