"""Every write about samples: drawn, drawn again, changed by a replacement, withdrawn. A receipt that was is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from eyre.cases.allocated import note_allocated
from eyre.cases.assuring import note_completeness
from eyre.cases.exceptions import CannotDraw
from eyre.cases.models import CaseList, DrawSeed, Sample, SampledCase
from eyre.cases.models.lists import ListState
from eyre.cases.queries.freezing import is_frozen
from eyre.cases.sampling.drawing import Listed, Plan, listed, read, receipt_for, written
from eyre.cases.sampling.stages import BEFORE_SAMPLED, MAY_DRAW, MAY_REPLACE
from eyre.core.planning import Needed, Stage
from eyre.core.sampling import CannotReplace, Receipt
from eyre.core.sampling import replace_case as next_reserve
from eyre.inspections.facts import store_fact
from eyre.inspections.models import Inspection
from eyre.inspections.plan_rows import tick
from eyre.platform.audit import Actor, Ids, Operation, record

KIND = "cases"  # one sample for all cases of the list
TASK = "sample"  # of the plan
PIECE = 2_000
LONGEST_REASON = 500


@transaction.atomic
def draw_sample(*, inspection: Inspection, plan: Plan, reason: str = "", by: Actor, at: datetime) -> Sample:
    """Draw a sample from the list in force, and keep its receipt. A draw after another needs a `reason` and a new seed.

    Raises:
        CannotDraw: where there is no list, too few cases, an unknown stratum, no reason for drawing again, or the
            inspection is past its sample; nothing is changed then.
    """
    held = _locked(inspection, MAY_DRAW, "A sample is drawn before fieldwork begins.")
    case_list = _list_in_force(held)
    before = _current(held)
    words = _reason(reason, needed=before is not None or _any(held))
    found = listed(case_list, plan.by)
    receipt = receipt_for(found, plan, _seed(case_list, by, at))
    made = _keep(held, case_list, receipt, before or _latest(held), words, by, at)
    _keep_cases(made, receipt, found)
    after: Ids = {
        "inspection": held.pk,
        "number": made.number,
        "receipt": made.digest,
        "cases": _count(receipt),
    }
    record("sample.drawn", by=by, at=at, operation=Operation.COLLECTION, on=made, after=after)
    _tell(held, True, by, at)
    return made


@transaction.atomic
def replace_sampled_case(*, sample: Sample, case: str, reason: str, by: Actor, at: datetime) -> Sample:
    """Replace a case that cannot be inspected by the next reserve of its stratum; the receipt before is kept.

    Raises:
        CannotDraw: without a reason, where the case is not inspected or no reserve is left, and where the sample is no
            longer the current one.
    """
    held = _locked(sample.inspection, MAY_REPLACE, "Cases are replaced until fieldwork is over.")
    if is_frozen(held.pk):
        raise CannotDraw("The answers are frozen: the cases they are about stay as they are.")
    before = _still_current(sample)
    words = _reason(reason, needed=True)
    try:
        receipt = next_reserve(read(before.receipt), case, words)
    except CannotReplace as why:
        raise CannotDraw(f"The case cannot be replaced: {why}.", "reason") from why
    made = _keep(held, before.case_list, receipt, before, words, by, at)
    reserve = receipt.replaced[-1].by
    _copy_cases(before, made, case, reserve, words, at)
    after: Ids = {
        "inspection": held.pk,
        "number": made.number,
        "receipt": made.digest,
        "case": case,
        "by": reserve,
    }
    record("sample.replaced", by=by, at=at, operation=Operation.ALTERATION, on=made, after=after)
    _tell(held, True, by, at)
    return made


@transaction.atomic
def withdraw_sample(*, sample: Sample, reason: str, by: Actor, at: datetime) -> Sample:
    """Take a sample back, with a reason, so that another list can be sent; it is kept, and is no longer current.

    Raises:
        CannotDraw: without a reason, and once the inspection has moved on to “sampled”.
    """
    held = _locked(sample.inspection, BEFORE_SAMPLED, "Move the inspection back from “sampled” first.")
    before = _still_current(sample)
    words = _reason(reason, needed=True)
    before.reason = "\n".join(part for part in (before.reason, f"Withdrawn: {words}") if part)
    before.is_current = False
    before.save(update_fields=["reason", "is_current"])
    after: Ids = {"inspection": held.pk, "number": before.number}
    record("sample.withdrawn", by=by, at=at, operation=Operation.ALTERATION, on=before, after=after)
    _tell(held, False, by, at)
    return before


def _locked(inspection: Inspection, stages: tuple[Stage, ...], words: str) -> Inspection:
    """The inspection, locked, at a stage at which this may be done."""
    held = Inspection.objects.select_for_update().get(pk=inspection.pk)
    stage = Stage(held.stage)
    if stage not in stages or held.is_public:
        raise CannotDraw(f"{words} This inspection stands at “{stage.words.lower()}”.")
    return held


def _list_in_force(held: Inspection) -> CaseList:
    found = CaseList.objects.filter(inspection=held, state=ListState.STORED).first()
    if found is None:
        raise CannotDraw("There is no case list to draw from: the provider's contact, or you, send it first.")
    if found.counted_from != held.fieldwork_from:
        raise CannotDraw(
            f"Fieldwork was moved after the list was checked: which cases may be drawn was counted from "
            f"{found.counted_from:%d/%m/%Y}. Send the list again."
        )
    return found


def _current(held: Inspection) -> Sample | None:
    """The sample that is current; None where none was drawn, or it was withdrawn."""
    return Sample.objects.filter(inspection=held, kind=KIND, is_current=True).first()


def _latest(held: Inspection) -> Sample | None:
    return Sample.objects.filter(inspection=held, kind=KIND).order_by("-number").first()


def _any(held: Inspection) -> bool:
    return Sample.objects.filter(inspection=held, kind=KIND).exists()


def _still_current(sample: Sample) -> Sample:
    found = Sample.objects.select_related("case_list").get(pk=sample.pk)
    if not found.is_current:
        raise CannotDraw("The sample was changed meanwhile: look at the latest receipt, and decide again.")
    return found


def _reason(reason: str, *, needed: bool) -> str:
    words = " ".join(reason.split())
    if needed and not words:
        raise CannotDraw("Say why: the reason stands on the receipt.", "reason")
    if len(words) > LONGEST_REASON:
        raise CannotDraw(f"A reason has at most {LONGEST_REASON} characters.", "reason")
    return words


def _seed(case_list: CaseList, by: Actor, at: datetime) -> str:
    """The seed that was fixed when the list came; for a draw after another, a new one of the system's randomness."""
    if not Sample.objects.filter(case_list=case_list).exists():
        return DrawSeed.objects.filter(case_list=case_list).latest("pk").seed
    made = DrawSeed.objects.create(
        inspection_id=case_list.inspection_id,
        case_list=case_list,
        seed=secrets.token_hex(16),
        was_said=False,
        fixed_by=by.id,
        fixed_at=at,
    )
    return made.seed


