"""On which inspections do cases wait for somebody: for a lead to share them out, for a provider to send their list?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from eyre.cases.models import CaseList, SampledCase
from eyre.cases.models.lists import ListState
from eyre.core.planning import Stage
from eyre.inspections.models import Inspection, PlannedTask, TeamMember
from eyre.inspections.queries import visible_to
from eyre.people.abilities import Ability
from eyre.people.roles import Held, LeadInspector, held_for
from eyre.people.standing import Standing
from eyre.providers.coverage import spoken_for_by

from .allocations import without_inspector

SENDING = tuple(role.code for role in held_for(Held.PROVIDER) if Ability.SEND_CASE_LIST in role.abilities)
ASKED_AT = (Stage.ANNOUNCED, Stage.EVIDENCE_REQUESTED)
SHARED_OUT_AT = (Stage.EVIDENCE_REQUESTED, Stage.SAMPLED, Stage.FIELDWORK)
TASK = "case-list"  # in every timeline
MOST = 20  # inspections told of


@dataclass(frozen=True, slots=True)
class ToShareOut:
    """An inspection in whose sample so many cases have no inspector."""

    inspection: str
    name: str
    cases: int


@dataclass(frozen=True, slots=True)
class ListAwaited:
    """An inspection whose provider has not sent a case list that could be stored; `due` by its plan, None without one.

    `state` is that of the latest upload, "" where none came.
    """

    inspection: str
    name: str
    due: date | None
    state: str

    def is_overdue(self, on: date) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < on

    @property
    def is_refused(self) -> bool:
        """Whether the latest upload was refused."""
        return self.state == ListState.REFUSED

    @property
    def is_being_checked(self) -> bool:
        """Whether the latest upload is not yet decided about."""
        return self.state in (ListState.WAITING, ListState.CHECKING)


def to_share_out(standing: Standing) -> tuple[ToShareOut, ...]:
    """The inspections somebody leads with cases in the sample that nobody has who can examine them."""
    if not standing.is_signed_in:
        return ()
    drawn = SampledCase.objects.filter(sample__inspection=OuterRef("pk"), sample__is_current=True)
    led = _led(standing).filter(Exists(drawn.order_by()), stage__in=SHARED_OUT_AT)
    found = ((one, len(without_inspector(one))) for one in led.order_by("pk")[:MOST])
    return tuple(ToShareOut(one.pk, one.name_as_printed, cases) for one, cases in found if cases)


def _led(standing: Standing) -> QuerySet[Inspection]:
    led = TeamMember.objects.filter(
        inspection=OuterRef("pk"), person=UUID(standing.person), until=None, role=LeadInspector.code
    )
    return visible_to(standing).filter(Exists(led.order_by()), is_public=False)


def lists_awaited(standing: Standing) -> tuple[ListAwaited, ...]:
    """The inspections for whose provider somebody sends case lists, and that wait for one; two queries."""
    if not standing.is_signed_in:
        return ()
    lists = CaseList.objects.filter(inspection=OuterRef("pk")).order_by("-version")
    task = PlannedTask.objects.filter(inspection=OuterRef("pk"), code=TASK).order_by()
    waiting = (
        visible_to(standing)
        .filter(is_public=False, stage__in=ASKED_AT)
        .filter(provider__in=spoken_for_by(UUID(standing.person), SENDING))
        .exclude(Exists(lists.filter(state=ListState.STORED).order_by()))
        .annotate(due=Subquery(task.values("due")[:1]), latest=Subquery(lists.values("state")[:1]))
    )
    rows = waiting.order_by("due", "pk").values_list("pk", "name_as_printed", "due", "latest")[:MOST]
    return tuple(ListAwaited(pk, name, due, latest or "") for pk, name, due, latest in rows)
