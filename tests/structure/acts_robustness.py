"""The action that keeps how secure ratings are."""

from typing import Any

from acts import act

from eyre.cases.actions.freezing import freeze_taken
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor
from eyre.ratings.actions import robustness
from published_data import NOON


@act(robustness.keep_robustness)
def _() -> dict[str, Any]:
    Inspection.objects.filter(pk="pdu-2023-cumbria").update(is_public=False, stage="judgement")
    found = Inspection.objects.select_related("edition").get(pk="pdu-2023-cumbria")
    freeze_taken(inspection=found, by=Actor.of_command("the tests"), at=NOON)
    return {"inspection": found}
