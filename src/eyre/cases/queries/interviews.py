"""When is whom interviewed about which case: as it stands, and as it would be planned."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from eyre.cases.exceptions import InterviewNotFound
from eyre.cases.models import CaseInterview, ListedCase
from eyre.cases.models.allocations import InterviewState
from eyre.core.planning import Pattern, Placed, Timetable, Wanted, interview_objections, timetable
from eyre.inspections.models import Inspection

from .allocations import examiners, in_order_of_sample, sampled_cases
from .inspectors import office_of, pattern_of
from .proposals import Shares, shares_of

SETTLED = (InterviewState.HELD, InterviewState.CANCELLED)


@dataclass(frozen=True, slots=True)
class PlannedInterviews:
    """What would be planned, by which pattern; `kept` are the cases whose interviews stay as they are."""

    shares: Shares
    pattern: Pattern
    timetable: Timetable
    kept: frozenset[str]
    digest: str

    @property
    def new(self) -> tuple[Placed, ...]:
        """The interviews that would get a time."""
        return tuple(one for one in self.timetable.placed if one.case not in self.kept)


def interviews_of(inspection: Inspection) -> QuerySet[CaseInterview]:
    """The interviews of an inspection with case and inspector: by time, those without one last.

    What was planned about a case that is not in the sample any more is left out.
    """
    goes_on = ~Q(state=InterviewState.PLANNED) | Q(case__in=sampled_cases(inspection).order_by().values("pk"))
    rows = CaseInterview.objects.filter(goes_on, inspection=inspection).select_related("case", "inspector")
    return rows.order_by("starts", "inspector__name", "case__pseudonym", "pk")


def interview(inspection: Inspection, number: int) -> CaseInterview:
    """One interview, by number.

    Raises:
        InterviewNotFound: when the inspection has none of this number.
    """
    found = interviews_of(inspection).filter(pk=number).first()
    if found is None:
        raise InterviewNotFound(f"{inspection.pk} has no interview of the number {number}.")
    return found


def as_placed(row: CaseInterview) -> Placed | None:
    """An interview as the rule looks at it; None while it has no time."""
    if row.starts is None:
        return None
    local = timezone.localtime(row.starts)
    return Placed(wanted_of(row.case, str(row.inspector_id)), local.date(), local.time(), row.minutes)


def wanted_of(case: ListedCase, inspector: str) -> Wanted:
    """An interview about a case that somebody holds; the practitioner of a case is known by pseudonym."""
    return Wanted(case.pseudonym, inspector, case.practitioner, office_of(case))


def days_of(shares: Shares) -> Mapping[str, tuple[date, ...]]:
    """On which days each inspector can interview."""
    return {who: each.days for who, each in shares.by_id.items()}


def plan_of_interviews(
    inspection: Inspection, pattern: Pattern | None = None, *, today: date, anew: bool = False
) -> PlannedInterviews:
    """The timetable as it would be planned today, from tomorrow on: who is interviewed must hear of it before.

    What was held or moved by hand stays, and what lies behind; what has a time stays too, unless `anew`. A case whose
    interview was called off gets none.
    """
    shares, chosen = shares_of(inspection), pattern or pattern_of(inspection)
    rows = {row.case.pseudonym: row for row in interviews_of(inspection)}
    kept = {case: placed for case, row in rows.items() if (placed := _kept(row, shares, today, anew=anew))}
    asked = [
        wanted_of(case, shares.held.get(case.pseudonym, ""))
        for case in in_order_of_sample(inspection)
        if not _is_settled(rows.get(case.pseudonym))
    ]
    days = {who: [day for day in days if day > today] for who, days in days_of(shares).items()}
    found = timetable(asked, days, chosen, list(kept.values()))
    return PlannedInterviews(shares, chosen, found, frozenset(kept), _digest(found))


def _is_settled(row: CaseInterview | None) -> bool:
    return row is not None and row.state in SETTLED


def _kept(row: CaseInterview, shares: Shares, today: date, *, anew: bool) -> Placed | None:
    """The interview as it stays, or None where it may get another time."""
    if row.state == InterviewState.HELD:
        return as_placed(row)
    is_behind = row.starts is not None and timezone.localdate(row.starts) <= today
    stays = row.is_by_hand or is_behind or not anew
    is_theirs = shares.held.get(row.case.pseudonym) == str(row.inspector_id)
    return as_placed(row) if row.state == InterviewState.PLANNED and stays and is_theirs else None


def against(row: CaseInterview, at: Placed) -> tuple[str, ...]:
    """Everything the rules say against this time for an interview."""
    shares = shares_of(row.inspection)
    rows = interviews_of(row.inspection).exclude(state=InterviewState.CANCELLED).exclude(pk=row.pk)
    others = [placed for other in rows if (placed := as_placed(other))]
    days = days_of(shares).get(str(row.inspector_id), ())
    return interview_objections(at, others, days, pattern_of(row.inspection))


def interviews_of_inspector(person: UUID, inspection: Inspection) -> QuerySet[CaseInterview]:
    """Somebody's own interviews, by time."""
    return interviews_of(inspection).filter(inspector=person).exclude(state=InterviewState.CANCELLED)


def timetable_for_provider(inspection: Inspection) -> list[tuple[date, str, str, str, str]]:
    """Who comes when, for the provider’s own page: day, time, place, inspector, and with whom.

    A provider cannot read our pseudonyms and Eyre opens no key for a list; so a practitioner is told by the row of the
    provider’s own file in which they stand.
    """
    come = [person.pk for person in examiners(inspection)]
    rows = interviews_of(inspection).filter(
        state=InterviewState.PLANNED, starts__isnull=False, inspector__in=come
    )
    return [
        (local.date(), f"{local:%H:%M}", row.place, row.inspector.name, f"Row {row.case.row}")
        for row in rows
        if row.starts and (local := timezone.localtime(row.starts))
    ]


def _digest(found: Timetable) -> str:
    placed = [
        [one.case, one.wanted.inspector, one.begins.isoformat(), one.minutes, one.wanted.office]
        for one in found.placed
    ]
    told = {"placed": placed, "file": dict(found.from_file), "unplaced": dict(found.unplaced)}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
