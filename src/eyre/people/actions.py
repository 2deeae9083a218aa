"""Every write about people: inviting, joining, roles, and the state of accounts.

Every action of an administrator first holds the rows of all administrators, so that two of them take turns: what the
rules say is asked again of what the first one left. Then it holds the person. The order never differs.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import partial
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from eyre.platform.audit import Actor, Operation, record

from . import letters, queries, rules
from .exceptions import (
    CannotChangeAccount,
    CannotChangeRole,
    CannotInvite,
    InvitationNotValid,
    NotAllowed,
    PersonNotFound,
)
from .invitations import LASTS, Issued, digest_of, new_token
from .models import Invitation, Person, RoleHeld
from .roles import Administrator
from .typed import plain_email, plain_name

# Inviting


@transaction.atomic
def invite(
    *, name: str, email: str, roles: Collection[str], of_provider: bool, by: Actor, at: datetime
) -> Issued:
    """Make an account that only the link can open, with these roles.

    Raises:
        ValidationError: for a name or an address that is none.
        CannotInvite: where the address has an account already, or the roles cannot be held.
        NotAllowed: where whoever invites is an administrator no more.
    """
    _take_turns(by)
    if why_not := rules.why_not_hold(roles, of_provider):
        raise CannotInvite(why_not, "roles")
    person = _new_person(
        Person(name=plain_name(name), email=plain_email(email), is_of_provider=of_provider), at
    )
    for role in sorted(set(roles)):
        RoleHeld.objects.create(person=person, role=role, given_by=by.id, given_at=at)
    issued = _issue(person, by=by, at=at)
    record(
        "person.invited",
        by=by,
        at=at,
        operation=Operation.COLLECTION,
        on=person,
        after={"invitation": issued.id, "of_provider": of_provider, "roles": sorted(set(roles))},
    )
    return issued


@transaction.atomic
def invite_again(*, person: UUID, by: Actor, at: datetime) -> Issued:
    """Send somebody who has not joined a new link; the old one no longer works.

    Raises:
        CannotInvite: where they have joined, or their account is disabled.
        PersonNotFound: where there is no such person.
    """
    _take_turns(by)
    held = _held(person)
    if why_not := rules.why_not_invite_again(queries.facts_of(held)):
        raise CannotInvite(why_not)
    withdrawn = _withdraw_open(held, at)
    issued = _issue(held, by=by, at=at)
    record(
        "invitation.renewed",
        by=by,
        at=at,
        operation=Operation.ALTERATION,
        on=held,
        before={"withdrawn": withdrawn},
        after={"invitation": issued.id},
    )
    return issued


@transaction.atomic
def withdraw_invitation(*, person: UUID, by: Actor, at: datetime) -> bool:
    """Make the open link of this person useless; False where none was open. Raises PersonNotFound."""
    _take_turns(by)
    held = _held(person)
    withdrawn = _withdraw_open(held, at)
    if withdrawn:
        record(
            "invitation.withdrawn",
            by=by,
            at=at,
            operation=Operation.ALTERATION,
            on=held,
            before={"invitations": withdrawn},
        )
    return bool(withdrawn)


@transaction.atomic
def accept_invitation(*, digest: str, password: str, by: Actor, at: datetime) -> Person:
    """Use the invitation with this digest: its person gets this password. It works once, for one of two at a time.

    Raises:
        InvitationNotValid: for one that is unknown, used, withdrawn or too old.
        ValidationError: for a password that breaks the rules; the invitation stays open.
    """
    invited = queries.invitation(digest, at)
    person = _held(invited.person_id)
    validate_password(password, person)
    still_open = Invitation.objects.filter(pk=invited.pk, used_at=None, withdrawn_at=None)
    if not person.is_active or not still_open.update(used_at=at):
        raise InvitationNotValid
    person.set_password(password)
    person.save(update_fields=["password"])
    record(
        "invitation.accepted",
        by=by,
        at=at,
        operation=Operation.SECURITY,
        on=person,
        after={"invitation": invited.pk},
    )
    return person


# The state of an account


@transaction.atomic
def disable_account(*, person: UUID, by: Actor, at: datetime) -> bool:
    """Close an account: its sessions end at once, its open invitation is withdrawn. False where it was closed.

    Raises:
        CannotChangeAccount: for one's own account, and for the last administrator's.
        PersonNotFound: where there is no such person.
    """
    _take_turns(by)
    held = _held(person)
    if not held.is_active:
        return False
    if why_not := rules.why_not_disable(by.id, queries.facts_of(held)):
        raise CannotChangeAccount(why_not)
    held.is_active, held.disabled_at = False, at
    _end_sessions(held, "is_active", "disabled_at")
    record(
        "person.disabled",
        by=by,
        at=at,
        operation=Operation.ALTERATION,
        on=held,
        before={"active": True, "withdrawn": _withdraw_open(held, at)},
        after={"active": False, "session_epoch": held.session_epoch},
    )
    return True


@transaction.atomic
def enable_account(*, person: UUID, by: Actor, at: datetime) -> bool:
    """Open a closed account again, with the roles and the sign-in it had. False where it was open.

    Raises:
        CannotChangeAccount: where its roles cannot be held together any more.
        PersonNotFound: where there is no such person.
    """
    _take_turns(by)
    held = _held(person)
    if held.is_active:
        return False
    if why_not := rules.why_not_enable(queries.facts_of(held)):
        raise CannotChangeAccount(why_not)
    held.is_active, held.disabled_at = True, None
    held.save(update_fields=["is_active", "disabled_at"])
    record(
        "person.enabled",
        by=by,
        at=at,
        operation=Operation.ALTERATION,
        on=held,
        before={"active": False},
        after={"active": True},
    )
    return True


@transaction.atomic
def reset_sign_in(*, person: UUID, by: Actor, at: datetime) -> Issued:
    """Let somebody begin anew who lost their password or second factor: both are taken away, sessions end.

    Raises:
        CannotChangeAccount: for oneself, and for a disabled account.
        PersonNotFound: where there is no such person.
    """
    _take_turns(by)
    held = _held(person)
    if why_not := rules.why_not_reset(by.id, queries.facts_of(held)):
        raise CannotChangeAccount(why_not)
    factors = Authenticator.objects.filter(user=held)
    before = {"factors": list(factors.values_list("pk", flat=True)), "withdrawn": _withdraw_open(held, at)}
    factors.delete()
    held.set_unusable_password()
    held.last_login = None  # they have to join again: has_joined
    _end_sessions(held, "password", "last_login")
    issued = _issue(held, by=by, at=at, is_reset=True)
    record(
        "sign_in.reset",
        by=by,
        at=at,
        operation=Operation.SECURITY,
        on=held,
        before=before,
        after={"invitation": issued.id, "session_epoch": held.session_epoch},
    )
    return issued


# Name and address


@transaction.atomic
def rename(*, person: UUID, name: str, by: Actor, at: datetime) -> bool:
    """Correct somebody's name; False where it was that already. Raises ValidationError, PersonNotFound."""
    _take_turns(by)
    held, name = _held(person), plain_name(name)
    if held.name == name:
        return False
    held.name = name
    held.save(update_fields=["name"])
    record("person.renamed", by=by, at=at, operation=Operation.ALTERATION, on=held)
    return True


