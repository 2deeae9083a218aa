"""The page furniture is tested on addresses of its own, so that it needs nothing of any area."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def _own_addresses(settings: Settings, tmp_path: Path) -> None:
    settings.ROOT_URLCONF = "component_pages"
    settings.EYRE_OPEN_NAMES = {
        "home",
        "lists",
        "one",
    }  # else the wall would lead to a sign-in page they lack
    settings.STATIC_ROOT = tmp_path
