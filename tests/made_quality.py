"""What the pages of quality assurance show of an inspection of the cast: a case assessed twice, a dip sample, an alert."""

from uuid import uuid4

from cast import Cast
from eyre.cases.actions.alerts import raise_alert
from eyre.cases.actions.second import draw_dip
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor
from made_cases import assessed, cases_of
from published_data import NOON

BY = Actor.of_command("the tests")


def quality_of(cast: Cast, inspection: Inspection) -> dict[str, str]:
    """What stands in addresses: a case that two people assessed, both complete, the first of the two, and an alert."""
    case = cases_of(inspection, 1)[0]
    first = assessed(case, cast["second-inspector"], is_complete=True)
    assessed(case, cast["outsider"], "second", is_complete=True)
    draw_dip(inspection=inspection, purpose="review", size=1, seed="a seed", by=BY, at=NOON)
    told = {"operation": uuid4(), "key": f"alert:{uuid4()}"}
    alert = raise_alert(assessment=first, **told, by=BY, at=NOON)  # type: ignore[arg-type]
    assert alert is not None, "a new key raises an alert"
    return {"twice": str(case.pk), "reviewed": str(first.pk), "alert": str(alert.pk)}
