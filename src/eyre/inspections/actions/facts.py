"""What other areas know of an inspection and a move between stages asks for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.core.planning import Needed
from eyre.inspections.models import CODE_OF, Inspection, StageFact
from eyre.platform.audit import Actor, Ids, Operation, record


@transaction.atomic
def note_fact(*, inspection: Inspection, needed: Needed, true: bool, by: Actor, at: datetime) -> StageFact:
    """Note whether something a move asks for is true now; the same again changes nothing.

    The area that knows it calls this where it comes to be true or ceases to be; nothing is moved by it.
    """
    # Two who note something of the same inspection at once wait for each other here
    Inspection.objects.select_for_update().get(pk=inspection.pk)
    held = StageFact.objects.filter(inspection=inspection, needed=CODE_OF[needed]).first()
    if held is not None and held.is_true == true:
        return held
    fact = held or StageFact(inspection=inspection, needed=CODE_OF[needed])
    fact.is_true, fact.noted_by, fact.at = true, by.id, at
    fact.save()
    after: Ids = {"needed": fact.needed, "true": true}
    record("fact.noted", by=by, at=at, operation=Operation.ALTERATION, on=inspection, after=after)
    return fact
