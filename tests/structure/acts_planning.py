"""The actions on programmes, stages and plans."""

from acts import act
from acts_work import inspection

from eyre.core.planning import Needed
from eyre.inspections import actions as inspections


@act(inspections.note_fact)
def _() -> dict[str, object]:
    return {"inspection": inspection(), "needed": Needed.RECEIPT, "true": True}
