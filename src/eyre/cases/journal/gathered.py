"""What must be known to decide over the operations of a batch? Each thing is asked once.

The reads are prepared (docs/decisions/0009), for saving is what inspectors do all day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from eyre.cases.models import Assessment, Device, Freeze
from eyre.cases.permissions.allocation import WritingFacts, why_not_write
from eyre.cases.queries.allocations import allocated_to
from eyre.inspections.models import Inspection
from eyre.inspections.permissions import InspectionFacts
from eyre.people.roles import LeadInspector
from eyre.people.standing import Standing
from eyre.platform.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Writable:
    """An assessment that is locked until the transaction ends, and whether one person may write into it."""

    id: UUID
    inspection: str
    form: str
    part: str
    stage: str
    assessor: UUID
    completed_at: datetime | None
    has_case: bool
    is_frozen: bool

    def why_not(self, standing: Standing, facts: InspectionFacts, *, is_settling: bool) -> str:
        """Why this person may not write into it now; "" where they may."""
        told = WritingFacts(
            part=self.part,
            stage=self.stage,
            is_completed=self.completed_at is not None,
            has_case=self.has_case,
            is_assessor=str(self.assessor) == standing.person,
            is_settling=is_settling,
            is_frozen=self.is_frozen,
        )
        return why_not_write(standing, facts, told)

    def why_not_let_in(self, standing: Standing, facts: InspectionFacts) -> str:
        """Why this person may not let in what somebody else wrote; "" where they may: the lead, while it is open."""
        if LeadInspector.code not in facts.roles_here:
            return "The lead inspector decides about what was kept apart."
        return replace(self, has_case=True, assessor=UUID(standing.person)).why_not(
            standing, facts, is_settling=False
        )


@dataclass(frozen=True, slots=True)
class Writer:
    """A device: whose it is, and whether it was revoked."""

    person: UUID
    revoked_at: datetime | None
    skew_seconds: int | None
    sequence: int


def _writable(id: UUID, person: UUID, inspection: str) -> object:
    mine = allocated_to(person, Inspection(pk=inspection)).filter(pk=OuterRef("case")).order_by()
    frozen = Freeze.objects.filter(inspection=inspection, ended_at=None).order_by()
    return (
        Assessment.objects.filter(pk=id, inspection=inspection)
        # The row is locked, so that two batches about one assessment wait for each other and no head is lost
        .select_for_update(of=("self",))
        .annotate(has_case=Exists(mine), is_frozen=Exists(frozen))
        .order_by()
        .values(
            "id", "inspection", "form", "part", "inspection__stage", "assessor", "completed_at",
            "has_case", "is_frozen",
        )
    )  # fmt: skip


_WRITABLE = Prepared(_writable, of=(UUID, UUID, str))  # type: ignore[arg-type]
_WRITER = Prepared(
    lambda id: (
        Device.objects.filter(pk=id).order_by().values("person", "revoked_at", "skew_seconds", "sequence")
    ),
    of=(UUID,),
)


def writables(ids: set[str], person: str, inspection: str) -> dict[str, Writable]:
    """The assessments of this inspection among these, locked in the order of their ids, so that nobody waits in a circle."""
    found = (_WRITABLE.rows(UUID(id), UUID(person), inspection) for id in sorted(ids))
    return {str(row.id): row for rows in found for row in [Writable(*each) for each in rows]}


def writers(ids: set[str]) -> dict[str, Writer]:
    """The devices among these."""
    found = ((id, _WRITER.rows(UUID(id))) for id in sorted(ids))
    return {id: Writer(*rows[0]) for id, rows in found if rows}
