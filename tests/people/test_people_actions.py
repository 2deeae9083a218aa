"""Inviting, joining, roles and the state of accounts: what changes, what is recorded, what is refused."""

import json
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given
from hypothesis import settings as properties
from hypothesis import strategies as st
from signing_in import quick
from somebody import AT, COMMAND, PASSWORD, acting, roles, signed_in, somebody

from eyre.people import actions, queries
from eyre.people.exceptions import (
    CannotChangeAccount,
    CannotChangeRole,
    CannotInvite,
    InvitationNotValid,
    NotAllowed,
    PersonNotFound,
)
from eyre.people.invitations import LASTS, digest_of
from eyre.people.models import Person, RoleHeld
from eyre.people.rules import GIVEN
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent

__all__ = ["quick"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]

LATER = AT + timedelta(hours=1)


@pytest.fixture
def asa() -> Person:
    """An administrator."""
    return somebody("Asa Gray", "administrator")


def invite(by: Actor, **told: Any) -> Any:
    usual = {"name": "Bo Ek", "email": "bo@example.org", "roles": ["analyst"], "of_provider": False}
    return actions.invite(**usual | told, by=by, at=AT)


def accept(issued: Any, password: str = PASSWORD, at: Any = LATER) -> Person:
    by = Actor(str(issued.person), "")
    return actions.accept_invitation(digest=digest_of(issued.token), password=password, by=by, at=at)


# Inviting


def test_an_invited_person_has_no_password_and_the_roles(asa: Person) -> None:
    issued = invite(acting(asa), email=" BO@Example.org", roles=["analyst", "publications"])
    person = Person.objects.get(pk=issued.person)
    assert (person.email, person.has_usable_password(), person.is_active) == ("bo@example.org", False, True)
    assert roles(person) == {"analyst", "publications"}
    kept = person.invitations.get()
    assert kept.token_digest == digest_of(issued.token)
    assert kept.expires_at == AT + LASTS == AT + timedelta(days=7)
    assert len(issued.token) >= 43  # 256 bits in 6 bits a letter
    assert issued.token not in repr(issued)


@pytest.mark.parametrize(
    "email", ["bo@example.org", "BO@EXAMPLE.ORG", "ｂｏ@example.org", " bo@example.org "]
)
def test_an_address_is_invited_once_however_it_is_written(asa: Person, email: str) -> None:
    invite(acting(asa))
    with pytest.raises(CannotInvite, match="Bo Ek has an account with this address already") as refused:
        invite(acting(asa), name="Another", email=email)
    assert refused.value.field == "email"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"roles": ["analyst"], "of_provider": True}, "provider"),
        ({"roles": ["administrator", "auditor"]}, "both"),
        ({"roles": ["lead-inspector"]}, "whole inspectorate"),
    ],
)
def test_roles_that_cannot_be_held_are_refused(asa: Person, told: dict[str, Any], words: str) -> None:
    with pytest.raises(CannotInvite, match=words) as refused:
        invite(acting(asa), **told)
    assert refused.value.field == "roles"
    assert not Person.objects.filter(email="bo@example.org").exists()


def test_a_hostile_name_or_address_is_refused_and_nothing_is_kept(asa: Person) -> None:
    for told in ({"name": "Ada\0"}, {"email": "bo@exаmple.org"}):
        with pytest.raises(ValidationError):
            invite(acting(asa), **told)
    assert Person.objects.count() == 1


def test_another_invitation_replaces_the_first(asa: Person) -> None:
    first = invite(acting(asa))
    second = actions.invite_again(person=first.person, by=acting(asa), at=LATER)
    assert second.token != first.token
    with pytest.raises(InvitationNotValid):
        accept(first)
    assert accept(second).has_usable_password()
    with pytest.raises(CannotInvite, match="joined already"):
        actions.invite_again(person=first.person, by=acting(asa), at=LATER)


def test_a_withdrawn_invitation_is_of_no_use(asa: Person) -> None:
    issued = invite(acting(asa))
    assert actions.withdraw_invitation(person=issued.person, by=acting(asa), at=AT)
    assert not actions.withdraw_invitation(person=issued.person, by=acting(asa), at=AT)
    with pytest.raises(InvitationNotValid):
        accept(issued)


# Joining


