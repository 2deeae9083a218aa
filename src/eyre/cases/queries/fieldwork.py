"""Which cases may somebody take along now, until when, and which key of the organisation opens a device?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import make_aware

# By their own names: pages, which import no models, say with them what they are given
from eyre.cases.models import Assessment as Assessment
from eyre.cases.models import CaseAllocation, Freeze, LeaseTaken, ListedCase, SampledCase
from eyre.cases.models import Device as Device
from eyre.cases.models import RecoveryKey as RecoveryKey
from eyre.cases.models.assessments import Part
from eyre.cases.permissions.allocation import WritingFacts, why_not_write
from eyre.core.planning import Stage
from eyre.inspections.models import Inspection as Inspection
from eyre.inspections.models import TeamMember
from eyre.inspections.permissions import InspectionFacts
from eyre.inspections.queries import facts_of, visible_to
from eyre.people.standing import Standing

from .blind import readable_by

KEPT = timedelta(days=14)  # after the last day of fieldwork, a case taken along is removed from the device
WITHIN = (Part.FIRST, Part.SECOND, Part.RECONCILED)


@dataclass(frozen=True, slots=True)
class Takeable:
    """An assessment somebody could take along, with its case and inspection, and why they may not; "" where they may."""

    assessment: Assessment
    why_not: str


def keys_in_force() -> QuerySet[RecoveryKey]:
    """The keys of the organisation by which a device may be set up, the newest first."""
    return RecoveryKey.objects.filter(ended_at=None)


def recovery_key() -> RecoveryKey | None:
    """The key by which devices are set up now."""
    return keys_in_force().first()


def keys_with_devices() -> list[tuple[RecoveryKey, int]]:
    """Every key, and for how many devices that are not revoked it is the way back in."""
    counts = Device.objects.filter(revoked_at=None, recovery__isnull=False).order_by().values("recovery")
    held = {row["recovery"]: row["n"] for row in counts.annotate(n=Count("pk"))}
    return [(key, held.get(key.pk, 0)) for key in RecoveryKey.objects.all()]


def own_device(standing: Standing, id: UUID) -> Device | None:
    """A device of theirs that keeps work without a network; None where there is none, or it is somebody else's."""
    found = Device.objects.filter(pk=id, person=UUID(standing.person), is_offline=True)
    return found.select_related("recovery").first()


def device_of_id(id: UUID) -> Device:
    """A device that was seen before, by its id. Raises Device.DoesNotExist where it is gone."""
    return Device.objects.get(pk=id)


def kept_until(inspection: Inspection, on: date) -> datetime:
    """Until when a case of this inspection may stay on a device: 14 days after the last day of its fieldwork."""
    last = max(inspection.fieldwork_to or on, on)
    return make_aware(datetime.combine(last + KEPT + timedelta(days=1), time()))


def to_take_along(standing: Standing, at: datetime) -> list[tuple[Inspection, list[Assessment]]]:
    """What is with somebody and not complete, of inspections in fieldwork that they may see, by pseudonym."""
    found: dict[str, list[Assessment]] = {}
    for each in _takeable(standing, _open(standing)):
        if not each.why_not:
            found.setdefault(each.assessment.inspection_id, []).append(each.assessment)
    return [(held[0].inspection, held) for _, held in sorted(found.items())]


def asked_for(standing: Standing, ids: list[UUID]) -> dict[UUID, Takeable]:
    """Those of these assessments that somebody may read, and why they may not take each along, by id."""
    rows = readable_by(standing).filter(pk__in=ids, part__in=WITHIN)
    rows = rows.filter(inspection__in=_seen(standing))
    return {each.assessment.pk: each for each in _takeable(standing, rows)}


def not_begun(standing: Standing, inspection: str, pseudonym: str) -> ListedCase | None:
    """A case that is with somebody and whose first assessment nobody has begun; None where there is no such case."""
    seen = _seen(standing).filter(pk=inspection, stage=Stage.FIELDWORK)
    held = CaseAllocation.objects.filter(
        inspector=UUID(standing.person), until=None, case__pseudonym=pseudonym
    )
    cases = ListedCase.objects.filter(
        pk__in=held.filter(inspection__in=seen).order_by().values("case"), case_list__inspection=inspection
    )
    first = Assessment.objects.filter(case=OuterRef("pk"), part=Part.FIRST).order_by()
    return cases.filter(Exists(_drawn("pk")), ~Exists(first)).select_related("case_list").first()


def leases_on(device: UUID) -> QuerySet[LeaseTaken]:
    """The cases that are on a device, as far as the server knows."""
    return LeaseTaken.objects.filter(device=device, ended_at=None)


def _seen(standing: Standing) -> QuerySet[Inspection]:
    return visible_to(standing).order_by()


def _open(standing: Standing) -> QuerySet[Assessment]:
    person = UUID(standing.person)
    held = CaseAllocation.objects.filter(case=OuterRef("case"), inspector=person, until=None).order_by()
    mine = Q(Exists(held), part=Part.FIRST) | Q(assessor=person, part__in=(Part.SECOND, Part.RECONCILED))
    return readable_by(standing).filter(
        mine,
        completed_at=None,
        inspection__stage=Stage.FIELDWORK,
        inspection__in=_seen(standing).values("pk"),
    )


def _drawn(case: str) -> QuerySet[SampledCase]:
    return SampledCase.objects.filter(
        case=OuterRef(case), sample__is_current=True, is_reserve=False, replaced_at=None
    ).order_by()


def _takeable(standing: Standing, rows: QuerySet[Assessment]) -> list[Takeable]:
    person = UUID(standing.person)
    held = CaseAllocation.objects.filter(case=OuterRef("case"), inspector=person, until=None).order_by()
    frozen = Freeze.objects.filter(inspection=OuterRef("inspection"), ended_at=None).order_by()
    told = rows.annotate(has_case=Exists(held), is_drawn=Exists(_drawn("case")), is_frozen=Exists(frozen))
    found = list(told.select_related("case", "inspection", "assessor").order_by("case__pseudonym", "part"))
    facts = {one: facts_of(one, standing) for one in sorted({each.inspection_id for each in found})}
    return [Takeable(each, _why_not(each, standing, facts[each.inspection_id])) for each in found]


def _why_not(found: Assessment, standing: Standing, facts: InspectionFacts) -> str:
    writing = WritingFacts(
        part=found.part,
        stage=found.inspection.stage,
        is_completed=found.completed_at is not None,
        has_case=found.has_case and found.is_drawn,  # type: ignore[attr-defined]
        is_assessor=str(found.assessor_id) == standing.person,
        is_frozen=found.is_frozen,  # type: ignore[attr-defined]
    )
    return why_not_write(standing, facts, writing)


def leases_of(device: UUID) -> QuerySet[LeaseTaken]:
    """Every case that ever was on a device, the latest first."""
    return LeaseTaken.objects.filter(device=device).order_by("-taken_at", "-pk")


def was_on_team(person: UUID, inspection: str) -> bool:
    """Whether somebody ever worked on an inspection."""
    return TeamMember.objects.filter(person=person, inspection=inspection).exists()


def worked_on(device: Device) -> set[str]:
    """Every inspection that a device's person was ever on the team of, or of which a case was ever on the device."""
    teams = TeamMember.objects.filter(person=device.person_id).order_by()
    cases = leases_of(device.pk).order_by().values_list("assessment__inspection", flat=True)
    return {*teams.values_list("inspection", flat=True), *cases}
