"""The answers of an inspection are frozen: from then on nothing about them changes, and their hash says so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.cases.changes import freeze_changed
from eyre.cases.exceptions import CannotFreeze
from eyre.cases.frozen import digest_of, fields_of, matrix_of
from eyre.cases.models import Assessment, Freeze, FrozenAnswers
from eyre.cases.queries.freezing import (
    is_frozen,
    journal_digest,
    matrix_from_events,
    matrix_now,
    next_number,
    sources,
    wanting,
)
from eyre.core.cases import AnswerMatrix
from eyre.core.cases.freezing import NotAnAnswer
from eyre.core.planning import Needed, Stage
from eyre.inspections.facts import store_fact
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor, Ids, Operation, record

SHOWN = 5


@transaction.atomic
def freeze(*, inspection: Inspection, by: Actor, at: datetime) -> Freeze:
    """Keep the answers of every case as they stand, with their digest; nothing about them changes afterwards.

    The matrix is built from what pages show and again from every entry of the journal: both must be the same.

    Raises:
        CannotFreeze: when anything is missing, they are frozen already, or the journal says something else.
    """
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    # Whoever saves, completes or reopens holds the row of an assessment: they are done before it is looked at, or wait
    list(Assessment.objects.select_for_update().filter(inspection=held).order_by("pk").values_list("pk"))
    _check(held)
    chosen = sources(held)
    matrix = _matrix(held)
    digest, entries = journal_digest(each.pk for each in chosen)
    made = Freeze.objects.create(
        inspection=held,
        number=next_number(held),
        sources={each.case.pseudonym: str(each.pk) for each in chosen},
        journal_digest=digest,
        entries=entries,
        frozen_by=by.id,
        frozen_at=at,
        **fields_of(matrix),
    )
    marks = {"is_reconstructed": False, "note": "", "stored_by": by.id, "stored_at": at}
    FrozenAnswers.objects.update_or_create(inspection=held, defaults=fields_of(matrix) | marks)
    after: Ids = {"number": made.number, "digest": made.digest, "cases": len(chosen), "entries": entries}
    record("answers.frozen", by=by, at=at, operation=Operation.ALTERATION, on=held, after=after)
    store_fact(inspection=held, needed=Needed.FROZEN, true=True, by=by, at=at)
    freeze_changed.send(Freeze, inspection=held, by=by, at=at)
    return made


def _check(inspection: Inspection) -> None:
    if is_frozen(inspection.pk):
        raise CannotFreeze("The answers of this inspection are frozen already.")
    if left := wanting(inspection):
        words = "; ".join(f"{each.case} {each.words}".strip() for each in left[:SHOWN])
        more = f"; and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
        raise CannotFreeze(f"Not yet: {words}{more}")


def _matrix(inspection: Inspection) -> AnswerMatrix:
    """The matrix from what is kept for reading, when the events come to the same."""
    chosen = sources(inspection)
    try:
        kept, again = matrix_now(inspection, chosen), matrix_from_events(inspection, chosen)
    except NotAnAnswer as why:
        raise CannotFreeze(f"An answer cannot be counted. {why}.") from why
    if digest_of(kept) != digest_of(again):
        raise CannotFreeze(
            "The answers kept for reading are not those of the journal. Nothing was frozen: run “eyre journal check --mend”."
        )
    return kept


@transaction.atomic
def freeze_taken(*, inspection: Inspection, by: Actor, at: datetime) -> Freeze:
    """Freeze answers that came in a file and not from assessments here: the freeze names no assessment and no entry.

    Raises:
        CannotFreeze: where no answers were taken in, they are frozen already, or cases are assessed here.
    """
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    taken = FrozenAnswers.objects.filter(inspection=held).first()
    if is_frozen(held.pk):
        raise CannotFreeze("The answers of this inspection are frozen already.")
    if taken is None:
        raise CannotFreeze("No answers came in a file for this inspection.")
    if Assessment.objects.filter(inspection=held).exists():
        raise CannotFreeze("Cases of this inspection are assessed here: freeze those answers.")
    digest, entries = journal_digest(())
    made = Freeze.objects.create(
        inspection=held,
        number=next_number(held),
        sources={},
        journal_digest=digest,
        entries=entries,
        frozen_by=by.id,
        frozen_at=at,
        **fields_of(matrix_of(taken)),
    )
    after: Ids = {"number": made.number, "digest": made.digest, "cases": len(made.cases), "entries": 0}
    record("answers.frozen", by=by, at=at, operation=Operation.ALTERATION, on=held, after=after)
    store_fact(inspection=held, needed=Needed.FROZEN, true=True, by=by, at=at)
    freeze_changed.send(Freeze, inspection=held, by=by, at=at)
    return made


@transaction.atomic
def end_freeze(*, inspection: Inspection, reason: str, by: Actor, at: datetime) -> Freeze:
    """Let the answers be written again, because fieldwork was reopened; the freeze stays, with when and why it ended.

    Raises:
        CannotFreeze: without a reason, when nothing is frozen, and before the inspection is back in fieldwork.
    """
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    made = Freeze.objects.filter(inspection=held, ended_at=None).first()
    if made is None:
        raise CannotFreeze("The answers of this inspection are not frozen.")
    if not reason.strip():
        raise CannotFreeze("Say why the answers are opened again.")
    if held.stage != Stage.FIELDWORK:
        raise CannotFreeze(
            "Take the inspection back to fieldwork first: the freeze holds as long as it is judged."
        )
    made.ended_by, made.ended_at, made.ended_because = by.id, at, reason.strip()
    made.save(update_fields=["ended_by", "ended_at", "ended_because"])
    before: Ids = {"number": made.number, "digest": made.digest}
    record("freeze.ended", by=by, at=at, operation=Operation.ALTERATION, on=held, before=before)
    store_fact(inspection=held, needed=Needed.FROZEN, true=False, by=by, at=at)
    freeze_changed.send(Freeze, inspection=held, by=by, at=at)
    return made
