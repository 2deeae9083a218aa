"""Every write about published documents: taken in, decided fact by fact, noted where they went."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import models, transaction

from eyre.core.reading import Draft
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor, Ids, Operation, record

from .exceptions import CannotDecide, CannotTakeIn, FactNotFound
from .models import MOST_BYTES, FactDecision, ReadDocument, StoredFact
from .reading import draft_data
from .review.kept import storable
from .review.mending import CannotMend, mend
from .review.verdicts import Decision, Verdict, why_not_accept

LISTED = 200  # ids of facts that one row of the log names at most


@transaction.atomic
def take_in(
    *, content: bytes, draft: Draft, name: str, title: str, address: str, by: Actor, at: datetime
) -> ReadDocument:
    """Keep a document with the draft that was read from it. The same bytes a second time give the one that is there.

    Raises:
        CannotTakeIn: where there are no bytes, too many, or no title.
    """
    digest = sha256(content).hexdigest()
    if not 0 < len(content) <= MOST_BYTES:
        raise CannotTakeIn(f"A document has at least one byte, and at most {MOST_BYTES // 1_000_000} MB.")
    if not title.strip():
        raise CannotTakeIn("Give the document the title that it has in print.")
    kept = {
        "content": content,
        "size": len(content),
        "name": storable(name)[:200],
        "title": storable(title).strip()[:300],
        "address": address,
        "text": storable(draft.given.text),
        "draft": storable(draft_data(draft)),
        "facts": sum(1 for _ in draft.facts()),
        "taken_by": by.id,
        "taken_at": at,
    }
    document, is_new = ReadDocument.objects.get_or_create(digest=digest, defaults=kept)
    if not is_new:
        return document
    after: Ids = {"facts": document.facts, "bytes": document.size}
    record("document.taken_in", by=by, at=at, operation=Operation.COLLECTION, on=document, after=after)
    return document


@transaction.atomic
def accept_facts(
    *, document: ReadDocument, draft: Draft, facts: Sequence[str], by: Actor, at: datetime
) -> list[FactDecision]:
    """Accept these facts as they were read: one, or all of a table at once.

    Raises:
        FactNotFound: where the draft has none of an id.
        CannotDecide: where one holds no value that could be accepted.
    """
    known = {fact.id: fact for fact in draft.facts()}
    for each in facts:
        if each not in known:
            raise FactNotFound(f"The document has no fact {each!r}.")
        if why := why_not_accept(known[each]):
            raise CannotDecide({"": why})
    return _decide(document, [Decision(each, Verdict.ACCEPTED) for each in dict.fromkeys(facts)], by, at)


@transaction.atomic
def mend_fact(
    *, document: ReadDocument, draft: Draft, fact: str, texts: Mapping[str, str], by: Actor, at: datetime
) -> list[FactDecision]:
    """Say how a fact really stands in the document; where nothing was changed, it is accepted as it was read.

    Raises:
        FactNotFound: where the draft has no such fact.
        CannotDecide: where what was typed makes no fact, by field.
    """
    found = next((each for each in draft.facts() if each.id == fact), None)
    if found is None:
        raise FactNotFound(f"The document has no fact {fact!r}.")
    try:
        changed = mend(found, storable(dict(texts)))
    except CannotMend as why:
        raise CannotDecide(dict(why.words)) from None
    if not changed:
        return accept_facts(document=document, draft=draft, facts=[fact], by=by, at=at)
    return _decide(document, [Decision(fact, Verdict.MENDED, changed)], by, at)


@transaction.atomic
def reject_fact(
    *, document: ReadDocument, draft: Draft, fact: str, reason: str, by: Actor, at: datetime
) -> list[FactDecision]:
    """Say that a fact is not to be kept, and why.

    Raises:
        FactNotFound: where the draft has no such fact.
        CannotDecide: where no reason is given.
    """
    if all(each.id != fact for each in draft.facts()):
        raise FactNotFound(f"The document has no fact {fact!r}.")
    if not reason.strip():
        raise CannotDecide({"reason": "Say why the fact is rejected"})
    return _decide(document, [Decision(fact, Verdict.REJECTED, reason=storable(reason).strip())], by, at)


def _decide(document: ReadDocument, decisions: list[Decision], by: Actor, at: datetime) -> list[FactDecision]:
    """Add what differs from the latest decisions, and write it down."""
    ReadDocument.objects.select_for_update().only("pk").get(pk=document.pk)
    latest = _latest_rows(document)
    rows = [_row(document, each, by, at) for each in decisions]
    new = [row for row in rows if row.fact not in latest or _told(row) != _told(latest[row.fact])]
    if not new:
        return []
    FactDecision.objects.bulk_create(new)
    verdicts = {row.verdict for row in new}
    after: Ids = {"facts": [row.fact for row in new[:LISTED]], "number": len(new), "verdict": verdicts.pop()}
    record("document.decided", by=by, at=at, operation=Operation.ALTERATION, on=document, after=after)
    return new


def _latest_rows(document: ReadDocument) -> dict[str, FactDecision]:
    """The latest decision about each fact."""
    return {row.fact: row for row in FactDecision.objects.filter(document=document).order_by("id")}


def _row(document: ReadDocument, decision: Decision, by: Actor, at: datetime) -> FactDecision:
    mended = json.dumps(dict(decision.mended), ensure_ascii=False, sort_keys=True) if decision.mended else ""
    return FactDecision(
        document=document,
        fact=decision.fact,
        verdict=decision.verdict.value,
        mended=mended,
        reason=decision.reason,
        decided_by=by.id,
        decided_at=at,
    )


def _told(row: FactDecision) -> tuple[str, str, str]:
    return row.verdict, row.mended, row.reason


@dataclass(frozen=True, slots=True)
class Trace:
    """A fact, the row that holds it now, and what stood there before, in words."""

    fact: str
    row: models.Model
    inspection: Inspection | None = None
    before: str = ""


@transaction.atomic
def note_stored(
    *, document: ReadDocument, traces: Sequence[Trace], by: Actor, at: datetime
) -> list[StoredFact]:
    """Write down which facts of a document went where. Nothing stored, nothing written."""
    if not traces:
        return []
    latest = _latest_rows(document)
    rows = [
        StoredFact(
            document=document,
            fact=each.fact,
            decision=latest[each.fact],
            inspection=each.inspection,
            subject_kind=each.row._meta.label_lower,
            subject_id=str(each.row.pk),
            before=each.before,
            stored_by=by.id,
            stored_at=at,
        )
        for each in traces
    ]
    StoredFact.objects.bulk_create(rows)
    inspections = sorted({row.inspection_id for row in rows if row.inspection_id})
    after: Ids = {"number": len(rows), "inspections": inspections}
    record("document.stored", by=by, at=at, operation=Operation.COLLECTION, on=document, after=after)
    return rows
