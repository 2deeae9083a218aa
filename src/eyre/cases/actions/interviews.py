"""Planning the interviews about cases, moving one, and saying that one was held or called off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from eyre.cases.exceptions import CannotPlan, PlanChanged
from eyre.cases.models import CaseInterview, InterviewPattern
from eyre.cases.models.allocations import InterviewState
from eyre.cases.queries.allocations import sampled_cases
from eyre.cases.queries.inspectors import office_of
from eyre.cases.queries.interviews import (
    SETTLED,
    PlannedInterviews,
    against,
    interviews_of,
    plan_of_interviews,
    wanted_of,
)
from eyre.core.planning import Pattern, Placed
from eyre.inspections.models import Inspection
from eyre.inspections.plan_rows import tick
from eyre.platform.audit import Actor, Ids, Operation, record

TASK = "interviews"  # of the plan
NOBODY, REPLACED = "the case has no inspector", "the case was replaced"
# Nobody is in two places at once, whatever somebody ticks
NEVER = ("another interview at this time",)


@transaction.atomic
def plan_interviews(
    *, inspection: Inspection, pattern: Pattern, digest: str, anew: bool = False, by: Actor, at: datetime
) -> PlannedInterviews:
    """Give the interviews about all cases their times, as was proposed, and keep the pattern of a day.

    From tomorrow on; what lies behind stays as it is.

    Raises:
        PlanChanged: when something has changed since it was looked at, so that something else would be planned.
    """
    Inspection.objects.select_for_update().get(pk=inspection.pk)
    found = plan_of_interviews(inspection, pattern, today=timezone.localdate(at), anew=anew)
    if found.digest != digest:
        raise PlanChanged("Something has changed since this was proposed. Look at what is proposed now.")
    _keep_pattern(inspection, pattern, by, at)
    _write(inspection, found)
    if not found.timetable.unplaced:
        tick(inspection=inspection, code=TASK, by=by, at=at)
    after: Ids = {
        "placed": len(found.timetable.placed),
        "from_file": len(found.timetable.from_file),
        "unplaced": len(found.timetable.unplaced),
    }
    record("interviews.planned", by=by, at=at, operation=Operation.ALTERATION, on=inspection, after=after)
    return found


@transaction.atomic
def move_interview(
    *,
    interview: CaseInterview,
    starts: datetime,
    place: str,
    despite: bool = False,
    by: Actor,
    at: datetime,
) -> CaseInterview:
    """Give one interview this time and place by hand; the next plan leaves it there. One called off is planned again.

    `despite`: also where the rules object, but for two interviews at once.

    Raises:
        CannotPlan: when it was held, when the time has passed, or when the rules object.
    """
    row = _locked(interview)
    if row.state == InterviewState.HELD:
        raise CannotPlan("This interview was held.", "")
    _clear(row.inspection)
    if starts <= at:
        raise CannotPlan("Choose a time that has not passed.", "day")
    objections = against(row, _placed(row, starts))
    hard = [words for words in objections if words.endswith(NEVER)]
    if hard or (objections and not despite):
        raise CannotPlan(f"Against this time: {'; '.join(hard or objections)}.", "clock")
    before: Ids = {"starts": _said(row.starts), "state": row.state}
    row.starts, row.place, row.is_by_hand, row.why = starts, place.strip(), True, ""
    row.state = InterviewState.PLANNED
    row.save(update_fields=["starts", "place", "is_by_hand", "why", "state"])
    after: Ids = {"starts": _said(starts), "despite": bool(objections)}
    operation = Operation.ALTERATION
    record("interview.moved", by=by, at=at, operation=operation, on=row, before=before, after=after)
    return row


@transaction.atomic
def hold_interview(*, interview: CaseInterview, by: Actor, at: datetime) -> CaseInterview:
    """Say that an interview was held.

    Raises:
        CannotPlan: when it is not planned for a time that has come.
    """
    row = _locked(interview)
    if row.state != InterviewState.PLANNED or row.starts is None or row.starts > at:
        raise CannotPlan("Only an interview whose time has come was held.")
    return _settle(row, InterviewState.HELD, "", by, at)


@transaction.atomic
def cancel_interview(*, interview: CaseInterview, reason: str, by: Actor, at: datetime) -> CaseInterview:
    """Call an interview off; the case is examined from its file, unless somebody moves the interview to a time.

    Raises:
        CannotPlan: when it was held or called off, or no reason is given.
    """
    row = _locked(interview)
    if row.state in SETTLED:
        raise CannotPlan(f"This interview is {InterviewState(row.state).label.lower()} already.")
    if not reason.strip():
        raise CannotPlan("Say why the interview is called off.", "reason")
    return _settle(row, InterviewState.CANCELLED, reason.strip(), by, at)


def _locked(interview: CaseInterview) -> CaseInterview:
    Inspection.objects.select_for_update().get(pk=interview.inspection_id)
    rows = CaseInterview.objects.select_related("case", "inspector", "inspection")
    return rows.get(pk=interview.pk)


def _settle(row: CaseInterview, state: InterviewState, why: str, by: Actor, at: datetime) -> CaseInterview:
    before: Ids = {"state": row.state}
    row.state, row.why = state, why
    row.save(update_fields=["state", "why"])
    action = f"interview.{state.value}"
    record(action, by=by, at=at, operation=Operation.ALTERATION, on=row, before=before)
    return row


def _placed(row: CaseInterview, starts: datetime) -> Placed:
    local = timezone.localtime(starts)
    wanted = wanted_of(row.case, str(row.inspector_id))
    return Placed(wanted, local.date(), local.time(), row.minutes)


def _said(starts: datetime | None) -> str:
    return "" if starts is None else timezone.localtime(starts).isoformat()


def _keep_pattern(inspection: Inspection, pattern: Pattern, by: Actor, at: datetime) -> None:
    told = {
        "starts": [start.isoformat("minutes") for start in sorted(pattern.starts)],
        "minutes": pattern.minutes,
        "travel": pattern.travel,
        "at_most": pattern.at_most,
        "a_day": pattern.a_day,
        "set_by": by.id,
        "set_at": at,
    }
    InterviewPattern.objects.update_or_create(inspection=inspection, defaults=told)


def _write(inspection: Inspection, found: PlannedInterviews) -> None:
    """One row for each case that somebody has and whose interview is open; times are taken off before they are given."""
    _clear(inspection)
    planned = CaseInterview.objects.filter(inspection=inspection, state=InterviewState.PLANNED)
    planned.exclude(case__pseudonym__in=list(found.shares.held)).update(
        starts=None, is_by_hand=False, why=NOBODY
    )
    rows = {row.case.pseudonym: row for row in interviews_of(inspection)}
    placed = {one.case: one for one in found.new}
    why = dict(found.timetable.from_file) | dict(found.timetable.unplaced)
    told = [case for case in (*placed, *why) if case in found.shares.held]
    CaseInterview.objects.filter(pk__in=[rows[case].pk for case in told if case in rows]).update(starts=None)
    for case in told:
        _row(inspection, found, case, rows.get(case), placed.get(case), why.get(case, "")).save()


def _clear(inspection: Inspection) -> None:
    """Call off what was planned about cases that are not in the sample any more: their times are free."""
    planned = CaseInterview.objects.filter(inspection=inspection, state=InterviewState.PLANNED)
    gone = planned.exclude(case__in=sampled_cases(inspection).order_by().values("pk"))
    gone.update(state=InterviewState.CANCELLED, starts=None, why=REPLACED)


def _row(
    inspection: Inspection,
    found: PlannedInterviews,
    pseudonym: str,
    row: CaseInterview | None,
    placed: Placed | None,
    why: str,
) -> CaseInterview:
    case = found.shares.by_pseudonym[pseudonym]
    kept = row or CaseInterview(inspection=inspection, case=case, place=office_of(case)[:200])
    kept.practitioner = case.practitioner
    kept.inspector = found.shares.by_id[found.shares.held[pseudonym]].person
    kept.starts = timezone.make_aware(placed.begins) if placed else None
    kept.minutes, kept.is_by_hand, kept.why = found.pattern.minutes, False, why
    return kept