def test_an_invitation_is_used_once(asa: Person) -> None:
    issued = invite(acting(asa))
    assert accept(issued).check_password(PASSWORD)
    with pytest.raises(InvitationNotValid):
        accept(issued, "another long password here")
    assert Person.objects.get(pk=issued.person).check_password(PASSWORD)


@pytest.mark.parametrize(
    ("after", "is_open"), [(timedelta(0), True), (LASTS - timedelta(seconds=1), True), (LASTS, False)]
)
def test_an_invitation_is_open_for_seven_days(asa: Person, after: timedelta, is_open: bool) -> None:
    issued = invite(acting(asa))
    if is_open:
        assert accept(issued, at=AT + after)
    else:
        with pytest.raises(InvitationNotValid):
            accept(issued, at=AT + after)


@pytest.mark.parametrize("token", ["", "x", "é" * 50, "\0", "' or 1=1 --", "a" * 10_000])
def test_a_token_that_was_made_up_opens_nothing(asa: Person, token: str) -> None:
    invite(acting(asa))
    with pytest.raises(InvitationNotValid):
        queries.invitation(digest_of(token), AT)


def test_a_password_against_the_rules_leaves_the_invitation_open(asa: Person) -> None:
    issued = invite(acting(asa))
    with pytest.raises(ValidationError):
        accept(issued, "short")
    assert accept(issued).check_password(PASSWORD)


def test_the_invitation_of_a_disabled_person_is_of_no_use(asa: Person) -> None:
    issued = invite(acting(asa))
    actions.disable_account(person=issued.person, by=acting(asa), at=AT)
    actions.enable_account(person=issued.person, by=acting(asa), at=AT)
    with pytest.raises(InvitationNotValid):
        accept(issued)


# The state of an account


def test_disabling_ends_every_session_at_once(asa: Person) -> None:
    bo = somebody("Bo Ek", "analyst")
    one, two = signed_in(bo), signed_in(bo)
    assert [each.get("/account/").status_code for each in (one, two)] == [200, 200]
    assert actions.disable_account(person=bo.pk, by=acting(asa), at=LATER)
    assert [each.get("/account/").status_code for each in (one, two)] == [302, 302]
    actions.enable_account(person=bo.pk, by=acting(asa), at=LATER)
    assert one.get("/account/").status_code == 302, "a session that ended does not come back"
    assert roles(bo) == {"analyst"}


def test_disabling_and_enabling_twice_changes_nothing(asa: Person) -> None:
    bo = somebody("Bo Ek")
    assert actions.disable_account(person=bo.pk, by=acting(asa), at=LATER)
    assert not actions.disable_account(person=bo.pk, by=acting(asa), at=LATER)
    assert actions.enable_account(person=bo.pk, by=acting(asa), at=LATER)
    assert not actions.enable_account(person=bo.pk, by=acting(asa), at=LATER)


def test_nobody_disables_themselves_or_the_last_administrator(asa: Person) -> None:
    with pytest.raises(CannotChangeAccount, match="their own account"):
        actions.disable_account(person=asa.pk, by=acting(asa), at=LATER)
    with pytest.raises(CannotChangeAccount, match="last administrator"):
        actions.disable_account(person=asa.pk, by=COMMAND, at=LATER)
    bo = somebody("Bo Ek", "administrator")
    assert actions.disable_account(person=asa.pk, by=acting(bo), at=LATER)


def test_an_enabled_account_cannot_break_a_rule(asa: Person) -> None:
    bo = somebody("Bo Ek", "analyst")
    actions.disable_account(person=bo.pk, by=acting(asa), at=LATER)
    Person.objects.filter(pk=bo.pk).update(is_of_provider=True)
    with pytest.raises(CannotChangeAccount, match="provider"):
        actions.enable_account(person=bo.pk, by=acting(asa), at=LATER)


def test_a_reset_takes_away_password_factors_and_sessions(asa: Person) -> None:
    bo = somebody("Bo Ek", "analyst")
    bo.set_password(PASSWORD)
    bo.save()
    for kind in Authenticator.Type.values:
        Authenticator.objects.create(user=bo, type=kind, data={})
    client = signed_in(bo)
    issued = actions.reset_sign_in(person=bo.pk, by=acting(asa), at=LATER)
    bo.refresh_from_db()
    assert not bo.has_usable_password()
    assert not Authenticator.objects.filter(user=bo).exists()
    assert client.get("/account/").status_code == 302
    assert issued.is_reset
    assert accept(issued, at=LATER).check_password(PASSWORD)
    assert roles(bo) == {"analyst"}


