"""What every test gets: no network outside this machine, plain static files."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import settings as properties
from pytest_django import Settings

# A busy machine is no failure; and what CI tries must be what it tried before
properties.register_profile("eyre", deadline=None, derandomize="CI" in os.environ)
properties.load_profile("eyre")

OUTSIDE = "a test tried to reach {!r}: tests talk to this machine only"


@pytest.fixture(autouse=True)
def _this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise OSError(OUTSIDE.format(address))
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Settings, tmp_path: Path) -> None:
    """Pages in tests name static files as they are: hashing them needs a collected folder."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only the tests that use the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Narrow a run to the database's tests: what PostgreSQL adds to the run on the embedded database."""
    if not config.getoption("--database-only"):
        return
    kept = [
        item
        for item in items
        if item.get_closest_marker("django_db") and not item.get_closest_marker("browser")
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept
