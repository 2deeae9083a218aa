"""What may be done to an account and its roles, whoever asks? Each rule gives the reason against it, or nothing.

The permissions ask these rules for pages; the actions ask them again inside the transaction, where a second
administrator may have been quicker.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .roles import ROLES, Administrator, Auditor, Held, held_for

GIVEN = {role.code for role in held_for(Held.ORGANISATION)}


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person as the rules see them; `id` as text, `roles` as codes held for the whole inspectorate."""

    id: str
    roles: frozenset[str] = frozenset()
    is_active: bool = True
    is_of_provider: bool = False
    has_joined: bool = True
    is_last_administrator: bool = False


def why_not_hold(roles: Collection[str], is_of_provider: bool) -> str:
    """Why nobody can hold these roles together, or somebody of a provider cannot hold them."""
    if unknown := sorted(set(roles) - GIVEN):
        return f"“{unknown[0][:40]}” is not a role that is held for the whole inspectorate."
    if is_of_provider and roles:
        return "Somebody who works for a provider cannot hold a role in the inspectorate."
    if {Administrator.code, Auditor.code} <= set(roles):
        return "The auditor reads what administrators did, so nobody can be both."
    return ""


def why_not_give(by: str, to: PersonFacts, role: str) -> str:
    """Why this role cannot be given to this person by whoever has this id."""
    if by == to.id:
        return "Nobody gives a role to themselves. Ask another administrator."
    if role in to.roles:
        return "This person holds this role already."
    if not to.is_active:
        return "This account is disabled. Enable it before giving it a role."
    return why_not_hold(to.roles | {role}, to.is_of_provider)


def why_not_end(by: str, of: PersonFacts, role: str) -> str:
    """Why this role cannot be taken from this person by whoever has this id."""
    if role not in of.roles:
        return "This person does not hold this role."
    if by == of.id:
        return "Nobody ends their own role. Ask another administrator."
    if role == Administrator.code and of.is_last_administrator:
        return "This is the last administrator. Make somebody else one first."
    return ""


def why_not_disable(by: str, person: PersonFacts) -> str:
    """Why this account cannot be disabled by whoever has this id."""
    if by == person.id:
        return "Nobody disables their own account. Ask another administrator."
    if person.is_last_administrator:
        return "This is the last administrator. Make somebody else one first."
    return ""


def why_not_enable(person: PersonFacts) -> str:
    """Why this account, enabled again, would break a rule."""
    return why_not_hold(person.roles, person.is_of_provider)


def why_not_reset(by: str, person: PersonFacts) -> str:
    """Why the sign-in of this person cannot be reset by whoever has this id."""
    if by == person.id:
        return "Nobody resets their own sign-in. Change your password and second factor under Your account."
    return "" if person.is_active else "This account is disabled. Enable it first."


def why_not_invite_again(person: PersonFacts) -> str:
    """Why there is no sense in another invitation."""
    if person.has_joined:
        return "This person has joined already. If they cannot sign in, reset their sign-in."
    return "" if person.is_active else "This account is disabled. Enable it first."


def role_names(codes: Collection[str]) -> tuple[str, ...]:
    """The names of these roles, in the order of ROLES."""
    return tuple(role.name for code, role in ROLES.items() if code in codes)
