"""What every test gets: no network outside this machine, plain static files."""

import socket

import pytest
from pytest_django import Settings

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
def _plain_static_files(settings: Settings) -> None:
    """Pages in tests name static files as they are: hashing them needs a collected folder."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
