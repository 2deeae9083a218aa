"""Which inspections may somebody see? The one predicate, joined into every query that lists or counts any.

It says in SQL what `permissions.may_see_inspection` says of one inspection.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.models import Inspection, TeamMember
from eyre.inspections.permissions import InspectionFacts
from eyre.people.abilities import Ability
from eyre.people.roles import Held, held_for
from eyre.people.standing import NOBODY, Standing
from eyre.platform.prepared import Prepared
from eyre.providers.coverage import contacts_above, covered_by_interests_of, spoken_for_by


def _seeing(held: Held) -> tuple[str, ...]:
    return tuple(role.code for role in held_for(held) if Ability.SEE_INSPECTION in role.abilities)


SEEING_ON_A_TEAM, SEEING_FOR_A_PROVIDER = _seeing(Held.INSPECTION), _seeing(Held.PROVIDER)


def visible_to(standing: Standing = NOBODY) -> QuerySet[Inspection]:
    """The inspections somebody may see: the published ones, and the others that a role of theirs lets them know of.

    That is a role for the whole inspectorate, one on the inspection, or one for its provider (or for what that is a
    part of). An interest in force that covers the provider takes the unpublished ones away again, whatever the role.
    """
    return Inspection.objects.filter(_is_visible_to(standing))


def _is_visible_to(standing: Standing) -> Q:
    public = Q(is_public=True)
    if not standing.is_signed_in or standing.is_apart:
        return public
    free = ~Q(provider__in=covered_by_interests_of(UUID(standing.person)))
    if standing.role_for(Ability.SEE_INSPECTION):
        return public | free
    on_team = TeamMember.objects.filter(
        inspection=OuterRef("pk"), person=UUID(standing.person), until=None, role__in=SEEING_ON_A_TEAM
    )
    speaks = Q(provider__in=spoken_for_by(UUID(standing.person), SEEING_FOR_A_PROVIDER))
    return public | (free & (Q(Exists(on_team.order_by())) | speaks))


def inspection(inspection_id: str, standing: Standing = NOBODY) -> Inspection:
    """One inspection that somebody may see, with what a page about it needs.

    Raises:
        InspectionNotFound: when there is none, or none they may see.
    """
    related = ("provider", "region", "edition", "programme", "previous")
    seen = visible_to(standing).select_related(*related).defer("edition__text")
    found = seen.filter(id=inspection_id).first()
    if found is None:
        raise InspectionNotFound(f"There is no inspection {inspection_id!r}.")
    return found


def _facts(inspection: str, person: UUID) -> QuerySet[Inspection, Any]:
    covered = Inspection.objects.filter(
        pk=OuterRef("pk"), provider__in=covered_by_interests_of(person)
    ).order_by()
    found = Inspection.objects.filter(pk=inspection).annotate(covered=Exists(covered)).order_by()
    return found.values("is_public", "provider", "covered")


def _roles(inspection: str, provider: str, person: UUID) -> QuerySet[TeamMember, Any]:
    on_team = TeamMember.objects.filter(inspection=inspection, person=person, until=None)
    speaks = contacts_above(provider).filter(person=person)
    return on_team.order_by().values("role").union(speaks.order_by().values("role"))


# Every page and every saving under /desk/ asks both, so their SQL is made once (docs/decisions/0009)
_FACTS = Prepared(_facts, of=(str, UUID))
_ROLES = Prepared(_roles, of=(str, str, UUID))
_NOBODY = UUID(int=0)  # of no person: nothing is declared or held


def facts_of(inspection_id: str, standing: Standing) -> InspectionFacts:
    """What the permission rules look at, of this inspection and this person; two queries, found or not.

    Both are asked in any case, so that the time an answer takes does not tell a secret inspection from none.

    Raises:
        InspectionNotFound: when there is no such inspection. One they may not know of is refused by the rules.
    """
    person = UUID(standing.person) if standing.is_signed_in else _NOBODY
    found = _FACTS.rows(inspection_id, person)
    is_public, provider, covered = found[0] if found else (False, "", False)
    roles = frozenset(role for (role,) in _ROLES.rows(inspection_id, provider, person))
    if not found:
        raise InspectionNotFound(f"There is no inspection {inspection_id!r}.")
    return InspectionFacts(inspection_id, is_public, roles, bool(covered))
