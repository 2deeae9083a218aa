"""A case is assessed a second time, blind; what the two differ in is decided in a third record that those sign."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from eyre.cases.assuring import (
    FROZEN,
    check_signing,
    check_withdraw_second,
    locked,
    note_completeness,
)
from eyre.cases.exceptions import CannotAssure
from eyre.cases.models import (
    Assessment,
    Decision,
    DipSample,
    ListedCase,
    SecondAsked,
    SecondWithdrawn,
    Signature,
)
from eyre.cases.models.assessments import Part
from eyre.cases.queries.freezing import is_frozen
from eyre.cases.queries.journal import has_conflicts
from eyre.cases.queries.quality import dip_frame
from eyre.cases.queries.seconds import asking_facts, case_facts, examiners, signed
from eyre.core.cases.assurance import missing_signatures, why_not_ask_second, why_not_reconcile
from eyre.core.planning import Needed
from eyre.core.sampling import Frame, Receipt, as_data, draw_receipt
from eyre.inspections.facts import store_fact
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.people.roles import QualityLead
from eyre.platform.audit import Actor, Ids, Operation, record

from .assessments import open_assessment


@transaction.atomic
def ask_second(
    *, case: ListedCase, assessor: Person, dip: DipSample | None = None, by: Actor, at: datetime
) -> Assessment:
    """Ask another inspector to assess a case again, without seeing what the first wrote.

    Raises:
        CannotAssure: for somebody who cannot do it blind, is not on the team, or is asked too late.
        CannotOpenAssessment: where the edition asks nothing of such a case.
    """
    inspection = _locked(case)
    facts = asking_facts(case, inspection)
    if not facts.first:
        raise CannotAssure("Nobody has begun to assess this case.")
    if why := why_not_ask_second(facts, by.id, str(assessor.pk)):
        raise CannotAssure(why, "assessor")
    if assessor not in examiners(inspection):
        raise CannotAssure("They are not on the team that examines these cases.", "assessor")
    if is_frozen(inspection.pk):
        raise CannotAssure(FROZEN)
    made = open_assessment(
        inspection=inspection, case=case, assessor=assessor, part=Part.SECOND, by=by, at=at
    )
    SecondAsked.objects.create(assessment=made, dip=dip, asked_by=by.id, asked_at=at)
    note_completeness(inspection, by, at)
    return made


@transaction.atomic
def withdraw_second(*, case: ListedCase, reason: str, by: Actor, at: datetime) -> Assessment:
    """Take a second assessment that is not complete from whoever was asked, so that somebody else can be.

    Their answers stay in the journal, count nowhere, and are shown to nobody who assesses the case.

    Raises:
        CannotAssure: where none is under way, without a reason, after the freeze, and to those who assess the case.
    """
    inspection = _locked(case)
    # The row is held before its state is looked at: its assessor may be completing it
    held = Assessment.objects.select_for_update(of=("self",)).filter(case=case, part=Part.SECOND).first()
    check_withdraw_second(case_facts(case, inspection), inspection, reason, by)
    assert held is not None, "the rule asks for one"
    held.part = Part.WITHDRAWN
    held.save(update_fields=["part"])
    SecondWithdrawn.objects.create(
        assessment=held, reason=reason.strip(), withdrawn_by=by.id, withdrawn_at=at
    )
    after: Ids = {"case": case.pk, "assessor": str(held.assessor_id), "version": held.version}
    record("second.withdrawn", by=by, at=at, operation=Operation.ALTERATION, on=held, after=after)
    note_completeness(inspection, by, at)
    true = not has_conflicts(inspection.pk)
    store_fact(inspection=inspection, needed=Needed.NO_CONFLICTS, true=true, by=by, at=at)
    return held


def _locked(case: ListedCase) -> Inspection:
    """The inspection of a case, so that two who decide about its cases at once wait for each other."""
    return Inspection.objects.select_for_update(of=("self",)).get(pk=case.case_list.inspection_id)


@transaction.atomic
def draw_dip(
    *, inspection: Inspection, purpose: str, size: int, seed: str, by: Actor, at: datetime
) -> DipSample:
    """Draw so many of the completed cases at random, so that anybody can draw them again from the receipt.

    Who draws knows the cases: to what they say as the seed, randomness of the system is added, so that nobody can try
    seeds until they like what is drawn.

    Raises:
        CannotAssure: when fewer cases are complete, none is wanted, or the seed is empty.
    """
    Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    frame = dip_frame(inspection, purpose)
    _check_draw(len(frame.cases), size, seed)
    receipt = _drawn(frame, purpose, size, seed)
    text = json.dumps(as_data(receipt), ensure_ascii=False, indent=2) + "\n"
    latest = DipSample.objects.filter(inspection=inspection).aggregate(most=Max("number"))["most"]
    made = DipSample.objects.create(
        inspection=inspection,
        number=(latest or 0) + 1,
        purpose=purpose,
        receipt=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        cases=[case for line in receipt.strata for case in line.cases],
        drawn_by=by.id,
        drawn_at=at,
    )
    after: Ids = {"number": made.number, "purpose": purpose, "cases": size, "receipt": made.digest}
    record("dip.drawn", by=by, at=at, operation=Operation.COLLECTION, on=inspection, after=after)
    return made


def _check_draw(complete: int, size: int, seed: str) -> None:
    if not complete:
        raise CannotAssure("No completed case can be drawn yet.", "size")
    if not 1 <= size <= complete:
        raise CannotAssure(f"Give a number from 1 to {complete}: so many cases can be drawn now.", "size")
    if not seed.strip():
        raise CannotAssure("Give a seed: any words or number.", "seed")


def _drawn(frame: Frame, purpose: str, size: int, seed: str) -> Receipt:
    wanted = dict.fromkeys(frame.sizes(), size)
    return draw_receipt(
        frame,
        f"{seed.strip()} {secrets.token_hex(8)}",
        wanted,
        plan={"purpose": purpose, "wanted": str(size)},
        reserves=0,
    )


@transaction.atomic
def open_reconciled(*, case: ListedCase, person: Person, by: Actor, at: datetime) -> Assessment:
    """Begin the third record of a case that was assessed twice; eyre.cases.reconciling fills in what both said.

    Raises:
        CannotAssure: before both are complete, to anybody but the two and the quality lead, and after the freeze.
        CannotOpenAssessment: when it was begun already.
    """
    inspection = _locked(case)
    if why := why_not_reconcile(case_facts(case, inspection), by.id, by.role == QualityLead.code):
        raise CannotAssure(why)
    if is_frozen(inspection.pk):
        raise CannotAssure(FROZEN)
    made = open_assessment(
        inspection=inspection, case=case, assessor=person, part=Part.RECONCILED, by=by, at=at
    )
    note_completeness(inspection, by, at)
    return made


@transaction.atomic
def note_decision(
    *, assessment: Assessment, key: str, operation: UUID, reason: str, by: Actor, at: datetime
) -> Decision:
    """Keep why a difference was decided as it was; the answer itself is the operation named.

    Raises:
        CannotAssure: without a reason, or when the record is complete.
    """
    held = locked(assessment)
    if not reason.strip():
        raise CannotAssure("Say why you decide like this.", "reason")
    if held.part != Part.RECONCILED or held.completed_at is not None:
        raise CannotAssure("This record is complete: reopen it first.")
    made = Decision.objects.create(
        assessment=held,
        key=key,
        operation=operation,
        reason=reason.strip(),
        decided_by_id=by.id,
        decided_at=at,
    )
    after: Ids = {"decision": made.pk, "key": key, "operation": str(operation)}
    record("difference.decided", by=by, at=at, operation=Operation.ALTERATION, on=held, after=after)
    return made


@transaction.atomic
def sign(*, assessment: Assessment, by: Actor, at: datetime) -> bool:
    """Hold a reconciled record to be right as it stands; whether it is complete with that.

    Both assessors sign, or the quality lead alone, who is neither of them.

    Raises:
        CannotAssure: to anybody else, and while differences are undecided.
        CannotComplete: while the form still wants something.
    """
    held = locked(assessment)
    facts = case_facts(held.case, held.inspection)
    leads = by.role == QualityLead.code and by.id not in facts.assessors
    check_signing(held, facts, by, leads)
    Signature.objects.update_or_create(assessment=held, person_id=by.id, defaults={"signed_at": at})
    is_complete = not missing_signatures(facts, signed(held), leads)
    if is_complete:
        held.completed_at, held.completed_by = at, by.id
        held.save(update_fields=["completed_at", "completed_by"])
    after: Ids = {"case": held.case_id, "complete": is_complete}
    record("reconciled.signed", by=by, at=at, operation=Operation.ALTERATION, on=held, after=after)
    note_completeness(held.inspection, by, at)
    return is_complete
