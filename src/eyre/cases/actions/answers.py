"""Every write about the answers of an inspection."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.cases.exceptions import AnswersDoNotFit
from eyre.cases.frozen import digest_of, fields_of
from eyre.cases.models import FrozenAnswers
from eyre.core.cases import AnswerMatrix
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor, Operation, record


@transaction.atomic
def store_answers(
    *,
    inspection: Inspection,
    matrix: AnswerMatrix,
    is_reconstructed: bool,
    note: str,
    by: Actor,
    at: datetime,
) -> bool:
    """Keep these answers as the frozen answers of the inspection; whether that changed anything.

    Raises:
        AnswersDoNotFit: when a question is none that the inspection's edition asks about cases.
    """
    strangers = [q for q in matrix.questions if q not in edition(inspection.edition_id).questions]
    if strangers:
        raise AnswersDoNotFit(f"{inspection.edition_id} asks no question {', '.join(strangers)} about cases")
    held = FrozenAnswers.objects.filter(inspection=inspection).defer("cells").first()
    told = (digest_of(matrix), is_reconstructed, note)
    if held is not None and (held.digest, held.is_reconstructed, held.note) == told:
        return False
    marks = {"is_reconstructed": is_reconstructed, "note": note, "stored_by": by.id, "stored_at": at}
    FrozenAnswers.objects.update_or_create(inspection=inspection, defaults=fields_of(matrix) | marks)
    record(
        "answers.stored",
        by=by,
        at=at,
        operation=Operation.ALTERATION if held else Operation.COLLECTION,
        on=inspection,
        before={"digest": held.digest} if held else None,
        after={"digest": told[0], "cases": len(matrix.cases), "is_reconstructed": is_reconstructed},
    )
    return True
