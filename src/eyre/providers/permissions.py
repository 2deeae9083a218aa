"""Who may declare, see and end interests, and who may name the contacts of a provider?

Pure: a standing and facts in, the role that allows it out. `may_…` answers, `check_…` refuses in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eyre.people.abilities import Ability
from eyre.people.exceptions import NotAllowed
from eyre.people.standing import Standing

from .exceptions import ProviderNotFound

HAS_INTEREST = "You declared an interest that covers this provider, so you take no part in its inspections."
OWN_INTEREST = "Nobody ends an interest of their own. Ask an operations officer or a quality lead to look at it and end it."


@dataclass(frozen=True, slots=True)
class ProviderFacts:
    """What the rules look at: whether the provider is public, and whether the person's own interests cover it."""

    slug: str
    is_public: bool
    has_interest: bool = False


@dataclass(frozen=True, slots=True)
class InterestFacts:
    """What the rules look at: whose interest it is."""

    person: str


def check_name_contacts(standing: Standing, facts: ProviderFacts) -> str:
    """The role under which the contacts of this provider may be seen, named and ended.

    Raises:
        ProviderNotFound: for a provider that is not public, when the person has no such role: it is not known of.
        NotAllowed: when none of their roles allows it, or when their own interest covers the provider.
    """
    role = standing.role_for(Ability.NAME_CONTACTS)
    if role is None:
        if not facts.is_public:
            raise ProviderNotFound(f"There is no provider {facts.slug!r}.")
        return standing.check(Ability.NAME_CONTACTS)
    if facts.has_interest:
        raise NotAllowed(HAS_INTEREST)
    return role


def may_name_contacts(standing: Standing, facts: ProviderFacts) -> bool:
    """Whether `check_name_contacts` lets them."""
    try:
        return bool(check_name_contacts(standing, facts))
    except (NotAllowed, ProviderNotFound):
        return False


def check_declare_interest(standing: Standing, roles_elsewhere: Iterable[str] = ()) -> str:
    """The role under which somebody may declare an interest of their own; "" for somebody without any role yet.

    `roles_elsewhere` are those they hold on any inspection, or for any provider. Somebody who has just been invited
    declares before they are put on a team. Those whose roles never judge a provider have nothing to declare.

    Raises:
        NotSignedIn: for nobody.
        NotAllowed: when none of the roles they hold calls for it.
    """
    roles = tuple(roles_elsewhere)
    if standing.is_signed_in and not standing.roles and not roles:
        return ""
    return standing.check(Ability.DECLARE_INTEREST, roles)


def may_declare_interest(standing: Standing, roles_elsewhere: Iterable[str] = ()) -> bool:
    """Whether `check_declare_interest` lets them."""
    try:
        check_declare_interest(standing, roles_elsewhere)
    except NotAllowed:
        return False
    return True


def check_see_interests(standing: Standing) -> str:
    """The role under which the interests of others may be seen, notes included. Raises NotAllowed."""
    return standing.check(Ability.SEE_INTERESTS)


def may_see_interests(standing: Standing) -> bool:
    """Whether `check_see_interests` lets them."""
    return standing.role_for(Ability.SEE_INTERESTS) is not None


def check_end_interest(standing: Standing, facts: InterestFacts) -> str:
    """The role under which this interest may be ended; never one's own, whatever one's roles.

    Raises:
        NotAllowed: for one's own, and when no role allows it.
    """
    if standing.is_signed_in and standing.person == facts.person:
        raise NotAllowed(OWN_INTEREST)
    return standing.check(Ability.END_INTERESTS)


def may_end_interest(standing: Standing, facts: InterestFacts) -> bool:
    """Whether `check_end_interest` lets them."""
    return standing.person != facts.person and standing.role_for(Ability.END_INTERESTS) is not None