def test_a_reset_is_not_for_oneself_and_not_for_who_is_disabled(asa: Person) -> None:
    bo = somebody("Bo Ek")
    with pytest.raises(CannotChangeAccount, match="their own sign-in"):
        actions.reset_sign_in(person=asa.pk, by=acting(asa), at=LATER)
    actions.disable_account(person=bo.pk, by=acting(asa), at=LATER)
    with pytest.raises(CannotChangeAccount, match="Enable it first"):
        actions.reset_sign_in(person=bo.pk, by=acting(asa), at=LATER)


# Name and address


def test_a_name_is_corrected(asa: Person) -> None:
    bo = somebody("Bo Ek")
    assert actions.rename(person=bo.pk, name=" Bo  Ekström", by=acting(asa), at=LATER)
    assert not actions.rename(person=bo.pk, name="Bo Ekström", by=acting(asa), at=LATER)
    assert queries.person(bo.pk).name == "Bo Ekström"


def test_another_address_ends_sessions_and_links_and_is_told_to_both(
    asa: Person, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EYRE_EMAIL_URL = "smtp://mail.example"
    bo = somebody("Bo Ek")
    EmailAddress.objects.create(user=bo, email=bo.email, primary=True, verified=True)
    client = signed_in(bo)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.change_email(person=bo.pk, email="BO@new.example", by=acting(asa), at=LATER)
    assert client.get("/account/").status_code == 302
    assert not EmailAddress.objects.filter(user=bo).exists()
    assert [letter.to for letter in mail.outbox] == [["bo.ek@example.org"], ["bo@new.example"]]
    assert not actions.change_email(person=bo.pk, email="bo@new.example", by=acting(asa), at=LATER)


def test_a_link_to_the_wrong_address_dies_with_the_address(asa: Person) -> None:
    issued = invite(acting(asa), email="wrong@example.org")
    actions.change_email(person=issued.person, email="bo@example.org", by=acting(asa), at=AT)
    with pytest.raises(InvitationNotValid):
        accept(issued)


def test_an_address_that_is_taken_cannot_be_given(asa: Person) -> None:
    bo = somebody("Bo Ek")
    with pytest.raises(CannotChangeAccount, match="Asa Gray has an account"):
        actions.change_email(person=bo.pk, email="ASA.GRAY@example.org", by=acting(asa), at=AT)


# Roles


def test_a_role_is_given_and_ended(asa: Person) -> None:
    bo = somebody("Bo Ek")
    held = actions.give_role(person=bo.pk, role="analyst", by=acting(asa), at=AT)
    assert (held.given_by, held.given_at, roles(bo)) == (str(asa.pk), AT, {"analyst"})
    with pytest.raises(CannotChangeRole, match="already"):
        actions.give_role(person=bo.pk, role="analyst", by=acting(asa), at=AT)
    actions.end_role(person=bo.pk, role="analyst", by=acting(asa), at=LATER)
    held.refresh_from_db()
    assert (held.ended_by, held.ended_at, roles(bo)) == (str(asa.pk), LATER, set())
    with pytest.raises(CannotChangeRole, match="does not hold"):
        actions.end_role(person=bo.pk, role="analyst", by=acting(asa), at=LATER)


def test_an_administrator_who_is_one_no_more_changes_nothing(asa: Person) -> None:
    bo, eve = somebody("Bo Ek", "administrator"), somebody("Eve Ost")
    actions.end_role(person=asa.pk, role="administrator", by=acting(bo), at=AT)
    with pytest.raises(NotAllowed, match="administrator no more"):
        actions.give_role(person=eve.pk, role="analyst", by=acting(asa), at=AT)
    actions.give_role(person=asa.pk, role="administrator", by=acting(bo), at=AT)
    actions.disable_account(person=asa.pk, by=acting(bo), at=AT)
    with pytest.raises(NotAllowed, match="administrator no more"):
        actions.disable_account(person=bo.pk, by=acting(asa), at=AT)


EVERY = [
    (actions.invite_again, {}),
    (actions.withdraw_invitation, {}),
    (actions.disable_account, {}),
    (actions.enable_account, {}),
    (actions.reset_sign_in, {}),
    (actions.rename, {"name": "Bo"}),
    (actions.change_email, {"email": "bo@example.org"}),
    (actions.give_role, {"role": "analyst"}),
    (actions.end_role, {"role": "analyst"}),
]


@pytest.mark.parametrize(("action", "told"), EVERY)
def test_a_person_who_is_not_there_is_not_found(asa: Person, action: Any, told: dict[str, Any]) -> None:
    with pytest.raises(PersonNotFound):
        action(person="00000000-0000-4000-8000-000000000000", **told, by=acting(asa), at=AT)


@properties(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["give_role", "end_role", "disable_account", "enable_account"]),
            st.integers(0, 3),
            st.integers(0, 3),
            st.sampled_from(sorted(GIVEN)),
        ),
        max_size=12,
    )
)
def test_whatever_administrators_do_one_is_left_and_no_rule_is_broken(db: None, deeds: list[Any]) -> None:
    """Any sequence of deeds by anybody on anybody: what is refused changes nothing, what is done keeps the rules."""
    from django.db import transaction

    with transaction.atomic():
        people = [
            somebody("Asa Gray", "administrator"),
            somebody("Bo Ek", "administrator"),
            somebody("Cy Twombly"),
            somebody("Di Fisk", of_provider=True),
        ]
        for deed, by, on, role in deeds:
            told = {"role": role} if "role" in deed else {}
            try:
                getattr(actions, deed)(person=people[on].pk, **told, by=acting(people[by]), at=LATER)
            except (CannotChangeAccount, CannotChangeRole, NotAllowed):
                continue
        assert queries.administrators()
        for person in people:
            held = roles(person)
            assert not {"administrator", "auditor"} <= held
            assert not (person.is_of_provider and held)
        transaction.set_rollback(True)


