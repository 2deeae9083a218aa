"""On which inspections does a judgement wait for somebody: to be written, gone on with, or read as a second person?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from eyre.core.planning import Stage
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection, TeamMember
from eyre.inspections.queries import visible_to
from eyre.people.abilities import Ability
from eyre.people.roles import Held, held_for
from eyre.people.standing import Standing
from eyre.ratings.models import Judgement, JudgementState

MOST = 20  # inspections told of


def _with(ability: Ability) -> tuple[str, ...]:
    return tuple(role.code for role in held_for(Held.INSPECTION) if ability in role.abilities)


WRITING, READING = _with(Ability.WRITE_JUDGEMENTS), _with(Ability.DISCUSS_JUDGEMENTS)


@dataclass(frozen=True, slots=True)
class ToJudge:
    """An inspection at judgement that somebody leads: what was returned, what is a draft, what nobody has begun."""

    inspection: str
    name: str
    returned: int
    drafts: int
    not_begun: int


@dataclass(frozen=True, slots=True)
class ToRead:
    """A submitted judgement that waits for a second person."""

    inspection: str
    name: str
    ref: str
    author: str


def to_judge(standing: Standing) -> tuple[ToJudge, ...]:
    """The inspections at judgement that somebody leads and on which they have something to write."""
    found = []
    for row in _at_judgement(standing, WRITING).order_by("pk")[:MOST]:
        counted = dict(
            Judgement.objects.filter(inspection=row)
            .exclude(state=JudgementState.REPLACED)
            .values_list("state")
            .annotate(Count("pk"))
            .order_by()
        )
        left = len(edition(row.edition_id).standards) - sum(counted.values())
        told = (counted.get(JudgementState.RETURNED, 0), counted.get(JudgementState.DRAFT, 0), left)
        if any(told):
            found.append(ToJudge(row.pk, row.name_as_printed, *told))
    return tuple(found)


def to_read(standing: Standing) -> tuple[ToRead, ...]:
    """The submitted judgements that somebody on the team may read as a second person: they wrote no version of it."""
    if not standing.is_signed_in:
        return ()
    wrote = Judgement.objects.filter(
        inspection=OuterRef("inspection"),
        standard_ref=OuterRef("standard_ref"),
        written_by=UUID(standing.person),
    )
    rows = Judgement.objects.filter(
        ~Q(Exists(wrote.order_by())),
        inspection__in=_at_judgement(standing, READING).values("pk"),
        state=JudgementState.SUBMITTED,
    )
    found = rows.select_related("inspection", "written_by").order_by("inspection", "standard_ref")
    return tuple(
        ToRead(row.inspection_id, row.inspection.name_as_printed, row.standard_ref, row.written_by.name)
        for row in found[:MOST]
    )


def _at_judgement(standing: Standing, roles: tuple[str, ...]) -> QuerySet[Inspection]:
    if not standing.is_signed_in:
        return Inspection.objects.none()
    places = TeamMember.objects.filter(
        inspection=OuterRef("pk"), person=UUID(standing.person), until=None, role__in=roles
    )
    seen = visible_to(standing).filter(is_public=False, stage=Stage.JUDGEMENT)
    return seen.filter(Exists(places.order_by())).defer("edition__text")