def _keep(
    held: Inspection,
    case_list: CaseList,
    receipt: Receipt,
    before: Sample | None,
    reason: str,
    by: Actor,
    at: datetime,
) -> Sample:
    Sample.objects.filter(inspection=held, kind=KIND, is_current=True).update(is_current=False)
    text, digest = written(receipt)
    return Sample.objects.create(
        inspection=held,
        case_list=case_list,
        number=Sample.objects.filter(inspection=held).count() + 1,
        kind=KIND,
        receipt=text,
        digest=digest,
        reason=reason,
        replaces=before,
        drawn_by=by.id,
        drawn_at=at,
    )


def _keep_cases(made: Sample, receipt: Receipt, found: Listed) -> None:
    rows = [
        SampledCase(
            sample=made,
            case_id=found.ids[case],
            stratum=_fitting(line.stratum),
            position=position,
            is_reserve=is_reserve,
        )
        for line in receipt.strata
        for is_reserve, cases in ((False, line.cases), (True, line.reserves))
        for position, case in enumerate(cases, 1)
    ]
    SampledCase.objects.bulk_create(rows, batch_size=PIECE)


def _fitting(stratum: str) -> str:
    """The name of a stratum as the table takes it; two long ones stay two."""
    if len(stratum) <= 200:
        return stratum
    return f"{stratum[:180]}… {hashlib.sha256(stratum.encode()).hexdigest()[:12]}"


def _copy_cases(before: Sample, made: Sample, case: str, reserve: str, reason: str, at: datetime) -> None:
    """The cases of the receipt before, but that a reserve has come into the place of one of them."""
    rows = list(SampledCase.objects.filter(sample=before).select_related("case").order_by("pk"))
    place = next(row.position for row in rows if row.case.pseudonym == case)
    for row in rows:
        row.pk, row.sample = None, made
        row._state.adding = True
        if row.case.pseudonym == case:
            row.replaced_at, row.replaced_because = at, reason
        elif row.case.pseudonym == reserve:
            row.is_reserve, row.position = False, place
    SampledCase.objects.bulk_create(rows, batch_size=PIECE)


def _tell(held: Inspection, is_drawn: bool, by: Actor, at: datetime) -> None:
    """Tell the stages, and the plan, what is so now."""
    store_fact(inspection=held, needed=Needed.RECEIPT, true=is_drawn, by=by, at=at)
    if is_drawn:
        tick(inspection=held, code=TASK, by=by, at=at)
    note_allocated(inspection=held, by=by, at=at)
    note_completeness(held, by, at)


def _count(receipt: Receipt) -> int:
    return sum(len(line.cases) for line in receipt.strata)
