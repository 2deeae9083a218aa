"""Is everything that was sealed still as it was, and which row is the first that is not?

Rows are read once, in the order of their ids, a few thousand at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import Min

from .canonical import DIGEST, FIRST_HEAD, leaf, read_ranges
from .comparing import Row, differences
from .faults import Fault, Verified, What
from .heads import Head
from .models import AuditEvent, AuditSegment
from .ranges import Range, holes, joined, runs
from .sealing import SEGMENT, head_of, late_ids, rows_in

KEPT = 100  # faults told in full
MANY = 200  # segments looked at together, where they are small


def verify(chain: str, *, known: Iterable[Head] = ()) -> Verified:
    """Compare every sealed row of a chain with its seal, and the seals with heads that were kept elsewhere."""
    walk = _Walk(chain)
    for group in _groups(walk.trusted()):
        walk.compare(group)
    walk.look_for_rows_not_sealed()
    walk.compare_heads([head for head in known if head.chain == chain])
    return walk.result()


@dataclass
class _Placed:
    """A segment whose head is right, with its ranges read."""

    segment: AuditSegment
    ranges: list[Range]
    rows: list[Row] = field(default_factory=list)


class _Walk:
    def __init__(self, chain: str) -> None:
        self.chain = chain
        self.rows = self.segments = self.waiting = self.fault_count = 0
        self.faults: list[Fault] = []
        self.latest: AuditSegment | None = None
        self.sealed: list[Range] = []
        self.is_chain_whole = True

    def trusted(self) -> Iterator[_Placed]:
        """The segments whose head is what their content gives; the others are faults."""
        query = AuditSegment.objects.filter(chain=self.chain).order_by("number")
        number, previous = 0, FIRST_HEAD
        for segment in query.iterator(20):
            self.segments += 1
            if segment.number != number + 1:
                self._missing(range(number + 1, segment.number))
            elif segment.previous_head != previous and head_of(segment) == segment.head:
                words = f"segment {segment.number} was built on another one than what now stands before it"
                self._segment_altered(max(number, 1), words)
            number, previous, self.latest = segment.number, segment.head, segment
            placed = self._placed(segment)
            if placed:
                self.sealed += placed.ranges
                yield placed

    def compare(self, group: Sequence[_Placed]) -> None:
        """Read the rows of these segments, and tell what differs."""
        _hand_out(self.chain, group)
        for placed in group:
            self.rows += len(placed.rows)
            if b"".join(digest for _, digest in placed.rows) != bytes(placed.segment.leaves):
                self._tell(placed)

    def look_for_rows_not_sealed(self) -> None:
        """Rows that wait to be sealed, and rows in a gap that no transaction can have kept open so long."""
        rows = AuditEvent.objects.filter(chain=self.chain)
        sealed_to = self.latest.sealed_to if self.latest else 0
        self.waiting = rows.filter(id__gt=sealed_to).count()
        if self.latest is None or not self.is_chain_whole:
            return
        lowest = min(1, rows.aggregate(low=Min("id"))["low"] or 1)
        may_be_late = late_ids(self.chain, self.latest)
        for row in rows_in(self.chain, holes(self.sealed, lowest, sealed_to)):
            if any(low <= row[0] <= high for low, high in may_be_late):
                self.waiting += 1
            else:
                words = f"row {row[0]} stands among sealed rows and was never sealed"
                self._fault(Fault(What.ROW_NOT_SEALED, self.chain, words, row=row[0]))

    def compare_heads(self, known: Sequence[Head]) -> None:
        """Heads kept elsewhere against those that stand here."""
        numbers = [head.number for head in known]
        here = dict(
            AuditSegment.objects.filter(chain=self.chain, number__in=numbers).values_list("number", "head")
        )
        for head in known:
            if head.number not in here:
                self._missing([head.number])
            elif here[head.number] != head.head:
                words = f"the head of segment {head.number} is not the exported one: something up to it was changed"
                self._fault(Fault(What.HEAD_DIFFERS, self.chain, words, segment=head.number))

    def result(self) -> Verified:
        """What came of it."""
        return Verified(
            chain=self.chain,
            rows=self.rows,
            segments=self.segments,
            waiting=self.waiting,
            number=self.latest.number if self.latest else 0,
            head=self.latest.head if self.latest else FIRST_HEAD,
            faults=tuple(self.faults),
            fault_count=self.fault_count,
        )

    def _placed(self, segment: AuditSegment) -> _Placed | None:
        if head_of(segment) != segment.head:
            self._segment_altered(
                segment.number, f"segment {segment.number} is not what its head was made from"
            )
            return None
        try:
            ranges = read_ranges(segment.ranges)
        except (ValueError, TypeError):
            self._segment_altered(
                segment.number, f"segment {segment.number} does not say which rows it holds"
            )
            return None
        if segment.count * DIGEST != len(segment.leaves):
            self._segment_altered(
                segment.number, f"segment {segment.number} holds another number of rows than it says"
            )
            return None
        return _Placed(segment, ranges)

    def _tell(self, placed: _Placed) -> None:
        present = runs(_all_ids(placed.ranges))
        absent = [hole for low, high in placed.ranges for hole in holes(present, low, high)]
        for what, row in differences(bytes(placed.segment.leaves), placed.rows, absent):
            number = placed.segment.number
            self._fault(Fault(what, self.chain, _words(what, row, number), number, row))

    def _segment_altered(self, number: int, words: str) -> None:
        self.is_chain_whole = False
        self._fault(Fault(What.SEGMENT_ALTERED, self.chain, words, segment=number))

    def _missing(self, numbers: Sequence[int]) -> None:
        self.is_chain_whole = False
        for number in numbers[:KEPT]:
            words = f"segment {number} is missing"
            self._fault(Fault(What.SEGMENT_MISSING, self.chain, words, segment=number))
        self.fault_count += len(numbers[KEPT:])

    def _fault(self, fault: Fault) -> None:
        self.fault_count += 1
        if len(self.faults) < KEPT:
            self.faults.append(fault)


def _words(what: What, row: int | None, segment: int) -> str:
    if what is What.ROW_ALTERED:
        return f"row {row} is not as it was sealed in segment {segment}: its digest is another"
    if what is What.ROW_INSERTED:
        return f"row {row} was not there when segment {segment} was sealed"
    which = f"row {row}" if row is not None else "a row"
    return f"{which} that segment {segment} sealed is missing, or moved to the other chain"


def _groups(placed: Iterable[_Placed]) -> Iterator[list[_Placed]]:
    """Segments whose rows are read by one query: about as many rows as one full segment has."""
    group: list[_Placed] = []
    rows = 0
    for each in placed:
        group.append(each)
        rows += each.segment.count
        if rows >= SEGMENT or len(group) >= MANY:
            yield group
            group, rows = [], 0
    if group:
        yield group


def _hand_out(chain: str, group: Sequence[_Placed]) -> None:
    """Give each segment the digests of its rows as they are now."""
    places = sorted(
        ((low, high, each) for each in group for low, high in each.ranges), key=lambda place: place[:2]
    )
    most = 2 * sum(each.segment.count for each in group) + SEGMENT
    at = 0
    for row in islice(rows_in(chain, joined(place[:2] for place in places)), most):
        while places[at][1] < row[0]:
            at += 1
        places[at][2].rows.append((row[0], leaf(row)))


def _all_ids(ranges: Sequence[Range]) -> Iterator[int]:
    """The ids that are there in these ranges, of both chains."""
    for each in ranges:
        yield from (
            AuditEvent.objects.filter(id__range=each)
            .order_by("id")
            .values_list("id", flat=True)
            .iterator(5000)
        )
