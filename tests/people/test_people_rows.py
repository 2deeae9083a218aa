"""What the tables of people promise, each promise broken once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from somebody import AT, somebody

from eyre.people.models import FeedKey, Invitation, Person, RoleHeld

pytestmark = pytest.mark.django_db


def person(**columns: Any) -> Person:
    return Person(**{"name": "Bo", "email": "bo@example.org", "invited_at": AT} | columns)


def role(**columns: Any) -> RoleHeld:
    told = {"person": somebody(), "role": "analyst", "given_by": "x", "given_at": AT}
    return RoleHeld(**told | columns)


def invitation(**columns: Any) -> Invitation:
    told = {"token_digest": "d", "made_by": "x", "made_at": AT, "expires_at": AT + timedelta(days=7)}
    return Invitation(**told | {"person": columns.pop("person", None) or somebody()} | columns)


def feed_key(**columns: Any) -> FeedKey:
    told = {"person": somebody(), "token_digest": "d", "session_epoch": 0, "made_at": AT}
    return FeedKey(**told | columns)


BROKEN = {
    "person_disabled_since": lambda: person(is_active=False),
    "person_has_name_and_email": lambda: person(name=""),
    "person_email_is_lower_case": lambda: person(email="Bo@example.org"),
    "role_is_of_the_organisation": lambda: role(role="lead-inspector"),
    "role_end_is_whole": lambda: role(ended_at=AT),
    "role_ends_after_it_was_given": lambda: role(ended_by="x", ended_at=AT - timedelta(days=1)),
    "invitation_expires_later": lambda: invitation(expires_at=AT),
    "invitation_used_or_withdrawn": lambda: invitation(used_at=AT, withdrawn_at=AT),
    "feed_key_ends_after_it_was_made": lambda: feed_key(ended_at=AT - timedelta(days=1)),
}
OTHER = {
    "person_disabled_since": lambda: person(disabled_at=AT),
    "person_has_name_and_email": lambda: person(email=""),
    "role_is_of_the_organisation": lambda: role(role=""),
    "role_end_is_whole": lambda: role(ended_by="x"),
}


def save(row: models.Model) -> None:
    with transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(("name", "make"), [*BROKEN.items(), *OTHER.items()])
def test_a_promise_that_is_broken_is_refused_by_name(name: str, make: Any) -> None:
    row = make()
    with pytest.raises(IntegrityError, match=name):
        save(row)


@pytest.mark.parametrize(
    "make", [person, role, lambda: invitation(used_at=AT), lambda: invitation(withdrawn_at=AT)]
)
def test_what_keeps_them_is_saved(make: Any) -> None:
    save(make())


def test_an_address_has_one_account() -> None:
    save(person())
    with pytest.raises(IntegrityError):
        save(person())


def test_a_role_is_held_once_at_a_time() -> None:
    held = role()
    save(held)
    with pytest.raises(IntegrityError):
        save(RoleHeld(person=held.person, role="analyst", given_by="x", given_at=AT))
    held.ended_by, held.ended_at = "x", AT
    held.save()
    save(RoleHeld(person=held.person, role="analyst", given_by="x", given_at=AT))


def test_a_person_has_one_open_invitation() -> None:
    one = invitation()
    save(one)
    with pytest.raises(IntegrityError):
        save(invitation(person=one.person, token_digest="e"))
    one.withdrawn_at = AT
    one.save()
    save(invitation(person=one.person, token_digest="e"))


def test_a_digest_leads_to_one_invitation() -> None:
    save(invitation(used_at=AT))
    with pytest.raises(IntegrityError):
        save(invitation(person=somebody("Bo Diddley"), used_at=AT))
