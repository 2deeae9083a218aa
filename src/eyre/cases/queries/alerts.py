"""Which alerts wait, for whom, and what do they say?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from eyre.cases.exceptions import AlertNotFound
from eyre.cases.models import Alert, AnswerNow
from eyre.inspections.models import Inspection, TeamMember
from eyre.inspections.queries import visible_to
from eyre.people.models import Person
from eyre.people.roles import LeadInspector, OperationsOfficer, QualityLead
from eyre.people.standing import Standing

WITHDRAWN = "(withdrawn since)"


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert as a page shows it; `words` are for those who see cases, "" for others."""

    alert: Alert
    case: str
    words: str
    raised_by: str
    seen_by: str
    done_by: str


def overdue(before: datetime) -> list[Alert]:
    """The alerts raised before this moment that nobody has seen and that were not passed on."""
    found = Alert.objects.filter(seen_at=None, escalated_at=None, raised_at__lte=before)
    return list(found.order_by("raised_at"))


def alert_of(inspection: Inspection, number: int) -> Alert:
    """An alert of an inspection, by number.

    Raises:
        AlertNotFound: when it has none of this number.
    """
    rows = Alert.objects.filter(inspection=inspection, pk=number)
    found = rows.select_related("assessment__case", "inspection").first()
    if found is None:
        raise AlertNotFound(f"{inspection.pk} has no alert {number}.")
    return found


def rows_of(inspection: Inspection, *, with_words: bool) -> list[AlertRow]:
    """Every alert of an inspection, those that wait first."""
    found = Alert.objects.filter(inspection=inspection).select_related("assessment__case", "inspection")
    return rows(
        sorted(found, key=lambda one: (one.done_at is not None, -one.raised_at.timestamp())), with_words
    )


def rows(alerts: Iterable[Alert], with_words: bool) -> list[AlertRow]:
    """These alerts with the names of people and, for those who see cases, their words; two queries."""
    found = list(alerts)
    names = _names(found)
    words = _words(found) if with_words else {}
    return [
        AlertRow(
            each,
            each.assessment.case.pseudonym,
            words.get((each.assessment_id, each.key), WITHDRAWN if with_words else ""),
            *(names.get(one or "", "") for one in (each.raised_by, each.seen_by, each.done_by)),
        )
        for each in found
    ]


def _names(alerts: list[Alert]) -> dict[str, str]:
    ids = {one for each in alerts for one in (each.raised_by, each.seen_by, each.done_by) if one}
    people = Person.objects.filter(pk__in=[each for each in ids if _is_id(each)])
    return {str(key): name for key, name in people.values_list("pk", "name")}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _words(alerts: list[Alert]) -> dict[tuple[UUID, str], str]:
    held = AnswerNow.objects.filter(
        assessment__in=[each.assessment_id for each in alerts], key__in=[each.key for each in alerts]
    )
    return {
        (each.assessment_id, each.key): str(each.value.get("text", ""))
        for each in held
        if isinstance(each.value, dict)
    }


def waiting_for(standing: Standing) -> QuerySet[Alert]:
    """The alerts that stand at the top of every page of somebody until they are seen; one query.

    They are for whoever leads the inspection; for quality leads and operations officers once they were passed on.
    An inspection that an interest of theirs covers is not among them.
    """
    if not standing.is_signed_in or standing.is_apart:
        return Alert.objects.none()
    leads = TeamMember.objects.filter(
        inspection=OuterRef("inspection"), person=UUID(standing.person), until=None, role=LeadInspector.code
    )
    for_them = Q(Exists(leads.order_by()))
    if standing.roles & {QualityLead.code, OperationsOfficer.code}:
        for_them |= Q(escalated_at__isnull=False)
    seen = visible_to(standing).order_by().values("pk")
    found = Alert.objects.filter(for_them, seen_at=None, inspection__in=seen)
    return found.select_related("inspection", "assessment__case").order_by("raised_at")
