"""Is every committed row sealed exactly once, in whichever order rows appear and whoever seals?"""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audit_tables import NOON, row
from eyre.platform.audit import sealing
from eyre.platform.audit.canonical import COLUMNS, leaf
from eyre.platform.audit.exceptions import SealedElsewhere
from eyre.platform.audit.models import AuditEvent, AuditSegment, Chain
from eyre.platform.audit.sealing import seal, seal_all
from eyre.platform.audit.verifying import verify

W, R = Chain.WRITES, Chain.READS


def sealed_as(chain: str) -> list[tuple[int, str, int]]:
    rows = AuditSegment.objects.filter(chain=chain).order_by("number")
    return list(rows.values_list("number", "ranges", "count"))


@pytest.mark.django_db
def test_nothing_waiting_makes_no_segment() -> None:
    assert seal(W, at=NOON) == []
    row()
    assert len(seal(W, at=NOON)) == 1
    assert seal(W, at=NOON) == []
    assert seal(R, at=NOON) == []


@pytest.mark.django_db
def test_each_chain_is_sealed_apart() -> None:
    rows = [row(chain) for chain in ("writes", "reads", "writes", "reads", "reads")]
    first = rows[0].pk
    assert seal_all(at=NOON) == {"writes": 2, "reads": 3}
    # A range may run over rows of the other chain, and always says how far was looked
    assert sealed_as(W) == [(1, f"[[{first},{first + 2}]]", 2)]
    assert sealed_as(R) == [(1, f"[[{first},{first + 4}]]", 3)]


@pytest.mark.django_db
def test_a_seal_can_be_checked_with_other_tools() -> None:
    event = row(before='{"a":1}', purpose="Ŵ")
    (segment,) = seal(W, at=NOON)
    told = [
        event.pk, "writes", "2026-11-22T12:00:00.000000+00:00", event.actor, "administrator", "", "role.given",
        "alteration", "people.person", "b0", '{"a":1}', "", "\u0174",
    ]  # fmt: skip
    row_digest = hashlib.sha256(json.dumps(told, separators=(",", ":")).encode()).digest()
    assert bytes(segment.leaves) == row_digest
    ranges = f"[[{event.pk},{event.pk}]]"
    of = ["0" * 64, "writes", 1, ranges, 1, event.pk, "2026-11-22T12:00:00.000000+00:00"]
    assert (
        segment.head
        == hashlib.sha256(json.dumps(of, separators=(",", ":")).encode() + b"\n" + row_digest).hexdigest()
    )
    row()
    (later,) = seal(W, at=NOON)
    assert (later.number, later.previous_head) == (2, segment.head)


@pytest.mark.django_db
def test_a_row_that_commits_late_is_sealed_later() -> None:
    """PostgreSQL allots an id before the transaction commits."""
    for key in (1, 2, 4, 6):
        row(id=key)
    row("reads", id=5)
    seal_all(at=NOON)
    assert sealed_as(W) == [(1, "[[1,2],[4,6]]", 4)]
    row(id=3)
    row(id=7)
    assert verify(W).waiting == 2
    seal_all(at=NOON + timedelta(minutes=1))
    assert sealed_as(W) == [(1, "[[1,2],[4,6]]", 4), (2, "[[3,3],[7,7]]", 2)]
    assert verify(W).is_whole
    assert verify(W).rows == 6


@pytest.mark.django_db
def test_a_late_row_alone_makes_a_segment_that_reaches_as_far_as_the_one_before() -> None:
    for key in (1, 3):
        row(id=key)
    seal(W, at=NOON)
    row(id=2)
    (late,) = seal(W, at=NOON)
    assert (late.ranges, late.sealed_to) == ("[[2,2]]", 3)
    row(id=4)
    assert seal(W, at=NOON)[0].ranges == "[[4,4]]"


@pytest.mark.django_db
@pytest.mark.parametrize("days", [(0, 1, -40, 1), (0, -40, 1, 2), (0, 40, 1, -3), (3, 2, 1, 0)])
def test_a_clock_that_is_set_back_seals_nothing_twice(days: tuple[int, ...]) -> None:
    for number, day in enumerate(days):
        row(id=2 * number + 1)
        seal(W, at=NOON + timedelta(days=day))
    assert seal(W, at=NOON) == []
    found = verify(W)
    assert found.is_whole
    assert (found.rows, found.segments) == (4, 4)


