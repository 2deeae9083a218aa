"""Who is asking, and which roles do they hold for the whole inspectorate?

A `Standing` is what the permission rules look at: a value, so that the rules stay pure. Roles on one inspection or for
one provider are added by the areas that know of those.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eyre.platform.audit import Actor

from .abilities import Ability
from .exceptions import NotAllowed, NotSignedIn
from .roles import APART, ROLES


@dataclass(frozen=True, slots=True)
class Standing:
    """One person as the permission rules see them; `person` is their id as text, "" for nobody."""

    person: str = ""
    name: str = ""
    roles: frozenset[str] = frozenset()
    origin: str = ""

    @property
    def is_signed_in(self) -> bool:
        """Whether this is somebody."""
        return bool(self.person)

    @property
    def is_apart(self) -> bool:
        """Whether they hold a role beside which no other counts."""
        return bool(self.roles & APART)

    def role_for(self, ability: Ability, also: Iterable[str] = ()) -> str | None:
        """The code of the first role, in the order of ROLES, that has this ability; None where none has.

        `also` are the roles held on the inspection, or for the provider, in question. Beside a role that is held apart
        (administrator, auditor) no other counts.
        """
        held = self.roles.union(also) if self.person else frozenset()
        held = (held & APART) or held
        return next((code for code in ROLES if code in held and ability in ROLES[code].abilities), None)

    def check(self, ability: Ability, also: Iterable[str] = ()) -> str:
        """The role that allows it.

        Raises:
            NotSignedIn: when nobody is signed in.
            NotAllowed: when none of the person's roles allows it; the words name those that would.
        """
        role = self.role_for(ability, also)
        if role is None:
            raise refusal(ability) if self.person else NotSignedIn("Sign in to go on.")
        return role

    def actor(self, role: str) -> Actor:
        """The person acting in this role, as the audit record names them."""
        return Actor(self.person, role, self.origin)


NOBODY = Standing()


def refusal(ability: Ability) -> NotAllowed:
    """The words for somebody whose roles do not allow it."""
    names = [role.name.lower() for role in ROLES.values() if ability in role.abilities]
    told = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)
    return NotAllowed(f"You need another role to {ability}: {told}.")
