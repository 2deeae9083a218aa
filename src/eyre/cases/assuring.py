"""What the actions of completing, reviewing and deciding ask before they write."""

from __future__ import annotations

from datetime import datetime

from eyre.core.cases.assurance import (
    CaseFacts,
    why_not_reconcile,
    why_not_review,
    why_not_withdraw_second,
)
from eyre.core.planning import Needed
from eyre.inspections.facts import store_fact
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor

from .exceptions import CannotAssure, CannotComplete
from .models import Assessment
from .models.assessments import Part
from .queries.folded import missing_of
from .queries.freezing import incomplete, is_frozen
from .queries.seconds import case_facts, comparison, decisions, parts_of_case, writers

FROZEN = "The answers of this inspection are frozen: nothing about them changes any more."
COMPARED = (
    "Both assessments of this case are complete and have been seen side by side: they stay as they are. "
    "Decide in the reconciled record."
)
SHOWN = 3  # of what is missing, in one sentence; the page lists all


def locked(assessment: Assessment) -> Assessment:
    """The row, held until the transaction ends, so that two who act on it at once wait for each other."""
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("case", "inspection", "assessor")
    return rows.get(pk=assessment.pk)


def check_complete(held: Assessment, by: Actor) -> None:
    """Raises CannotComplete: for somebody else's, one that is complete, and anything that is missing."""
    if held.completed_at is not None:
        raise CannotComplete("This assessment is complete already.")
    if held.part == Part.WITHDRAWN:
        raise CannotComplete("This second assessment was withdrawn.")
    if held.part == Part.RECONCILED:
        raise CannotComplete("A reconciled record is completed by the signatures of those who decide.")
    if str(held.assessor_id) != by.id:
        raise CannotComplete("An assessment is completed by its own assessor.")
    if is_frozen(held.inspection_id):
        raise CannotComplete(FROZEN)
    check_nothing_missing(held)


def check_nothing_missing(held: Assessment) -> None:
    """Raises CannotComplete, naming what the form still wants, conflicts among it."""
    if missing := missing_of(held):
        words = "; ".join(each.words for each in missing[:SHOWN])
        more = f"; and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        raise CannotComplete(f"Not yet: {words}{more}.")


def check_review(held: Assessment, by: Actor) -> None:
    """Raises CannotAssure: nobody reviews their own work, nor what is not complete."""
    if why := why_not_review(str(held.assessor_id), writers(held), held.completed_at is not None, by.id):
        raise CannotAssure(why)


def check_reopen(held: Assessment, reason: str) -> None:
    """Raises CannotComplete: without a reason, after the freeze, and for what was compared with another assessment."""
    if not reason.strip():
        raise CannotComplete("Say why the assessment is reopened.")
    if is_frozen(held.inspection_id):
        raise CannotComplete(FROZEN)
    facts = case_facts(held.case, held.inspection)
    if held.part != Part.RECONCILED and facts.second and not facts.is_blind:
        raise CannotComplete(COMPARED)


def check_signing(held: Assessment, facts: CaseFacts, by: Actor, leads: bool) -> None:
    """Raises CannotAssure and CannotComplete as `sign` says."""
    if held.part != Part.RECONCILED or held.completed_at is not None:
        raise CannotAssure("This record is complete already.")
    if why := why_not_reconcile(facts, by.id, leads):
        raise CannotAssure(why)
    if is_frozen(held.inspection_id):
        raise CannotAssure(FROZEN)
    left = comparison(parts_of_case(held.case)).undecided(decisions(held))
    if left:
        raise CannotAssure(f"{len(left)} difference{'s' if len(left) > 1 else ''} wait to be decided.")
    check_nothing_missing(held)


def check_withdraw_second(facts: CaseFacts, inspection: Inspection, reason: str, by: Actor) -> None:
    """Raises CannotAssure as `withdraw_second` says."""
    if why := why_not_withdraw_second(facts, by.id):
        raise CannotAssure(why)
    if not reason.strip():
        raise CannotAssure("Say why the second assessment is withdrawn.", "reason")
    if is_frozen(inspection.pk):
        raise CannotAssure(FROZEN)


def note_completeness(inspection: Inspection, by: Actor, at: datetime) -> None:
    """Pass up whether every case is complete now."""
    is_true = not incomplete(inspection)
    store_fact(inspection=inspection, needed=Needed.CASES_COMPLETE, true=is_true, by=by, at=at)
