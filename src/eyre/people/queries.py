"""Every read about people that is asked twice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from eyre.platform.prepared import Prepared

from .exceptions import InvitationNotValid, PersonNotFound

# By their own names: pages, which import no models, say with them what they are given
from .models import Invitation as Invitation
from .models import Person as Person
from .models import RoleHeld as RoleHeld
from .roles import Administrator
from .rules import PersonFacts, role_names


class State(Enum):
    """How far somebody is with their account: the words, and the colour of the mark."""

    ACTIVE = ("Active", "green")
    INVITED = ("Invited", "blue")
    NOT_JOINED = ("Not joined", "yellow")
    DISABLED = ("Disabled", "grey")

    @property
    def words(self) -> str:
        """The state in words."""
        return self.value[0]

    @property
    def colour(self) -> str:
        """The colour of its mark."""
        return self.value[1]

    @property
    def code(self) -> str:
        """The state as it stands in an address."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people."""

    id: str
    name: str
    email: str
    of_provider: bool
    roles: tuple[str, ...]
    state: State
    signed_in_at: datetime | None


# Roles


# Every request of somebody signed in asks it, so its SQL is made once (docs/decisions/0009)
_ROLES_OF = Prepared(
    lambda person: RoleHeld.objects.filter(person=person, ended_at=None).order_by().values("role"), of=(UUID,)
)


def roles_of(person: UUID | str) -> frozenset[str]:
    """The codes of the roles somebody holds now for the whole inspectorate."""
    return frozenset(role for (role,) in _ROLES_OF.rows(UUID(str(person))))


def roles_held(person: UUID) -> QuerySet[RoleHeld]:
    """The roles somebody holds and held, those of today first."""
    return RoleHeld.objects.filter(person=person).order_by("-ended_at", "-given_at", "role")


def administrators() -> frozenset[str]:
    """The ids of the administrators whose accounts are not disabled."""
    held = RoleHeld.objects.filter(role=Administrator.code, ended_at=None, person__is_active=True)
    return frozenset(str(person) for person in held.values_list("person", flat=True))


# One person


def person(id: UUID) -> Person:
    """The person with this id.

    Raises:
        PersonNotFound: when there is none.
    """
    found = Person.objects.filter(pk=id).first()
    if found is None:
        raise PersonNotFound("There is no such person.")
    return found


def person_by_email(email: str) -> Person:
    """The person with this e-mail address, in any case.

    Raises:
        PersonNotFound: when there is none.
    """
    found = Person.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise PersonNotFound(f"There is no account with the address {email}.")
    return found


def facts_of(person: Person) -> PersonFacts:
    """What the rules look at."""
    id = str(person.pk)
    return PersonFacts(
        id=id,
        roles=roles_of(person.pk),
        is_active=person.is_active,
        is_of_provider=person.is_of_provider,
        has_joined=has_joined(person),
        is_last_administrator=administrators() == {id},
    )


def has_joined(person: Person) -> bool:
    """Whether somebody ever set a password or signed in; a reset of the sign-in takes both back."""
    return person.has_usable_password() or person.last_login is not None


# Invitations


def open_invitation(person: UUID, at: datetime) -> Invitation | None:
    """The invitation by which somebody can still join, if there is one."""
    return Invitation.objects.filter(_open(at), person=person).first()


def invitation(digest: str, at: datetime) -> Invitation:
    """The open invitation with this digest, and its person.

    Raises:
        InvitationNotValid: for one that is unknown, used, withdrawn or too old, all alike.
    """
    found = Invitation.objects.filter(_open(at), token_digest=digest, person__is_active=True)
    invited = found.select_related("person").first()
    if invited is None:
        raise InvitationNotValid
    return invited


def _open(at: datetime) -> Q:
    return Q(used_at=None, withdrawn_at=None, expires_at__gt=at)


# The list


def people(q: str, role: str, state: str, at: datetime) -> QuerySet[Person]:
    """The people whose name or address holds these words, with this role now, in this state at this moment."""
    open_one = Exists(Invitation.objects.filter(_open(at), person=OuterRef("pk")))
    found = Person.objects.annotate(has_invitation=open_one)
    if q:
        found = found.filter(Q(name__icontains=q) | Q(email__icontains=q))
    if role:
        held = RoleHeld.objects.filter(role=role, ended_at=None)
        found = found.filter(pk__in=held.values("person"))
    if state:
        found = found.filter(_IN[state])
    now = Prefetch("roles_held", RoleHeld.objects.filter(ended_at=None), to_attr="held_now")
    return found.prefetch_related(now)


def row_of(person: Person) -> PersonRow:
    """The line of somebody who came from `people`."""
    return PersonRow(
        id=str(person.pk),
        name=person.name,
        email=person.email,
        of_provider=person.is_of_provider,
        roles=role_names({held.role for held in person.held_now}),  # type: ignore[attr-defined]
        state=state_of(person, person.has_invitation),  # type: ignore[attr-defined]
        signed_in_at=person.last_login,
    )


def state_of(person: Person, has_invitation: bool) -> State:
    """How far somebody is, where it is known whether they have an open invitation."""
    if not person.is_active:
        return State.DISABLED
    if has_joined(person):
        return State.ACTIVE
    return State.INVITED if has_invitation else State.NOT_JOINED


_JOINED = ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | Q(last_login__isnull=False)
# The same as state_of, asked of the database
_IN = {
    State.DISABLED.code: Q(is_active=False),
    State.ACTIVE.code: Q(is_active=True) & _JOINED,
    State.INVITED.code: Q(is_active=True, has_invitation=True) & ~_JOINED,
    State.NOT_JOINED.code: Q(is_active=True, has_invitation=False) & ~_JOINED,
}


def holders_of(roles: Collection[str]) -> list[tuple[UUID, str]]:
    """Who holds one of these roles now for the whole inspectorate, and which."""
    held = RoleHeld.objects.filter(role__in=roles, ended_at=None).order_by("role", "person")
    return list(held.values_list("person", "role"))
