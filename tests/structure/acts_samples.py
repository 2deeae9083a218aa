"""The actions on samples: drawn, changed by a replacement, withdrawn. The stages know of a receipt already."""

from acts import act
from acts_case_lists import sent, with_fieldwork
from acts_work import OTHER

from eyre.cases.actions import samples
from eyre.cases.lists.keeping import check_waiting
from eyre.cases.models import Sample
from eyre.cases.sampling.drawing import Plan, read
from eyre.core.planning import Needed
from eyre.inspections.actions import note_fact
from eyre.inspections.models import Inspection
from published_data import NOON

PLAN = Plan(number=1)


def listed() -> Inspection:
    """An unpublished inspection with a list in force."""
    held = with_fieldwork()
    Inspection.objects.filter(pk=held.pk).update(is_public=False, stage="evidence-requested")
    sent()
    check_waiting()
    held.refresh_from_db()
    return held


def know(inspection: Inspection, *, true: bool) -> None:
    """What the act will tell the stages is what they know: it leaves a row of its own only where it is news."""
    note_fact(inspection=inspection, needed=Needed.RECEIPT, true=true, by=OTHER, at=NOON)


def drawn() -> Sample:
    return samples.draw_sample(inspection=listed(), plan=PLAN, by=OTHER, at=NOON)


@act(samples.draw_sample)
def _() -> dict[str, object]:
    held = listed()
    know(held, true=True)
    return {"inspection": held, "plan": PLAN}


@act(samples.replace_sampled_case)
def _() -> dict[str, object]:
    made = drawn()
    return {"sample": made, "case": read(made.receipt).strata[0].cases[0], "reason": "the file is lost"}


@act(samples.withdraw_sample)
def _() -> dict[str, object]:
    made = drawn()
    know(made.inspection, true=False)
    return {"sample": made, "reason": "half the list was missing"}
