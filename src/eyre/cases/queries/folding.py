"""What does the journal hold about one answer, and what was kept of it?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from eyre.cases.models import AnswerNow, JournalEntry
from eyre.core.journal import Operation, Standing, Step, canonical, fold, read_operation
from eyre.platform.prepared import Prepared

_ENTRY = Prepared(
    lambda id: JournalEntry.objects.filter(operation=id).order_by().values("number", "hash"), of=(UUID,)
)
_KNOWN = Prepared(
    lambda id, assessment, key: (
        JournalEntry.objects.filter(operation=id, assessment=assessment, key=key).order_by().values("number")
    ),
    of=(UUID, UUID, str),
)
_KEPT = Prepared(
    lambda assessment, key: (
        AnswerNow.objects.filter(assessment=assessment, key=key)
        .order_by()
        .values("value", "heads", "missing", "is_conflict")
    ),
    of=(UUID, str),
)
_CONTENTS = Prepared(
    lambda assessment, key: (
        JournalEntry.objects.filter(assessment=assessment, key=key).order_by("number").values("content")
    ),
    of=(UUID, str),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Under which number an operation stands in the journal, and its hash."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class KeptNow:
    """What was kept of one answer. Where values differ the heads carry none: then the journal itself is folded."""

    standing: Standing

    @property
    def heads_ids(self) -> frozenset[str]:
        """The operations that stand."""
        return frozenset(head.id for head in self.standing.heads)


def entry_of(operation: str) -> Entry | None:
    """The entry of an operation, if it is in the journal."""
    rows = _ENTRY.rows(UUID(operation))
    return Entry(*rows[0]) if rows else None


def is_known(operation: UUID, assessment: UUID, key: str) -> bool:
    """Whether the journal has this operation on this answer."""
    return bool(_KNOWN.rows(operation, assessment, key))


def kept_now(assessment: UUID, key: str) -> KeptNow:
    """What was kept of one answer; nothing stands where nothing was."""
    rows = _KEPT.rows(assessment, key)
    if not rows:
        return KeptNow(Standing())
    value, heads, missing, is_conflict = rows[0]
    text = canonical(value)
    # Heads that differ need values that differ; which ones, nobody asks before the journal itself is folded
    steps = (Step(id, f"{text}{place if is_conflict else ''}") for place, id in enumerate(heads))
    return KeptNow(Standing(tuple(steps), frozenset(missing)))


def steps_of(assessment: UUID, key: str) -> Iterator[Step]:
    """Every operation of the journal on one answer, as the fold sees it."""
    for (content,) in _CONTENTS.rows(assessment, key):
        operation = read_content(content)
        yield Step(operation.id, canonical(operation.value), operation.names)


@dataclass(frozen=True)
class Folded:
    """What is to be kept of one answer."""

    key: str
    value: object
    heads: list[str]
    missing: list[str]
    is_conflict: bool
    number: int


def folded(assessment: UUID) -> list[Folded]:
    """What an assessment's journal comes to, answer by answer, from the journal alone."""
    by_key: dict[str, list[tuple[int, Operation]]] = {}
    rows = JournalEntry.objects.filter(assessment=assessment).order_by("number")
    for number, key, content in rows.values_list("number", "key", "content").iterator():
        by_key.setdefault(key, []).append((number, read_content(content)))
    return [_folded(key, entries) for key, entries in sorted(by_key.items())]


def _folded(key: str, entries: list[tuple[int, Operation]]) -> Folded:
    standing = fold(Step(one.id, canonical(one.value), one.names) for _, one in entries)
    return Folded(
        key=key,
        value=json.loads(standing.value),
        heads=[head.id for head in standing.heads],
        missing=sorted(standing.missing),
        is_conflict=standing.is_conflict,
        number=max(number for number, _ in entries),
    )


def read_content(content: bytes | memoryview) -> Operation:
    """The operation in the bytes of an entry.

    Raises:
        ValueError: when they are none: somebody changed the journal.
    """
    said = read_operation(bytes(content).decode("utf-8"))
    if not isinstance(said, Operation):
        raise ValueError(f"an entry of the journal cannot be read: {said.words}")
    return said
