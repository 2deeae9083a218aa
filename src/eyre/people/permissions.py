"""Who may keep accounts and roles in order, and who may read the record? Each question in two forms: `may_…` for pages, `check_…` for doors.

A check answers with the code of the role that allows it, and raises NotAllowed (NotSignedIn for nobody) otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

from . import rules
from .abilities import Ability
from .exceptions import NotAllowed
from .rules import PersonFacts
from .standing import Standing

Facts = ParamSpec("Facts")


def allowed(check: Callable[Facts, str], *facts: Facts.args, **named: Facts.kwargs) -> bool:
    """Whether a check lets this through."""
    try:
        check(*facts, **named)
    except NotAllowed:
        return False
    return True


def check_manage_accounts(standing: Standing) -> str:
    """Seeing who has an account, inviting people, changing their names and addresses."""
    return standing.check(Ability.MANAGE_ACCOUNTS)


def may_manage_accounts(standing: Standing) -> bool:
    """See check_manage_accounts."""
    return allowed(check_manage_accounts, standing)


def check_give_roles(standing: Standing) -> str:
    """Giving roles at all."""
    return standing.check(Ability.GIVE_ROLES)


def may_give_roles(standing: Standing) -> bool:
    """See check_give_roles."""
    return allowed(check_give_roles, standing)


def check_give_role(standing: Standing, to: PersonFacts, role: str) -> str:
    """Giving this role to this person."""
    return _unless(check_give_roles(standing), rules.why_not_give(standing.person, to, role))


def may_give_role(standing: Standing, to: PersonFacts, role: str) -> bool:
    """See check_give_role."""
    return allowed(check_give_role, standing, to, role)


def check_end_role(standing: Standing, of: PersonFacts, role: str) -> str:
    """Ending this role of this person."""
    return _unless(check_give_roles(standing), rules.why_not_end(standing.person, of, role))


def may_end_role(standing: Standing, of: PersonFacts, role: str) -> bool:
    """See check_end_role."""
    return allowed(check_end_role, standing, of, role)


def check_disable(standing: Standing, person: PersonFacts) -> str:
    """Disabling this account."""
    return _unless(check_manage_accounts(standing), rules.why_not_disable(standing.person, person))


def may_disable(standing: Standing, person: PersonFacts) -> bool:
    """See check_disable."""
    return allowed(check_disable, standing, person)


def check_enable(standing: Standing, person: PersonFacts) -> str:
    """Enabling this account again."""
    return _unless(check_manage_accounts(standing), rules.why_not_enable(person))


def may_enable(standing: Standing, person: PersonFacts) -> bool:
    """See check_enable."""
    return allowed(check_enable, standing, person)


def check_reset_sign_in(standing: Standing, person: PersonFacts) -> str:
    """Taking away password and second factors, so that somebody locked out can begin anew."""
    return _unless(check_manage_accounts(standing), rules.why_not_reset(standing.person, person))


def may_reset_sign_in(standing: Standing, person: PersonFacts) -> bool:
    """See check_reset_sign_in."""
    return allowed(check_reset_sign_in, standing, person)


def check_invite_again(standing: Standing, person: PersonFacts) -> str:
    """Sending another invitation to somebody who has not joined."""
    return _unless(check_manage_accounts(standing), rules.why_not_invite_again(person))


def may_invite_again(standing: Standing, person: PersonFacts) -> bool:
    """See check_invite_again."""
    return allowed(check_invite_again, standing, person)


def check_read_audit(standing: Standing) -> str:
    """Reading, searching and exporting the record of who did and saw what."""
    return standing.check(Ability.READ_AUDIT)


def may_read_audit(standing: Standing) -> bool:
    """See check_read_audit."""
    return allowed(check_read_audit, standing)


def _unless(role: str, why_not: str) -> str:
    if why_not:
        raise NotAllowed(why_not)
    return role
