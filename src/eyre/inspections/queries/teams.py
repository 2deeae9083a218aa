"""Who works on an inspection, and who cannot, because of what?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from eyre.inspections.exceptions import CannotJoin, MemberNotFound
from eyre.inspections.models import TEAM_ROLES, Inspection, TeamMember
from eyre.people.models import Person
from eyre.people.queries import holders_of
from eyre.people.roles import APART, ROLES, LeadInspector, LocalAssessor
from eyre.people.standing import Standing
from eyre.providers.coverage import COVERS, interests_covering, people_of, reached
from eyre.providers.models import Contact, Interest, InterestKind

# The kinds of interests as those who may see them read of others
SAID_OF_OTHERS = {
    InterestKind.WORKED_THERE: "they worked there",
    InterestKind.FAMILY: "family or a friend works there",
    InterestKind.SUPERVISED: "they or somebody close to them is or was supervised there",
    InterestKind.FINANCIAL: "they have a financial interest",
    InterestKind.OTHER: "something else, which the declaration says",
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a member of the team sees nothing of the inspection any more, and since when: the place must be filled."""

    member: int
    person: str
    role: str
    why: str
    since: datetime


def team_of(inspection: Inspection) -> QuerySet[TeamMember]:
    """Who works on it or did, with the person; those who work on it now first, the lead before all."""
    return TeamMember.objects.filter(inspection=inspection).select_related("person").order_by("since", "id")


def member(inspection: Inspection, number: int) -> TeamMember:
    """A member of the team, by number.

    Raises:
        MemberNotFound: when the inspection has none of this number.
    """
    found = team_of(inspection).filter(pk=number).first()
    if found is None:
        raise MemberNotFound(f"Nobody of the number {number} works on {inspection.pk}.")
    return found


def hindrances(inspection: Inspection, *, with_kinds: bool = False) -> dict[UUID, str]:
    """Who cannot work on this inspection, and why, in words that say no more than must be known; three queries.

    What connects somebody with a provider is told `with_kinds` to those who may see interests, and to nobody else; the
    note stands on the page of interests alone.
    """
    contacts = people_of(inspection.provider_id).select_related("provider")
    told = _apart() | {each.person_id: _speaks(each) for each in contacts}
    interests = interests_covering(inspection.provider_id).select_related("provider").order_by("declared_at")
    declared: dict[UUID, list[Interest]] = {}
    for each in interests:
        declared.setdefault(each.person_id, []).append(each)
    return told | {person: _declared(those, with_kinds) for person, those in declared.items()}


def _declared(interests: list[Interest], with_kinds: bool) -> str:
    words = f"they declared an interest in {interests[-1].provider.name}"
    if not with_kinds:
        return words
    kinds = dict.fromkeys(SAID_OF_OTHERS[InterestKind(each.kind)] for each in interests)
    return f"{words}: {', and '.join(kinds)}"


def check_join(inspection: Inspection, person: Person, role: str, by: str) -> None:
    """Nothing where whoever has the id `by` may give this person this role on the inspection.

    Raises:
        CannotJoin: where an interest or a role for the provider stands against it, where the account is disabled,
            where the role is held already (there is one lead inspector at a time), and where somebody would put
            themselves on a team: nobody gives sight of cases to themselves.
    """
    if by == str(person.pk):
        raise CannotJoin("Nobody puts themselves on a team. Ask somebody else who forms it.")
    _check_role(inspection, person, role)
    if why := hindrances(inspection).get(person.pk):
        raise CannotJoin(f"{person.name} cannot be on this team: {why}.")


def _check_role(inspection: Inspection, person: Person, role: str) -> None:
    if role not in TEAM_ROLES:
        raise CannotJoin("Choose a role that is held on an inspection.", "role")
    if not person.is_active:
        raise CannotJoin(f"The account of {person.name} is disabled.")
    if person.is_of_provider and role != LocalAssessor.code:
        raise CannotJoin(f"{person.name} is of a provider, and can be a local assessor only.", "role")
    held = TeamMember.objects.filter(inspection=inspection, role=role, until=None).select_related("person")
    if any(member.person_id == person.pk for member in held):
        raise CannotJoin(f"{person.name} is {ROLES[role].name.lower()} on this inspection already.")
    if role == LeadInspector.code and (lead := held.first()):
        raise CannotJoin(f"{lead.person.name} leads this inspection: end that first.", "role")


def _apart() -> dict[UUID, str]:
    """Who holds a role beside which no other counts: they would see nothing of the inspection."""
    held = holders_of(APART)
    return {person: f"they are {ROLES[role].name.lower()}, and see no inspection" for person, role in held}


def _speaks(contact: Contact) -> str:
    return f"they are the {ROLES[contact.role].name.lower()} of {contact.provider.name}"


def conflicted() -> QuerySet[TeamMember]:
    """The members of every team whose own interest, declared after they had joined, covers what is inspected."""
    own = Interest.objects.filter(person=OuterRef("person"), ended_at=None).order_by()
    covered = reached(own.values("provider"), *COVERS)
    return TeamMember.objects.filter(Exists(own), until=None, inspection__provider__in=covered)


def conflicts(inspection: Inspection) -> tuple[Conflict, ...]:
    """The members who declared an interest after they had joined, with the latest declaration of each."""
    covering = interests_covering(inspection.provider_id).select_related("provider").order_by("declared_at")
    declared = {each.person_id: each for each in covering}
    members = team_of(inspection).filter(until=None, person__in=declared.keys())
    return tuple(_conflict(each, declared[each.person_id]) for each in members)


def _conflict(member: TeamMember, interest: Interest) -> Conflict:
    why = f"declared an interest in {interest.provider.name}"
    return Conflict(member.pk, member.person.name, member.role, why, interest.declared_at)


def roles_anywhere(standing: Standing) -> frozenset[str]:
    """The roles somebody holds now on any inspection or for any provider; one query."""
    if not standing.is_signed_in:
        return frozenset()
    teams = TeamMember.objects.filter(person=UUID(standing.person), until=None).order_by().values_list("role")
    providers = (
        Contact.objects.filter(person=UUID(standing.person), until=None).order_by().values_list("role")
    )
    return frozenset(role for (role,) in teams.union(providers))
