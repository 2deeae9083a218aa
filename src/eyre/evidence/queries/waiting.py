"""On which inspections does evidence wait for somebody: for a provider's contact to send it, for a lead to look at it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from eyre.core.evidence import State, is_due, is_open
from eyre.core.planning import Stage
from eyre.evidence.models import Request
from eyre.inspections.models import Inspection, TeamMember
from eyre.inspections.queries import visible_to
from eyre.people.abilities import Ability
from eyre.people.roles import Held, held_for
from eyre.people.standing import Standing
from eyre.providers.coverage import spoken_for_by

DUE = tuple(state.value for state in State if is_due(state))
SENT = tuple(state.value for state in State if is_open(state) and not is_due(state))
SENDING = tuple(role.code for role in held_for(Held.PROVIDER) if Ability.SEND_EVIDENCE in role.abilities)
ASKING = tuple(role.code for role in held_for(Held.INSPECTION) if Ability.ASK_EVIDENCE in role.abilities)
MOST = 20  # inspections told of


@dataclass(frozen=True, slots=True)
class Turn:
    """An inspection that waits for somebody: how many items do, and how many of them are late."""

    inspection: str
    name: str
    items: int
    overdue: int


def turns_of_provider(standing: Standing, on: date) -> tuple[Turn, ...]:
    """The announced inspections of the providers somebody speaks for, with what waits for them; one query.

    One for which nothing waits is there too: the page of the provider is there for it.
    """
    if not standing.is_signed_in:
        return ()
    seen = visible_to(standing).filter(is_public=False).exclude(stage=Stage.PLANNED)
    theirs = seen.filter(provider__in=spoken_for_by(UUID(standing.person), SENDING))
    return _turns(theirs, DUE, on)


def turns_of_lead(standing: Standing, on: date) -> tuple[Turn, ...]:
    """The inspections somebody leads on which the provider has sent what nobody has looked at; two queries."""
    if not standing.is_signed_in:
        return ()
    led = TeamMember.objects.filter(
        inspection=OuterRef("pk"), person=UUID(standing.person), until=None, role__in=ASKING
    )
    mine = visible_to(standing).filter(Exists(led.order_by()), is_public=False)
    turns = _turns(mine, SENT, on)
    return tuple(turn for turn in turns if turn.items)


def _turns(inspections: QuerySet[Inspection], states: tuple[str, ...], on: date) -> tuple[Turn, ...]:
    named = list(inspections.order_by("pk").values_list("pk", "name_as_printed")[:MOST])
    late = Q(due__lt=on, state__in=DUE)
    rows = Request.objects.filter(inspection__in=[pk for pk, _ in named]).order_by().values("inspection")
    counted = {
        row["inspection"]: (row["items"], row["late"])
        for row in rows.annotate(items=Count("pk", filter=Q(state__in=states)), late=Count("pk", filter=late))
    }
    return tuple(Turn(pk, name, *counted.get(pk, (0, 0))) for pk, name in named)
