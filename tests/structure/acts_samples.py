"""The actions on samples: drawn, changed by a replacement, withdrawn."""

from acts import act
from acts_case_lists import sent, with_fieldwork
from acts_work import OTHER

from eyre.cases.actions import samples
from eyre.cases.lists.keeping import check_waiting
from eyre.cases.models import Sample
from eyre.cases.sampling.drawing import Plan, read
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


def drawn() -> Sample:
    return samples.draw_sample(inspection=listed(), plan=PLAN, by=OTHER, at=NOON)


@act(samples.draw_sample)
def _() -> dict[str, object]:
    return {"inspection": listed(), "plan": PLAN}


@act(samples.replace_sampled_case)
def _() -> dict[str, object]:
    made = drawn()
    return {"sample": made, "case": read(made.receipt).strata[0].cases[0], "reason": "the file is lost"}


@act(samples.withdraw_sample)
def _() -> dict[str, object]:
    return {"sample": drawn(), "reason": "half the list was missing"}
