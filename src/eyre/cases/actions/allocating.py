"""Giving cases to inspectors, handing them over and giving them back. Answers stay with the case, whoever has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from eyre.cases.allocated import note_allocated
from eyre.cases.exceptions import AllocationChanged, CannotAllocate, CannotOpenAssessment
from eyre.cases.models import Assessment, CaseAllocation, CaseInterview, ListedCase
from eyre.cases.models.allocations import InterviewState
from eyre.cases.models.assessments import Part
from eyre.cases.queries.allocations import inspector_of
from eyre.cases.queries.proposals import Proposal, Shares, propose, shares_of
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor, Ids, Operation, record

from .assessments import open_assessment

LEFT = "no longer examines cases on this inspection"
FIND_A_TIME = "the case has another inspector: find a time"
NOBODY = "the case has no inspector"


@transaction.atomic
def apply_allocation(
    *, inspection: Inspection, digest: str, said: Mapping[str, int] | None = None, by: Actor, at: datetime
) -> Proposal:
    """Give the cases that nobody has to inspectors, as was proposed, and open the assessment of each.

    `digest` is that of the proposal that was looked at; `said` the minutes by kind it was made with.

    Raises:
        AllocationChanged: when something has changed since, so that something else would be done.
        CannotAllocate: when there is nothing to give.
    """
    _wait(inspection)
    found = propose(inspection, said)
    if found.digest != digest:
        raise AllocationChanged(
            "Something has changed since this was proposed. Look at what is proposed now."
        )
    if not found.new:
        raise CannotAllocate("There is no case to give: every case has an inspector, or cannot have one.")
    for pseudonym, who in found.new.items():
        _give(inspection, found.shares, pseudonym, found.shares.by_id[who].person, LEFT, by, at)
    after: Ids = {"given": len(found.new), "unplaced": len(found.allocation.unplaced)}
    record("cases.allocated", by=by, at=at, operation=Operation.ALTERATION, on=inspection, after=after)
    note_allocated(inspection=inspection, by=by, at=at)
    return found


@transaction.atomic
def hand_over(
    *,
    inspection: Inspection,
    case: ListedCase,
    to: Person,
    reason: str,
    despite: bool = False,
    by: Actor,
    at: datetime,
) -> CaseAllocation:
    """Give one case to an inspector by hand, from whoever has it. What was answered stays with the case.

    `despite`: also where the rules object, unless it is an interest. An interview that is planned needs a time again.

    Raises:
        CannotAllocate: when they have it already, cannot have cases, an interest stands against it, the rules object
            and nobody said that it is to be done despite that, or somebody has it and no reason is given.
    """
    _wait(inspection)
    shares = shares_of(inspection)
    _check(shares, case, to, reason, despite)
    before = inspector_of(case)
    made = _give(inspection, shares, case.pseudonym, to, reason, by, at)
    record(
        "case.handed_over" if before else "case.given",
        by=by,
        at=at,
        operation=Operation.ALTERATION,
        on=case,
        before={"inspector": str(before.inspector_id)} if before else None,
        after={"inspector": str(to.pk), "despite": despite},
    )
    note_allocated(inspection=inspection, by=by, at=at)
    return made


@transaction.atomic
def give_back(
    *, inspection: Inspection, case: ListedCase, reason: str, by: Actor, at: datetime
) -> CaseAllocation:
    """Take a case from its inspector; nobody has it then. What was answered stays.

    Raises:
        CannotAllocate: when nobody has it, or no reason is given.
    """
    _wait(inspection)
    held = CaseAllocation.objects.select_for_update().filter(case=case, until=None).first()
    if held is None:
        raise CannotAllocate("Nobody has this case.")
    if not reason.strip():
        raise CannotAllocate("Say why the case is given back.", "reason")
    _end([held], reason, by, at)
    _take_off(case)
    before: Ids = {"inspector": str(held.inspector_id)}
    record("case.given_back", by=by, at=at, operation=Operation.ALTERATION, on=case, before=before)
    note_allocated(inspection=inspection, by=by, at=at)
    return held


def _wait(inspection: Inspection) -> None:
    """Two who share out the cases of one inspection at once wait for each other here."""
    Inspection.objects.select_for_update().get(pk=inspection.pk)


def _check(shares: Shares, case: ListedCase, to: Person, reason: str, despite: bool) -> None:
    who = str(to.pk)
    if case.pseudonym not in shares.by_pseudonym:
        raise CannotAllocate(f"The case {case.pseudonym} is not in the sample.", "")
    if who not in shares.by_id:
        raise CannotAllocate(f"{to.name} does not examine cases on this inspection.", "inspector")
    if shares.held.get(case.pseudonym) == who:
        raise CannotAllocate(f"{to.name} has this case already.", "inspector")
    has_somebody = case.pseudonym in shares.held or case.pseudonym in shares.left
    if has_somebody and not reason.strip():
        raise CannotAllocate("Say why the case is handed over.", "reason")
    against = shares.against(case, who)
    if shares.is_barred(case, who) or (against and not despite):
        raise CannotAllocate(f"Of {to.name} the rules say: {'; '.join(against)}.", "inspector")


def _give(
    inspection: Inspection,
    shares: Shares,
    pseudonym: str,
    to: Person,
    reason: str,
    by: Actor,
    at: datetime,
) -> CaseAllocation:
    case = shares.by_pseudonym[pseudonym]
    _end(CaseAllocation.objects.select_for_update().filter(case=case, until=None), reason, by, at)
    made = CaseAllocation.objects.create(
        inspection=inspection, case=case, inspector=to, since=at, given_by=by.id
    )
    _hand_on(inspection, case, to, by, at)
    return made


def _end(rows: Iterable[CaseAllocation], reason: str, by: Actor, at: datetime) -> None:
    for row in rows:
        row.until, row.ended_by, row.reason = at, by.id, reason.strip()
        row.save(update_fields=["until", "ended_by", "reason"])


def _hand_on(inspection: Inspection, case: ListedCase, to: Person, by: Actor, at: datetime) -> None:
    """The first assessment is theirs now, with every answer in it; its interview needs a time again.

    One that is complete stays the work of whoever completed it.
    """
    first = Assessment.objects.filter(case=case, part=Part.FIRST)
    if not first.exists():
        _open(inspection, case, to, by, at)
    Assessment.objects.filter(case=case, part=Part.FIRST, completed_at=None).update(assessor=to)
    planned = CaseInterview.objects.filter(case=case, state=InterviewState.PLANNED).exclude(inspector=to)
    planned.update(inspector=to, starts=None, is_by_hand=False, why=FIND_A_TIME)


def _open(inspection: Inspection, case: ListedCase, to: Person, by: Actor, at: datetime) -> None:
    try:
        open_assessment(inspection=inspection, case=case, assessor=to, by=by, at=at)
    except CannotOpenAssessment:
        # The edition asks nothing of such a case: it is read, and there is no form to open
        return


def _take_off(case: ListedCase) -> None:
    """Its interview has no time until somebody has the case."""
    planned = CaseInterview.objects.filter(case=case, state=InterviewState.PLANNED)
    planned.update(starts=None, is_by_hand=False, why=NOBODY)
