"""How are rows sealed without ever making a writer wait?

Writers only insert. From time to time the committed rows that no segment holds yet are sealed together. The
database allots ids before a transaction commits, so a row with a lower id may appear after one with a higher id is
sealed: an id that is missing now lies in none of the segment's ranges, and its row is sealed when it comes.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast

from .canonical import COLUMNS, FIRST_HEAD, head, leaf, ranges_text, read_ranges
from .exceptions import SealedElsewhere
from .models import AuditEvent, AuditSegment, Chain
from .ranges import Range, holes, joined, runs

SEGMENT = 5_000  # rows at most
# A transaction that is open for longer than this after later ones were sealed is not waited for
LATE = timedelta(days=1)
# The columns as they are sealed: a million moments are sooner read as texts than made into moments and written again
SEALED = [Cast("at", TextField()) if name == "at" else F(name) for name in COLUMNS]
ATTEMPTS = 10
AT_ONCE = 200  # ranges asked for in one statement


def seal(chain: Chain, *, at: datetime | None = None) -> list[AuditSegment]:
    """Seal every row of the chain that is committed by now; the new segments, none when nothing waits.

    Raises:
        SealedElsewhere: when others kept sealing the same rows first.
    """
    made: list[AuditSegment] = []
    lost = 0
    while lost < ATTEMPTS:
        draft = _draft(chain, at or datetime.now(UTC))
        if draft is None:
            return made
        if not _stored(draft):
            lost += 1
            continue
        made.append(draft)
        if draft.count < SEGMENT:  # what came meanwhile is for the next time: writers may never stop
            return made
    raise SealedElsewhere(chain)


def seal_all(*, at: datetime | None = None) -> dict[str, int]:
    """Seal both chains: how many rows of each."""
    return {chain.value: sum(segment.count for segment in seal(chain, at=at)) for chain in Chain}


def rows_in(chain: str, ranges: Sequence[Range]) -> Iterator[tuple[Any, ...]]:
    """The rows of a chain with ids in these ranges, as COLUMNS, in the order of their ids."""
    for batch in _batches(ranges):
        inside = reduce(or_, (Q(id__range=each) for each in batch))
        yield from (
            AuditEvent.objects.filter(inside, chain=chain).order_by("id").values_list(*SEALED).iterator(5000)
        )


def late_ids(chain: str, latest: AuditSegment) -> list[Range]:
    """The gaps in which a row of a transaction that was open may still appear: those of the latest day."""
    rows = AuditSegment.objects.filter(chain=chain).order_by("-number")
    told = rows.values_list("ranges", "sealed_to", "sealed_at").iterator(100)
    oldest, sealed, since = latest.sealed_at - LATE, [], 0
    # Back to the first that is older, and never past it: with a clock that was set back, none between is left out
    for ranges, sealed_to, sealed_at in told:
        if sealed_at < oldest:
            since = sealed_to
            break
        sealed += read_ranges(ranges)
    return holes(sealed, since + 1, latest.sealed_to)


def _batches(ranges: Sequence[Range]) -> Iterator[Sequence[Range]]:
    for start in range(0, len(ranges), AT_ONCE):
        yield ranges[start : start + AT_ONCE]


def _draft(chain: Chain, at: datetime) -> AuditSegment | None:
    """The next segment, not yet stored; None when nothing waits."""
    latest = AuditSegment.objects.filter(chain=chain).defer("leaves").order_by("-number").first()
    sealed_to = latest.sealed_to if latest else 0
    late = list(islice(rows_in(chain, late_ids(chain, latest)), SEGMENT)) if latest else []
    query = AuditEvent.objects.filter(chain=chain, id__gt=sealed_to).order_by("id")
    new = list(query.values_list(*SEALED)[:SEGMENT])
    if not late and not new:
        return None
    ranges = joined([*runs(row[0] for row in late), *_seen(chain, sealed_to, [row[0] for row in new])])
    return _segment(latest, chain, ranges, [*late, *new], at)


def _seen(chain: Chain, sealed_to: int, own: list[int]) -> list[Range]:
    """The ids up to the last of these that are there, of whichever chain; a gap among them may be filled later."""
    if not own:
        return []
    others = AuditEvent.objects.filter(id__gt=sealed_to, id__lt=own[-1]).exclude(chain=chain)
    return runs(heapq.merge(own, others.order_by("id").values_list("id", flat=True).iterator(5000)))


def _segment(
    latest: AuditSegment | None,
    chain: Chain,
    ranges: list[Range],
    rows: list[tuple[Any, ...]],
    at: datetime,
) -> AuditSegment:
    segment = AuditSegment(
        chain=chain,
        number=latest.number + 1 if latest else 1,
        ranges=ranges_text(ranges),
        count=len(rows),
        leaves=b"".join(map(leaf, rows)),
        sealed_to=max(ranges[-1][1], latest.sealed_to if latest else 0),
        previous_head=latest.head if latest else FIRST_HEAD,
        sealed_at=at,
    )
    segment.head = head_of(segment)
    return segment


def head_of(segment: AuditSegment) -> str:
    """The head that what the segment holds gives."""
    return head(
        previous=segment.previous_head,
        chain=str(segment.chain),
        number=segment.number,
        ranges=segment.ranges,
        count=segment.count,
        sealed_to=segment.sealed_to,
        sealed_at=segment.sealed_at,
        leaves=bytes(segment.leaves),
    )


def _stored(segment: AuditSegment) -> bool:
    """Whether the segment could be stored; not, when another sealer was first."""
    try:
        with transaction.atomic():
            segment.save(force_insert=True)
    except IntegrityError:
        if AuditSegment.objects.filter(chain=segment.chain, number=segment.number).exists():
            return False
        raise
    return True
