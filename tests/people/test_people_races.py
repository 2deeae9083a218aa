"""Two at once: one of them wins, the other is told in words, and no rule is broken. Real threads, real transactions."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from somebody import AT, COMMAND, PASSWORD, acting, roles, somebody

from eyre.people import actions, queries
from eyre.people.exceptions import (
    CannotChangeAccount,
    CannotChangeRole,
    CannotInvite,
    InvitationNotValid,
    NotAllowed,
)
from eyre.people.invitations import Issued, digest_of
from eyre.people.models import Person
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

rounds = pytest.mark.parametrize("number", range(3))  # a race that is won by luck is run again
Call = Callable[[], Any]


@pytest.fixture
def meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[Any]]]:
    """Carries calls out at the same moment, each on a connection of its own: their answers, or what they raised.

    The embedded database of the tests lives in memory, where threads share one connection's locks; so that they
    meet as processes do in use, they are given a copy of it in a file.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(tmp_path / "race.sqlite3") as copy:
            connection.connection.backup(copy)
        copy.close()
        monkeypatch.setitem(connections.settings["default"], "NAME", str(tmp_path / "race.sqlite3"))
    with ThreadPoolExecutor(4) as threads:

        def run(*calls: Call) -> list[Any]:
            barrier = Barrier(len(calls))
            return list(threads.map(lambda call: _answer(call, barrier), calls))

        yield run


def _answer(call: Call, barrier: Barrier) -> Any:
    barrier.wait(20)
    try:
        return call()
    except (CannotChangeAccount, CannotChangeRole, CannotInvite, InvitationNotValid, NotAllowed) as why:
        return why
    finally:
        connection.close()


def alone(meet: Callable[..., list[Any]], call: Call) -> Any:
    (answer,) = meet(call)
    return answer


def refusals(answers: list[Any]) -> list[Exception]:
    return [answer for answer in answers if isinstance(answer, Exception)]


@rounds
def test_two_administrators_who_disable_each_other_leave_one(
    meet: Callable[..., list[Any]], number: int
) -> None:
    one, two = alone(meet, lambda: _pair(number))
    answers = meet(
        lambda: actions.disable_account(person=two.pk, by=acting(one), at=AT),
        lambda: actions.disable_account(person=one.pk, by=acting(two), at=AT),
    )
    assert sum(answer is True for answer in answers) == 1
    (why,) = refusals(answers)
    assert "administrator" in str(why)
    left = alone(meet, queries.administrators)
    assert len(left) == 1


def _pair(number: int) -> tuple[Person, Person]:
    return tuple(somebody(f"{name} {number}", "administrator") for name in ("Asa", "Bo"))  # type: ignore[return-value]


@rounds
def test_two_administrators_who_end_each_others_role_leave_one(
    meet: Callable[..., list[Any]], number: int
) -> None:
    one, two = alone(meet, lambda: _pair(number))
    answers = meet(
        lambda: actions.end_role(person=two.pk, role="administrator", by=acting(one), at=AT),
        lambda: actions.end_role(person=one.pk, role="administrator", by=acting(two), at=AT),
    )
    assert len(refusals(answers)) == 1
    left = alone(meet, queries.administrators)
    assert len(left) == 1


def test_an_invitation_is_accepted_by_one_of_many(meet: Callable[..., list[Any]]) -> None:
    issued: Issued = alone(
        meet,
        lambda: actions.invite(
            name="Bo Ek", email="bo@example.org", roles=[], of_provider=False, by=COMMAND, at=AT
        ),
    )

    def accept() -> Person:
        return actions.accept_invitation(
            digest=digest_of(issued.token), password=PASSWORD, by=Actor(str(issued.person), ""), at=AT
        )

    answers = meet(*[accept] * 4)
    assert sum(isinstance(answer, Person) for answer in answers) == 1
    assert [type(why) for why in refusals(answers)] == [InvitationNotValid] * 3
    assert alone(meet, lambda: AuditEvent.objects.filter(action="invitation.accepted").count()) == 1


@pytest.mark.parametrize("is_new_installation", [True, False])
def test_an_address_is_invited_by_one_of_many(
    meet: Callable[..., list[Any]], is_new_installation: bool
) -> None:
    """On a new installation there is no administrator whose row could be waited for: the table decides."""
    if not is_new_installation:
        alone(meet, lambda: somebody("Asa Gray", "administrator"))

    def invite(email: str) -> Call:
        told = {"name": "Bo Ek", "roles": ["analyst"], "of_provider": False}
        return lambda: actions.invite(email=email, **told, by=COMMAND, at=AT)

    answers = meet(*map(invite, ["bo@example.org", "BO@example.org", "bo@EXAMPLE.org", "ｂｏ@example.org"]))
    assert sum(isinstance(answer, Issued) for answer in answers) == 1
    assert {type(why) for why in refusals(answers)} == {CannotInvite}
    assert all(why.field == "email" for why in refusals(answers))
    assert (
        alone(meet, lambda: AuditEvent.objects.filter(action="person.invited", role="system").count())
        == 2 - is_new_installation
    )


@rounds
def test_an_auditor_and_an_administrator_are_not_made_of_one_person_at_once(
    meet: Callable[..., list[Any]], number: int
) -> None:
    asa, bo = alone(meet, lambda: (somebody(f"Asa {number}", "administrator"), somebody(f"Bo {number}")))
    answers = meet(
        lambda: actions.give_role(person=bo.pk, role="auditor", by=acting(asa), at=AT),
        lambda: actions.give_role(person=bo.pk, role="administrator", by=COMMAND, at=AT),
    )
    assert [type(why) for why in refusals(answers)] == [CannotChangeRole]
    assert len(alone(meet, lambda: roles(bo))) == 1


def test_a_role_given_twice_at_once_is_held_once(meet: Callable[..., list[Any]]) -> None:
    asa, bo = alone(meet, lambda: (somebody("Asa Gray", "administrator"), somebody("Bo Ek")))
    answers = meet(*[lambda: actions.give_role(person=bo.pk, role="analyst", by=acting(asa), at=AT)] * 4)
    assert len(refusals(answers)) == 3
    assert alone(meet, lambda: AuditEvent.objects.filter(action="role.given").count()) == 1


@rounds
def test_accepting_while_the_account_is_disabled_leaves_it_closed(
    meet: Callable[..., list[Any]], number: int
) -> None:
    asa, issued = alone(meet, lambda: _invited(number))
    meet(
        lambda: actions.accept_invitation(
            digest=digest_of(issued.token), password=PASSWORD, by=Actor(str(issued.person), ""), at=AT
        ),
        lambda: actions.disable_account(person=issued.person, by=acting(asa), at=AT),
    )
    assert not alone(meet, lambda: queries.person(issued.person)).is_active


def _invited(number: int) -> tuple[Person, Issued]:
    told = {"name": "Bo", "email": f"bo{number}@example.org", "roles": [], "of_provider": False}
    return somebody(f"Asa {number}", "administrator"), actions.invite(**told, by=COMMAND, at=AT)
