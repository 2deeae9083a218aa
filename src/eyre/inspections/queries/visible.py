"""Which inspections may somebody see? The one predicate, joined into every query that lists or counts any.

It says in SQL what `permissions.may_see_inspection` says of one inspection.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.models import Inspection, TeamMember
from eyre.inspections.permissions import InspectionFacts
from eyre.people.abilities import Ability
from eyre.people.roles import Held, held_for
from eyre.people.standing import NOBODY, Standing
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


def facts_of(inspection_id: str, standing: Standing) -> InspectionFacts:
    """What the permission rules look at, of this inspection and this person; two queries, found or not.

    Both are asked in any case, so that the time an answer takes does not tell a secret inspection from none.

    Raises:
        InspectionNotFound: when there is no such inspection. One they may not know of is refused by the rules.
    """
    rows = Inspection.objects.filter(pk=inspection_id).annotate(covered=_covered(standing)).order_by()
    found = rows.values_list("is_public", "provider", "covered").first()
    is_public, provider, covered = found or (False, "", False)
    roles = _roles_here(inspection_id, provider, standing)
    if found is None:
        raise InspectionNotFound(f"There is no inspection {inspection_id!r}.")
    return InspectionFacts(inspection_id, is_public, roles, bool(covered))


def _covered(standing: Standing) -> Exists | Value:
    if not standing.is_signed_in:
        return Value(False)
    covered = Inspection.objects.filter(
        pk=OuterRef("pk"), provider__in=covered_by_interests_of(UUID(standing.person))
    )
    return Exists(covered.order_by())


def _roles_here(inspection_id: str, provider: str, standing: Standing) -> frozenset[str]:
    if not standing.is_signed_in:
        return frozenset()
    on_team = TeamMember.objects.filter(inspection=inspection_id, person=UUID(standing.person), until=None)
    speaks = contacts_above(provider).filter(person=UUID(standing.person))
    roles = on_team.order_by().values_list("role").union(speaks.order_by().values_list("role"))
    return frozenset(role for (role,) in roles)