@transaction.atomic
def change_email(*, person: UUID, email: str, by: Actor, at: datetime) -> bool:
    """Give somebody another address: sessions end, an open link no longer works, both addresses are told.

    False where it was that already.

    Raises:
        ValidationError: for an address that is none.
        CannotChangeAccount: where the address has an account.
        PersonNotFound: where there is no such person.
    """
    _take_turns(by)
    held, old, new = _held(person), "", plain_email(email)
    if held.email == new:
        return False
    if why_not := _taken(new):
        raise CannotChangeAccount(why_not)
    old, held.email = held.email, new
    _end_sessions(held, "email")
    # allauth keeps addresses of its own, by which the old one would still sign in
    EmailAddress.objects.filter(user=held).delete()
    record(
        "email.changed",
        by=by,
        at=at,
        operation=Operation.ALTERATION,
        on=held,
        before={"withdrawn": _withdraw_open(held, at)},
        after={"session_epoch": held.session_epoch},
    )
    transaction.on_commit(partial(letters.tell_changed_address, held.name, old, new), robust=True)
    return True


# Roles


@transaction.atomic
def give_role(*, person: UUID, role: str, by: Actor, at: datetime) -> RoleHeld:
    """Give somebody a role for the whole inspectorate.

    Raises:
        CannotChangeRole: where a rule is against it; the words say which.
        PersonNotFound: where there is no such person.
    """
    _take_turns(by)
    to = _held(person)
    if why_not := rules.why_not_give(by.id, queries.facts_of(to), role):
        raise CannotChangeRole(why_not)
    held = RoleHeld.objects.create(person=to, role=role, given_by=by.id, given_at=at)
    record(
        "role.given",
        by=by,
        at=at,
        operation=Operation.ALTERATION,
        on=to,
        after={"held": held.pk, "role": role},
    )
    return held


