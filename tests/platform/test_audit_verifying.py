"""Does the verification name the first row that is not as it was sealed, whatever was done to it?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audit_tables import NOON, past_the_triggers, row
from eyre.platform.audit import sealing
from eyre.platform.audit.canonical import head
from eyre.platform.audit.exceptions import HeadsUnreadable
from eyre.platform.audit.faults import What
from eyre.platform.audit.heads import Head, heads_text, latest_heads, read_heads
from eyre.platform.audit.models import AuditEvent, AuditSegment, Chain
from eyre.platform.audit.sealing import head_of, seal_all
from eyre.platform.audit.verifying import verify

Query = Any
EVENTS, SEGMENTS = AuditEvent.objects, AuditSegment.objects


@pytest.fixture
def chain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty rows of the chain of writes, ids 1 to 20, in segments of five; among them five reads, 21 to 25."""
    monkeypatch.setattr(sealing, "SEGMENT", 5)
    for key in range(1, 21):
        row(id=key)
    for key in range(21, 26):
        row("reads", id=key)
    seal_all(at=NOON)


def reseal(number: int) -> None:
    """Make every head from this segment on fit again, as somebody would who knows how it is done."""
    previous = SEGMENTS.get(chain="writes", number=number - 1).head if number > 1 else "0" * 64
    for segment in SEGMENTS.filter(chain="writes", number__gte=number).order_by("number"):
        segment.previous_head = previous
        segment.head = previous = head_of(segment)
        segment.save()


def made_anew() -> None:
    """Row 7 altered, its digest replaced, and every head made again."""
    from eyre.platform.audit.canonical import COLUMNS, leaf

    EVENTS.filter(id=7).update(actor="somebody-else")
    segment = SEGMENTS.get(chain="writes", number=2)
    leaves = bytearray(segment.leaves)
    leaves[32:64] = leaf(EVENTS.filter(id=7).values_list(*COLUMNS)[0])
    SEGMENTS.filter(pk=segment.pk).update(leaves=bytes(leaves))
    reseal(2)


TAMPERING: list[tuple[Callable[[], object], tuple[What, int | None, int | None], int]] = [
    (lambda: EVENTS.filter(id=7).update(actor="x"), (What.ROW_ALTERED, 2, 7), 1),
    (lambda: EVENTS.filter(id=1).update(at=NOON + timedelta(microseconds=1)), (What.ROW_ALTERED, 1, 1), 1),
    (lambda: EVENTS.filter(id=20).update(before="{}"), (What.ROW_ALTERED, 4, 20), 1),
    (lambda: EVENTS.filter(id__in=[5, 6, 19]).update(purpose="x"), (What.ROW_ALTERED, 1, 5), 3),
    (lambda: EVENTS.filter(id=7).delete(), (What.ROW_MISSING, 2, 7), 1),
    (lambda: EVENTS.filter(id__in=[6, 10]).delete(), (What.ROW_MISSING, 2, 6), 2),
    (lambda: EVENTS.filter(id__range=(6, 10)).delete(), (What.ROW_MISSING, 2, 6), 5),
    (lambda: EVENTS.filter(id=7).update(chain="reads"), (What.ROW_MISSING, 2, None), 1),
    (lambda: EVENTS.filter(id=22).update(chain="writes"), (What.ROW_NOT_SEALED, None, None), 0),
    (lambda: SEGMENTS.filter(chain="writes", number=2).update(leaves=b"0" * 160), (What.SEGMENT_ALTERED, 2, None), 1),
    (lambda: SEGMENTS.filter(chain="writes", number=2).update(ranges="[[1,9]]"), (What.SEGMENT_ALTERED, 2, None), 1),
    (lambda: SEGMENTS.filter(chain="writes", number=2).update(count=4), (What.SEGMENT_ALTERED, 2, None), 1),
    (lambda: SEGMENTS.filter(chain="writes", number=2).update(sealed_at=NOON + timedelta(1)), (What.SEGMENT_ALTERED, 2, None), 1),
    (lambda: SEGMENTS.filter(chain="writes", number=2).update(head="1" * 64), (What.SEGMENT_ALTERED, 2, None), 2),
    (lambda: SEGMENTS.filter(chain="writes", number=2).update(previous_head="1" * 64), (What.SEGMENT_ALTERED, 2, None), 1),
    (lambda: SEGMENTS.filter(chain="writes", number=2).delete(), (What.SEGMENT_MISSING, 2, None), 1),
    (lambda: SEGMENTS.filter(chain="writes", number=1).delete(), (What.SEGMENT_MISSING, 1, None), 1),
    (lambda: (SEGMENTS.filter(chain="writes", number=2).update(ranges="nonsense"), reseal(2)), (What.SEGMENT_ALTERED, 2, None), 1),
    (lambda: (SEGMENTS.filter(chain="writes", number=2).update(count=3), reseal(2)), (What.SEGMENT_ALTERED, 2, None), 1),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("tamper", "first", "how_many"), TAMPERING)
def test_names_what_was_done(
    chain: None, tamper: Callable[[], object], first: tuple[What, int | None, int | None], how_many: int
) -> None:
    assert verify("writes").is_whole
    with past_the_triggers():
        tamper()
    found = verify("writes")
    assert found.fault_count == len(found.faults) == how_many
    if how_many:
        fault = found.faults[0]
        assert (fault.what, fault.segment, fault.row) == first
        assert str(fault.row or fault.segment) in fault.words


@pytest.mark.django_db
def test_a_row_brought_over_from_the_other_chain_is_missed_there(chain: None) -> None:
    with past_the_triggers():
        EVENTS.filter(id=22).update(chain="writes")
    assert [(fault.what, fault.row) for fault in verify("reads").faults] == [(What.ROW_MISSING, None)]


