"""How does the third record of a case come about? Its answers go through the same journal as every other.

What both assessors said, and the evidence of both, stands in it from the start; every difference is then decided by an
operation and a reason. The two originals are never written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from eyre.core.cases.comparing import notes_of_both
from eyre.core.journal import MOST_OPERATIONS
from eyre.people.models import Person
from eyre.people.standing import Standing
from eyre.platform.audit import Actor

from .actions.journal import save
from .actions.second import note_decision, open_reconciled
from .exceptions import CannotAssure
from .journal import Change
from .models import AnswerNow, Assessment, Decision, ListedCase
from .queries.folded import folded
from .queries.seconds import comparison, parts_of_case


@transaction.atomic
def begin_reconciled(
    *, case: ListedCase, person: Person, standing: Standing, by: Actor, at: datetime
) -> Assessment:
    """Open the reconciled record of a case, and put into it what both assessors said.

    Raises:
        CannotAssure, CannotOpenAssessment: as `open_reconciled`; and where the journal does not take an answer.
    """
    made = open_reconciled(case=case, person=person, by=by, at=at)
    changes = _agreed(case)
    for start in range(0, len(changes), MOST_OPERATIONS):
        _save(standing, made, changes[start : start + MOST_OPERATIONS], by, at)
    return made


def _agreed(case: ListedCase) -> list[Change]:
    parts = parts_of_case(case)
    assert parts.first is not None
    assert parts.second is not None, "a record is opened only where there are two"
    held = folded([parts.first.pk, parts.second.pk])
    notes = notes_of_both(held[parts.first.pk].values, held[parts.second.pk].values)
    agreed = comparison(parts).agreed
    return [Change(key, value) for key, value in (*agreed.items(), *notes.items())]


@transaction.atomic
def decide(
    *,
    assessment: Assessment,
    key: str,
    value: object,
    reason: str,
    standing: Standing,
    by: Actor,
    at: datetime,
) -> Decision:
    """Decide one difference: the answer goes into the journal, the reason beside it.

    Where the question has no evidence yet, the reason is its evidence too.

    Raises:
        CannotAssure: for a key on which the two do not differ, without a reason, and where the journal refuses it.
    """
    differences = comparison(parts_of_case(assessment.case)).differences
    if key not in {each.key for each in differences}:
        raise CannotAssure("The two assessments do not differ in this.")
    if not reason.strip():
        raise CannotAssure("Say why you decide like this.", "reason")
    rows = {each.key: each for each in AnswerNow.objects.filter(assessment=assessment)}
    changes = [_change(rows, key, value), *_evidence(rows, key, reason)]
    operation = _save(standing, assessment, changes, by, at)[0]
    return note_decision(assessment=assessment, key=key, operation=operation, reason=reason, by=by, at=at)


def _change(rows: dict[str, AnswerNow], key: str, value: object) -> Change:
    """An operation that comes after whatever stands there."""
    heads = rows[key].heads if key in rows else []
    return Change(key, value, base=heads[0] if heads else None)


def _evidence(rows: dict[str, AnswerNow], key: str, reason: str) -> Iterable[Change]:
    kind, _, rest = key.partition(":")
    note = f"note:{rest.partition('/')[0]}"
    if kind in ("question", "prompt") and not (note in rows and rows[note].value):
        yield _change(rows, note, reason.strip())


def _save(
    standing: Standing, assessment: Assessment, changes: Sequence[Change], by: Actor, at: datetime
) -> list[UUID]:
    verdicts = save(standing=standing, assessment=assessment, changes=list(changes), by=by, at=at)
    refused = [each.words for each in verdicts if not each.is_accepted]
    if refused:
        raise CannotAssure(f"The answer was not taken: {refused[0]}")
    return [UUID(each.id) for each in verdicts]
