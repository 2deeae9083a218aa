"""Which alerts wait, for whom, and what do they say?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from eyre.cases.exceptions import AlertNotFound
from eyre.cases.models import Alert, AnswerNow, QuarantinedOperation
from eyre.inspections.models import Inspection, TeamMember
from eyre.inspections.queries import visible_to
from eyre.people.models import Person
from eyre.people.roles import LeadInspector, OperationsOfficer, QualityLead
from eyre.people.standing import Standing
from eyre.platform.prepared import Prepared

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
    words = _words_apart(found) | _words(found) if with_words else {}
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


def _words_apart(alerts: list[Alert]) -> dict[tuple[UUID, str], str]:
    """The words of those whose operation was kept apart, and is no answer."""
    kept = {each.kept_id: each for each in alerts if each.kept_id is not None}
    rows = QuarantinedOperation.objects.filter(pk__in=kept).values_list("pk", "content")
    return {(kept[pk].assessment_id, kept[pk].key): _said(bytes(content)) for pk, content in rows}


def _said(content: bytes) -> str:
    value = json.loads(content).get("value")
    return str(value.get("text", "")) if isinstance(value, dict) else str(value)


def waiting_for(standing: Standing) -> list[Alert]:
    """The alerts that stand at the top of every page of somebody until they are seen.

    They are for whoever leads the inspection; for quality leads and operations officers once they were passed on.
    An inspection that an interest of theirs covers is not among them. One prepared read where there is none, as on
    nearly every page, and one query more where there is.
    """
    if not standing.is_signed_in or standing.is_apart:
        return []
    rows = _UNSEEN.rows(UUID(standing.person))
    looks_across = bool(standing.roles & {QualityLead.code, OperationsOfficer.code})
    keys = [key for key, leads, was_passed_on in rows if leads or (looks_across and was_passed_on)]
    if not keys:
        return []
    seen = visible_to(standing).order_by().values("pk")
    found = Alert.objects.filter(pk__in=keys, inspection__in=seen)
    return list(found.select_related("inspection", "assessment__case").order_by("raised_at"))


def _unseen(person: UUID) -> QuerySet[Alert, Any]:
    leads = TeamMember.objects.filter(
        inspection=OuterRef("inspection"), person=person, until=None, role=LeadInspector.code
    )
    found = Alert.objects.filter(seen_at=None).annotate(
        leads=Exists(leads.order_by()), was_passed_on=Q(escalated_at__isnull=False)
    )
    told: QuerySet[Alert, Any] = (
        found.filter(Q(leads=True) | Q(was_passed_on=True)).order_by().values("pk", "leads", "was_passed_on")
    )
    return told


_UNSEEN = Prepared(_unseen, of=(UUID,))
