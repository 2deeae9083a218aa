"""Every read about published documents that was taken in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from eyre.people.models import Person

from .exceptions import DocumentNotFound, FactNotFound
from .models import FactDecision, ReadDocument, StoredFact
from .review.kept import draft_from
from .review.verdicts import Decision, Reviewed, Verdict


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a document is."""

    decided: int
    of: int
    stored_at: datetime | None

    @property
    def words(self) -> str:
        """In words: of how many facts something is decided."""
        return f"{self.decided} of {self.of} facts decided"

    @property
    def is_whole(self) -> bool:
        """Whether every fact is decided."""
        return self.decided == self.of


def documents() -> QuerySet[ReadDocument]:
    """The documents taken in, the latest first, without their bytes, texts and drafts; `decided`, `stored_at` told."""
    decisions = FactDecision.objects.filter(document=OuterRef("pk")).order_by().values("document")
    stored = StoredFact.objects.filter(document=OuterRef("pk")).order_by().values("document")
    return ReadDocument.objects.defer("content", "text", "draft").annotate(
        decided=Coalesce(Subquery(decisions.annotate(n=Count("fact", distinct=True)).values("n")), 0),
        stored_at=Subquery(stored.annotate(at=Max("stored_at")).values("at")),
    )


def progress_of(row: ReadDocument) -> Progress:
    """The progress of a document that `documents` gave."""
    found = vars(row)
    return Progress(found["decided"], row.facts, found["stored_at"])


def document(digest: str) -> ReadDocument:
    """A document that was taken in, without its bytes.

    Raises:
        DocumentNotFound: when none has this digest.
    """
    found = ReadDocument.objects.defer("content").filter(pk=digest).first()
    if found is None:
        raise DocumentNotFound(f"There is no document {digest[:12]!r}.")
    return found


def document_with(digest: str) -> ReadDocument | None:
    """The document with this digest, if it was taken in already."""
    return ReadDocument.objects.only("pk", "title").filter(pk=digest).first()


def content_of(digest: str) -> bytes:
    """The bytes of a document, exactly as they were taken in.

    Raises:
        DocumentNotFound: when none has this digest.
    """
    found = ReadDocument.objects.filter(pk=digest).values_list("content", flat=True).first()
    if found is None:
        raise DocumentNotFound(f"There is no document {digest[:12]!r}.")
    return bytes(found)


def reviewed(document: ReadDocument) -> Reviewed:
    """The draft of a document with the latest decision about each fact."""
    decisions = {row.fact: decision_of(row) for row in decisions_of(document)}
    return Reviewed(draft_from(document.draft, document.text), decisions)


def decisions_of(document: ReadDocument) -> QuerySet[FactDecision]:
    """Everything that was decided about a document, the earliest first."""
    return FactDecision.objects.filter(document=document).order_by("id")


def decision_of(row: FactDecision) -> Decision:
    """A row as the value that the rules work with."""
    mended = json.loads(row.mended) if row.mended else {}
    return Decision(row.fact, Verdict(row.verdict), mended, row.reason, row.pk)


def history_of(document: ReadDocument, fact: str) -> QuerySet[FactDecision]:
    """What was decided about one fact, the latest first.

    Raises:
        FactNotFound: when something is asked of a fact the document has not; the draft says which it has.
    """
    if len(fact) > 60:
        raise FactNotFound(f"The document has no fact {fact[:60]!r}.")
    return decisions_of(document).filter(fact=fact).order_by("-id")


def stored_of(document: ReadDocument) -> dict[str, list[StoredFact]]:
    """Where the facts of a document went, by fact."""
    found: dict[str, list[StoredFact]] = {}
    for row in StoredFact.objects.filter(document=document).select_related("inspection").order_by("id"):
        found.setdefault(row.fact, []).append(row)
    return found


def names_of(people: Iterable[str]) -> dict[str, str]:
    """The names of people by the ids that rows keep; a command stands for itself."""
    ids = {each for each in people if _is_uuid(each)}
    named = Person.objects.filter(pk__in=ids).values_list("pk", "name")
    return {each: each for each in people} | {str(pk): name for pk, name in named}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