@transaction.atomic
def end_role(*, person: UUID, role: str, by: Actor, at: datetime) -> None:
    """End a role that somebody holds for the whole inspectorate.

    Raises:
        CannotChangeRole: where a rule is against it; the words say which.
        PersonNotFound: where there is no such person.
    """
    _take_turns(by)
    of = _held(person)
    if why_not := rules.why_not_end(by.id, queries.facts_of(of), role):
        raise CannotChangeRole(why_not)
    held = RoleHeld.objects.get(person=of, role=role, ended_at=None)
    # Two machines never agree on the time to the millisecond
    held.ended_by, held.ended_at = by.id, max(at, held.given_at)
    held.save(update_fields=["ended_by", "ended_at"])
    record(
        "role.ended",
        by=by,
        at=at,
        operation=Operation.ALTERATION,
        on=of,
        before={"held": held.pk, "role": role},
    )


# What several of them need


def _take_turns(by: Actor) -> None:
    """Wait until no other administrator is at it; then see that whoever acts still is one."""
    held = RoleHeld.objects.filter(role=Administrator.code, ended_at=None).order_by("pk")
    list(held.select_for_update().values_list("pk"))
    if by.role == Administrator.code and by.id not in queries.administrators():
        raise NotAllowed("You are an administrator no more. Ask another administrator.")


def _held(person: UUID) -> Person:
    found = Person.objects.select_for_update().filter(pk=person).first()
    if found is None:
        raise PersonNotFound("There is no such person.")
    return found


def _new_person(person: Person, at: datetime) -> Person:
    if why_not := _taken(person.email):
        raise CannotInvite(why_not, "email")
    person.invited_at = at
    person.set_unusable_password()
    try:
        # Before there is an administrator nobody takes turns: then the table itself refuses the second
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise CannotInvite("Somebody was invited with this address at this very moment.", "email") from None
    return person


def _issue(person: Person, *, by: Actor, at: datetime, is_reset: bool = False) -> Issued:
    token = new_token()
    made = Invitation.objects.create(
        person=person, token_digest=digest_of(token), made_by=by.id, made_at=at, expires_at=at + LASTS
    )
    return Issued(made.pk, person.pk, person.name, person.email, made.expires_at, token, is_reset)


def _withdraw_open(person: Person, at: datetime) -> list[int]:
    """Withdraw what is open, too old or not; the ids of what was withdrawn."""
    open_ones = Invitation.objects.filter(person=person, used_at=None, withdrawn_at=None)
    ids = list(open_ones.values_list("pk", flat=True))
    open_ones.update(withdrawn_at=at)
    return ids


def _taken(email: str) -> str:
    found = Person.objects.filter(email=email).first()
    return f"{found.name} has an account with this address already." if found else ""


def _end_sessions(person: Person, *changed: str) -> None:
    person.session_epoch += 1
    person.save(update_fields=["session_epoch", *changed])