# The record


def test_the_record_holds_ids_and_never_names_or_addresses(asa: Person) -> None:
    issued = invite(acting(asa), name="Zaphod Canary", email="canary@example.org")
    bo = queries.person(issued.person)
    accept(issued, "canary seed in the wet grass")
    by = acting(asa)
    actions.rename(person=bo.pk, name="Zaphod Canary II", by=by, at=AT)
    actions.change_email(person=bo.pk, email="canary2@example.org", by=by, at=AT)
    actions.give_role(person=bo.pk, role="publications", by=by, at=AT)
    actions.end_role(person=bo.pk, role="analyst", by=by, at=AT)
    actions.disable_account(person=bo.pk, by=by, at=AT)
    actions.enable_account(person=bo.pk, by=by, at=AT)
    actions.reset_sign_in(person=bo.pk, by=by, at=AT)
    rows = AuditEvent.objects.filter(subject_id=str(bo.pk)).order_by("id")
    assert [row.action for row in rows] == [
        "person.invited",
        "invitation.accepted",
        "person.renamed",
        "email.changed",
        "role.given",
        "role.ended",
        "person.disabled",
        "person.enabled",
        "sign_in.reset",
    ]
    for row in AuditEvent.objects.values():
        assert "canary" not in json.dumps(row, default=str).lower()
        assert issued.token not in json.dumps(row, default=str)
    assert {row.actor for row in rows} == {str(asa.pk), str(bo.pk)}


def test_what_is_refused_or_changes_nothing_leaves_no_row(asa: Person) -> None:
    bo = somebody("Bo Ek")
    before = AuditEvent.objects.count()
    actions.rename(person=bo.pk, name="Bo Ek", by=acting(asa), at=AT)
    actions.change_email(person=bo.pk, email="bo.ek@example.org", by=acting(asa), at=AT)
    actions.enable_account(person=bo.pk, by=acting(asa), at=AT)
    actions.withdraw_invitation(person=bo.pk, by=acting(asa), at=AT)
    with pytest.raises(CannotChangeRole):
        actions.give_role(person=asa.pk, role="analyst", by=acting(asa), at=AT)
    assert AuditEvent.objects.count() == before
    assert RoleHeld.objects.filter(person=asa).count() == 1
