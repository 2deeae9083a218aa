"""The tables of contacts and interests keep their promises."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, models, transaction

from eyre.providers.models import Contact, Interest
from small_register import NOON, small_register, somebody

pytestmark = pytest.mark.django_db
BEFORE, LATER = NOON - timedelta(days=1), NOON + timedelta(days=1)


def contact(**change: object) -> Contact:
    held, person = small_register(), somebody("Contact", is_of_provider=True)
    fields = {
        "provider": held["kent"],
        "person": person,
        "role": "point-of-contact",
        "since": NOON,
        "given_by": "x",
    }
    return Contact(**(fields | change))


def interest(**change: object) -> Interest:
    held, person = small_register(), somebody()
    fields = {
        "provider": held["kent"],
        "person": person,
        "kind": "financial",
        "declared_at": NOON,
        "declared_by": "x",
    }
    return Interest(**(fields | change))


def refused(row: models.Model, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"role": "inspector"}, "contact_role_is_of_a_provider"),
        ({"until": NOON}, "contact_end_is_whole"),
        ({"ended_by": "x"}, "contact_end_is_whole"),
        ({"until": BEFORE, "ended_by": "x"}, "contact_ends_after_it_began"),
    ],
)
def test_promises_of_a_contact(change: dict[str, object], constraint: str) -> None:
    refused(contact(**change), constraint)


ENDED = {"ended_at": LATER, "ended_by": "x", "reason": "long-past"}


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"kind": "rivalry"}, "interest_kind_is_known"),
        ({"kind": "other"}, "other_interest_says_what"),
        ({"ended_at": LATER}, "interest_end_is_whole"),
        ({"ended_at": LATER, "ended_by": "x"}, "interest_end_is_whole"),
        ({"reason": "long-past"}, "interest_end_is_whole"),
        (ENDED | {"reason": "boredom"}, "interest_reason_is_known"),
        (ENDED | {"ended_at": BEFORE}, "interest_ends_after_it_was_declared"),
    ],
)
def test_promises_of_an_interest(change: dict[str, object], constraint: str) -> None:
    refused(interest(**change), constraint)


@pytest.mark.parametrize("make", [contact, interest])
def test_nothing_is_in_force_twice(make: Callable[[], models.Model]) -> None:
    """One contact in each role, one interest of each kind."""
    row = make()
    row.save()
    row.pk = None
    refused(row, "(?i)unique")


@pytest.mark.parametrize("make", [contact, interest])
def test_what_has_ended_may_begin_again(make: Callable[[], models.Model]) -> None:
    row = make()
    if isinstance(row, Contact):
        row.until, row.ended_by = LATER, "x"
    if isinstance(row, Interest):
        row.ended_at, row.ended_by, row.reason = LATER, "x", "no-longer-so"
    row.save()
    row.pk = None
    row.save(force_insert=True)
    assert type(row).objects.count() == 2
