"""Reads about single rows and the state of the chains."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from .canonical import COLUMNS, DIGEST, leaf, read_ranges
from .exceptions import EventNotFound
from .heads import Head, latest_heads
from .models import AuditEvent, AuditSegment, Chain
from .sealing import LATE

LISTED = frozenset({"action", "subject_kind"})


@dataclass(frozen=True, slots=True)
class Seal:
    """Where a row is sealed: the segment, its head, the digest then, and whether the row still has it."""

    number: int
    head: str
    sealed_at: datetime
    digest: str
    is_as_sealed: bool


@dataclass(frozen=True, slots=True)
class ChainState:
    """How far a chain is sealed; when it was verified last, in which row that stands, and how much was wrong."""

    chain: str
    head: Head | None
    verified_at: datetime | None = None
    verification: int = 0
    faults: int = 0


def event(id: int) -> AuditEvent:
    """The row with this id.

    Raises:
        EventNotFound: when there is none.
    """
    found = AuditEvent.objects.filter(id=id).first()
    if found is None:
        raise EventNotFound(id)
    return found


def readers_of(actions: Iterable[str], named: str) -> frozenset[str]:
    """Who is in the log as having read something of these kinds that has this id among its values."""
    rows = AuditEvent.objects.filter(
        chain=Chain.READS, action__in=list(actions), after__contains=f'"{named}"'
    )
    return frozenset(rows.order_by().values_list("actor", flat=True).distinct())


def seal_of(event: AuditEvent) -> Seal | None:
    """The seal of a row; None while it waits."""
    later = AuditSegment.objects.filter(chain=event.chain, sealed_to__gte=event.pk)
    first = None
    # The first that reaches so far, or one of the day after where the row committed late
    for number, ranges, sealed_at in (
        later.order_by("sealed_to", "number").values_list("number", "ranges", "sealed_at").iterator(20)
    ):
        first = first or sealed_at
        if _holds(ranges, event.pk):
            return _seal(event, later.get(number=number))
        if sealed_at > first + 2 * LATE:
            break
    return None


def chain_states() -> list[ChainState]:
    """Both chains."""
    heads = {head.chain: head for head in latest_heads()}
    return [_state(chain.value, heads.get(chain.value)) for chain in Chain]


def values_of(column: str) -> list[str]:
    """The values that a column of `LISTED` holds, in order, each found by a jump along the column's index."""
    if column not in LISTED:
        raise ValueError(f"{column!r} is none of {', '.join(sorted(LISTED))}")
    sql = f"""
        WITH RECURSIVE held(value) AS (
            SELECT MIN({column}) FROM platform_auditevent
            UNION ALL
            SELECT (SELECT MIN({column}) FROM platform_auditevent WHERE {column} > held.value)
            FROM held WHERE held.value IS NOT NULL
        )
        SELECT value FROM held WHERE value IS NOT NULL
    """
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [value for (value,) in cursor.fetchall()]


def _holds(text: str, id: int) -> bool:
    try:
        return any(low <= id <= high for low, high in read_ranges(text))
    except (ValueError, TypeError):
        return False


def _seal(event: AuditEvent, segment: AuditSegment) -> Seal:
    """The digest stands in the segment in the place that the row has among its rows."""
    before = sum(
        AuditEvent.objects.filter(chain=event.chain, id__range=(low, min(high, event.pk - 1))).count()
        for low, high in read_ranges(segment.ranges)
        if low < event.pk
    )
    then = bytes(segment.leaves)[DIGEST * before : DIGEST * (before + 1)]
    now = leaf(_columns(event))
    return Seal(segment.number, segment.head, segment.sealed_at, then.hex(), then == now)


def _columns(event: AuditEvent) -> list[Any]:
    return [getattr(event, name) for name in COLUMNS]


def _state(chain: str, head: Head | None) -> ChainState:
    rows = AuditEvent.objects.filter(subject_kind="audit.chain", subject_id=chain).order_by("-at", "-id")
    verified = next((row for row in rows[:20] if row.action == "chain.verified"), None)
    if verified is None:
        return ChainState(chain, head)
    return ChainState(chain, head, verified.at, verified.pk, json.loads(verified.after)["faults"])
