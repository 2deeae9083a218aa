"""The power fails while answers are saved (T-PWR-S): the statements of the real action, on a disk that forgets.

The negative control must fail: with synchronous=NORMAL, acknowledged answers are lost although no file is broken.
"""

from pathlib import Path

import pytest

from fault_programme import Nursery
from power_programme import FULL, NORMAL, Recorded, cut, pragmas_of_eyre, recorded

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def saving(server: Nursery) -> Recorded:
    return recorded(server, batches=6, seed=20261122)


def test_eyre_asks_for_what_is_tried_here() -> None:
    assert FULL in pragmas_of_eyre()


def test_nothing_acknowledged_is_lost_when_the_power_fails(saving: Recorded, tmp_path: Path) -> None:
    counts = cut(saving, tmp_path, cuts=60, seed=1)
    assert counts.acknowledged > 100
    assert (counts.lost, counts.broken) == (0, 0), counts


def test_without_full_everything_acknowledged_is_lost(saving: Recorded, tmp_path: Path) -> None:
    counts = cut(saving, tmp_path, cuts=20, seed=2, setting=NORMAL, torn=False)
    assert counts.acknowledged > 20
    assert counts.lost == counts.acknowledged, counts
    assert counts.broken == 0


def test_a_reply_before_the_commit_is_seen(saving: Recorded, tmp_path: Path) -> None:
    counts = cut(saving.replying_early(), tmp_path, cuts=60, seed=3)
    assert counts.lost > 0, counts
