"""kill -9 at any moment of saving, lost replies, duplicates, late batches: nothing acknowledged is lost (T-ACK, T-DUP,
T-ORDER). The planted faults show that the programme would see it."""

import pytest

from fault_programme import Counts, Nursery, Void, run

pytestmark = pytest.mark.slow


def test_nothing_acknowledged_is_lost(server: Nursery) -> None:
    counts = run(server, faults=120, seed=20261122)
    assert counts.is_kept, counts
    assert counts.acknowledged > 200
    counts.check_coverage(least=5)


@pytest.mark.parametrize(
    ("plant", "seen"),
    [
        ("reply-before-commit", "lost"),
        ("no-dedupe", "duplicated"),
        ("truncation", "altered"),
        ("drop-conflict", "misfolded"),
    ],
)
def test_a_planted_fault_is_seen(server: Nursery, plant: str, seen: str) -> None:
    counts = run(server, faults=40, seed=1, plant=plant)
    assert getattr(counts, seen) > 0, counts
    assert not counts.is_kept


def test_a_run_that_met_too_little_is_void() -> None:
    with pytest.raises(Void, match="kill, reply lost, sent twice, sent later, before the commit"):
        Counts().check_coverage(least=1)
