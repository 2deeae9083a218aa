"""Does every case in the sample have an inspector? Told to the stages of the inspection where it comes to be so or not.

What is upstream does not look down: who leaves a team is not known here until somebody does something about cases, or
opens a page that asks `note_allocated`.
"""

from __future__ import annotations

from datetime import datetime

from eyre.core.planning import Needed
from eyre.inspections.facts import store_fact
from eyre.inspections.models import Inspection
from eyre.inspections.plan_rows import tick
from eyre.platform.audit import Actor

from .queries.allocations import sampled_cases, without_inspector

TASK = "allocation"  # of the plan


def is_allocated(inspection: Inspection) -> bool:
    """Whether there is a sample, and every case in it is with somebody who examines cases on the team."""
    return sampled_cases(inspection).exists() and not without_inspector(inspection)


def note_allocated(*, inspection: Inspection, by: Actor, at: datetime) -> bool:
    """Tell the stages, and the plan, what is so now; inside an action that records itself. What is so."""
    true = is_allocated(inspection)
    store_fact(inspection=inspection, needed=Needed.ALLOCATED, true=true, by=by, at=at)
    if true:
        tick(inspection=inspection, code=TASK, by=by, at=at)
    return true
