"""What other areas know of an inspection and a move between stages asks for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.core.planning import Needed
from eyre.inspections.facts import store_fact
from eyre.inspections.models import CODE_OF, Inspection
from eyre.platform.audit import Actor, Ids, Operation, record


@transaction.atomic
def note_fact(*, inspection: Inspection, needed: Needed, true: bool, by: Actor, at: datetime) -> bool:
    """Note whether something a move asks for is true now; the same again changes nothing. Whether it was new.

    The area that knows it calls this where it comes to be true or ceases to be; nothing is moved by it.

    Raises:
        ValueError: for what is seen from the inspection itself and nobody tells.
    """
    is_new = store_fact(inspection=inspection, needed=needed, true=true, by=by, at=at)
    if is_new:
        after: Ids = {"needed": CODE_OF[needed], "true": true}
        record("fact.noted", by=by, at=at, operation=Operation.ALTERATION, on=inspection, after=after)
    return is_new
