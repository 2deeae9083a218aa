"""The browser is killed while it writes and sends (T-IDB), the server dies, loses replies and returns from backups: what the
page had shown as saved is on the device or on the server, byte for byte, and in the end on the server exactly once."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from device_programme import PLANTS, run
from fault_programme import Nursery

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def test_nothing_shown_as_saved_is_lost(server: Nursery, browser: Browser, tmp_path: Path) -> None:
    counts = run(server, browser.browser_type, tmp_path, kills=8, seed=20261122)
    assert counts.is_kept, counts
    assert counts.acknowledged > 60
    assert min(counts.kinds[kind] for kind in ("browser killed", "kill", "restore")) > 0, counts


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_fault_of_a_device_is_seen(
    server: Nursery, browser: Browser, tmp_path: Path, plant: str
) -> None:
    counts = run(server, browser.browser_type, tmp_path, kills=2, seed=1, plant=plant)
    assert counts.lost > 0, counts