@pytest.mark.django_db
def test_many_rows_make_several_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "SEGMENT", 4)
    for _ in range(10):
        row()
    assert [segment.count for segment in seal(W, at=NOON)] == [4, 4, 2]
    assert verify(W).rows == 10


@pytest.mark.django_db
def test_two_sealers_never_fork_the_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process seals the same rows between our reading and our storing."""
    row()
    stored = sealing._stored
    rivals = iter([True])

    def beaten(segment: AuditSegment) -> bool:
        if next(rivals, False):
            assert stored(sealing._draft(W, NOON))
            row()
        return stored(segment)

    monkeypatch.setattr(sealing, "_stored", beaten)
    assert [segment.number for segment in seal(W, at=NOON)] == [2]
    assert [count for _, _, count in sealed_as(W)] == [1, 1]
    assert verify(W).is_whole


@pytest.mark.django_db
def test_a_sealer_stops_though_writers_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    row()
    stored = sealing._stored

    def store_and_write(segment: AuditSegment) -> bool:
        row()
        return stored(segment)

    monkeypatch.setattr(sealing, "_stored", store_and_write)
    assert [segment.count for segment in seal(W, at=NOON)] == [1]
    assert verify(W).waiting == 1


@pytest.mark.django_db
def test_who_is_always_beaten_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    row()
    monkeypatch.setattr(sealing, "_stored", lambda segment: False)
    with pytest.raises(SealedElsewhere, match="the writes are being sealed by another process"):
        seal(W, at=NOON)


YEARS = st.integers(-(10**15), 6 * 10**15)  # microseconds: 1994 to 2216
MOMENTS = st.builds(
    lambda n, tz: (NOON + timedelta(microseconds=n)).astimezone(tz),
    YEARS,
    st.sampled_from([UTC, timezone(timedelta(hours=-5))]),
)


@given(st.integers(), MOMENTS, st.lists(st.text(), min_size=11, max_size=11))
def test_a_digest_is_that_of_the_json_of_the_row(id: int, at: datetime, texts: list[str]) -> None:
    utc = at.astimezone(UTC).isoformat(timespec="microseconds")
    told = json.dumps([id, texts[0], utc, *texts[1:]], separators=(",", ":"))
    assert leaf([id, texts[0], at, *texts[1:]]) == hashlib.sha256(told.encode()).digest()


@pytest.mark.django_db
@pytest.mark.parametrize("micro", [0, 1, 10, 500_000, 123_456, 120_000, 999_999])
def test_a_moment_is_sealed_the_same_however_it_is_read(micro: int) -> None:
    event = row(at=NOON.replace(microsecond=micro, hour=0, day=9))
    (segment,) = seal(W, at=NOON)
    assert bytes(segment.leaves) == leaf(AuditEvent.objects.values_list(*COLUMNS).get(pk=event.pk))


class RowsInAnyOrder(TestCase):
    """Ids are allotted in order; the rows of both chains appear in any order, with sealings in between."""

    @settings(max_examples=60)
    @given(st.data())
    def test_every_row_is_sealed_once(self, data: Any) -> None:
        first = data.draw(st.integers(1, 5))
        keys = data.draw(st.permutations(range(first, first + data.draw(st.integers(1, 14)))))
        never = data.draw(st.sets(st.sampled_from(keys), max_size=3))
        for number, key in enumerate(keys):
            if key not in never:
                row(data.draw(st.sampled_from(["writes", "reads"])), id=key)
            if data.draw(st.booleans()):
                seal(data.draw(st.sampled_from([W, R])), at=NOON + timedelta(minutes=number))
        seal_all(at=NOON + timedelta(hours=1))
        for chain in (W, R):
            found = verify(chain)
            rows = list(AuditEvent.objects.filter(chain=chain).order_by("id").values_list(*COLUMNS))
            assert found.is_whole, found.faults
            assert (found.rows, found.waiting) == (len(rows), 0)
            leaves = b"".join(bytes(each.leaves) for each in AuditSegment.objects.filter(chain=chain))
            assert sorted(leaves[i : i + 32] for i in range(0, len(leaves), 32)) == sorted(map(leaf, rows))
