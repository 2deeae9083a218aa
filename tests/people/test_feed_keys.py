"""The key of a feed: it opens one feed, is kept by nobody, and opens nothing once it was taken back."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from somebody import AT, COMMAND, acting, somebody

from eyre.people import actions
from eyre.people.feeds.actions import end_feed_key, make_feed_key
from eyre.people.feeds.queries import feed_key, holder
from eyre.people.models import FeedKey, Person
from eyre.people.sign_in.actions import end_other_sessions
from eyre.platform.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def made(person: Person) -> str:
    return make_feed_key(person=person, by=acting(person, "analyst"), at=AT).token


def test_a_key_opens_the_feed_of_its_person_with_the_roles_of_now() -> None:
    ada, bo = somebody("Ada", "analyst"), somebody("Bo")
    token = made(ada)
    assert len(token) >= 43  # 256 bits
    found = holder(token, "192.0.2.9")
    assert found is not None
    assert (found.person, found.roles, found.origin) == (str(ada.pk), {"analyst"}, "192.0.2.9")
    actions.end_role(person=ada.pk, role="analyst", by=COMMAND, at=AT)
    later = holder(token)
    assert later is not None
    assert later.roles == frozenset()
    assert feed_key(ada) is not None
    assert feed_key(bo) is None


def test_no_table_and_no_log_holds_the_token() -> None:
    ada = somebody("Ada")
    token = made(ada)
    rows = [*FeedKey.objects.values(), *AuditEvent.objects.values()]
    assert token not in json.dumps(rows, default=str)
    assert token not in repr(make_feed_key(person=ada, by=COMMAND, at=AT))


@given(st.text(max_size=60))
def test_nothing_else_opens_it(guess: str) -> None:
    assert holder(guess) is None


WAYS: list[Callable[[Person], object]] = [
    lambda ada: make_feed_key(person=ada, by=COMMAND, at=AT - timedelta(days=1)),
    lambda ada: end_feed_key(person=ada, by=COMMAND, at=AT),
    lambda ada: actions.disable_account(person=ada.pk, by=COMMAND, at=AT),
    lambda ada: actions.reset_sign_in(person=ada.pk, by=COMMAND, at=AT),
    lambda ada: actions.change_email(person=ada.pk, email="other@example.org", by=COMMAND, at=AT),
    lambda ada: end_other_sessions(person=ada, by=COMMAND, at=AT),
]


@pytest.mark.parametrize("way", WAYS)
def test_what_ends_it(way: Callable[[Person], object]) -> None:
    ada, bo = somebody("Ada"), somebody("Bo")
    token, other = made(ada), made(bo)
    way(ada)
    assert holder(token) is None
    assert holder(other) is not None


def test_an_account_that_is_opened_again_does_not_open_its_old_feed() -> None:
    ada = somebody("Ada")
    token = made(ada)
    actions.disable_account(person=ada.pk, by=COMMAND, at=AT)
    actions.enable_account(person=ada.pk, by=COMMAND, at=AT)
    assert holder(token) is None
    assert feed_key(ada) is None
    assert holder(made(ada)) is not None


def test_ending_none_changes_nothing() -> None:
    ada = somebody("Ada")
    before = AuditEvent.objects.count()
    assert not end_feed_key(person=ada, by=COMMAND, at=AT)
    assert AuditEvent.objects.count() == before