@pytest.mark.django_db
def test_a_row_inserted_into_a_sealed_range_is_named() -> None:
    for key in (1, 2, 3, 4, 5):
        row("reads" if key == 3 else "writes", id=key)
    seal_all(at=NOON)
    with past_the_triggers():
        EVENTS.filter(id=3).delete()
    row(id=3)
    faults = verify("writes").faults
    assert [(fault.what, fault.segment, fault.row) for fault in faults] == [(What.ROW_INSERTED, 1, 3)]
    assert [fault.what for fault in verify("reads").faults] == [What.ROW_MISSING]


@pytest.mark.django_db
def test_a_row_that_appears_in_an_old_gap_is_named() -> None:
    for key in (1, 2, 4, 5):
        row(id=key)
    seal_all(at=NOON)
    row(id=6)
    seal_all(at=NOON + timedelta(days=2))
    row(id=3)
    (fault,) = verify("writes").faults
    assert (fault.what, fault.row) == (What.ROW_NOT_SEALED, 3)
    row(id=-4)
    assert verify("writes").faults[0].row == -4


@pytest.mark.django_db
def test_a_chain_made_anew_is_betrayed_by_a_head_kept_elsewhere(chain: None) -> None:
    kept = read_heads(heads_text(latest_heads(), NOON))
    assert verify("writes", known=kept).is_whole
    with past_the_triggers():
        made_anew()
    assert verify("writes").is_whole
    (fault,) = verify("writes", known=kept).faults
    assert (fault.what, fault.segment) == (What.HEAD_DIFFERS, 4)


@pytest.mark.django_db
def test_a_chain_cut_short_is_betrayed_by_a_head_kept_elsewhere(chain: None) -> None:
    kept = latest_heads()
    with past_the_triggers():
        SEGMENTS.filter(chain="writes", number__gte=3).delete()
        EVENTS.filter(chain="writes", id__gt=10).delete()
    assert verify("writes").is_whole
    (fault,) = verify("writes", known=kept).faults
    assert (fault.what, fault.segment) == (What.SEGMENT_MISSING, 4)


@pytest.mark.django_db
def test_an_empty_log_is_whole() -> None:
    found = verify("writes")
    assert (found.is_whole, found.rows, found.segments, found.waiting, found.number) == (True, 0, 0, 0, 0)
    assert latest_heads() == []


@pytest.mark.django_db
def test_very_many_faults_are_counted_and_the_first_told(chain: None) -> None:
    with past_the_triggers():
        SEGMENTS.filter(chain="writes", number=4).update(number=1_000_000)
    found = verify("writes")
    assert found.fault_count > 999_000
    assert len(found.faults) == 100
    assert found.faults[0].segment == 4


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"format": "eyre-audit-heads-1"}', '{"format": "eyre-audit-heads-1", "heads": [1]}',
        '{"format": "eyre-audit-heads-1", "heads": [{"chain": "other", "number": 1, "head": "' + "0" * 64 + '"}]}',
        '{"format": "eyre-audit-heads-1", "heads": [{"chain": "reads", "number": "1", "head": "' + "0" * 64 + '"}]}',
        '{"format": "eyre-audit-heads-1", "heads": [{"chain": "reads", "number": 1, "head": "xyz"}]}',
    ],
)  # fmt: skip
def test_what_is_no_file_of_heads_is_refused(text: str) -> None:
    with pytest.raises(HeadsUnreadable, match="no file of exported heads"):
        read_heads(text)


def test_heads_come_back_as_they_were_written() -> None:
    told = [Head("writes", 3, "a" * 64), Head("reads", 1, "b" * 64)]
    assert read_heads(heads_text(told, NOON)) == told


def test_a_head_depends_on_everything() -> None:
    told: dict[str, Any] = {
        "previous": "0" * 64, "chain": "writes", "number": 1, "ranges": "[[1,1]]", "count": 1, "sealed_to": 1,
        "sealed_at": NOON, "leaves": b"0" * 32,
    }  # fmt: skip
    others: dict[str, Any] = {
        "previous": "1" * 64, "chain": "reads", "number": 2, "ranges": "[[1,2]]", "count": 2, "sealed_to": 2,
        "sealed_at": NOON + timedelta(microseconds=1), "leaves": b"1" * 32,
    }  # fmt: skip
    assert len({head(**told), *(head(**told | {name: other}) for name, other in others.items())}) == 9


class AnyTampering(TestCase):
    """Whatever columns of whichever rows are altered, or whichever rows deleted, exactly those are told."""

    @settings(max_examples=40)
    @given(
        st.integers(1, 30),
        st.integers(1, 8),
        st.dictionaries(
            st.integers(1, 30), st.sampled_from(["delete", "actor", "after", "subject_id", "origin"])
        ),
    )
    def test_exactly_what_was_done_is_told(self, rows: int, size: int, done: dict[int, str]) -> None:
        for key in range(1, rows + 1):
            row(id=key)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sealing, "SEGMENT", size)
            seal_all(at=NOON)
        with past_the_triggers():
            for key, what in done.items():
                one = EVENTS.filter(id=key)
                one.delete() if what == "delete" else one.update(**{what: "another"})
        found = verify(Chain.WRITES)
        wanted = [
            (What.ROW_MISSING if done[key] == "delete" else What.ROW_ALTERED, key)
            for key in sorted(done)
            if key <= rows
        ]
        assert [(fault.what, fault.row) for fault in found.faults] == wanted
