"""What every test gets: no network outside this machine, plain static files."""

import importlib
import os
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as properties
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django import Settings

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from chromium import ARGUMENTS, HOW_TO_GET_IT, find

from migrated import template

# Playwright's loop of events stands in the thread of the tests; nothing of ours runs in it
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# A busy machine is no failure; and what CI tries must be what it tried before
properties.register_profile("eyre", deadline=None, derandomize="CI" in os.environ)
properties.load_profile("eyre")

# How long a page may take to become what is expected, in milliseconds: only a test that fails waits so long
PATIENCE = 20_000

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


@pytest.fixture(autouse=True, scope="session")
def _store_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test touches the files of whoever runs it. For the whole run, because the cast is brought in once a module."""
    django_settings.EYRE_FILES = tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True, scope="session")
def _empty_the_log_between_tests() -> Any:
    """Tests that commit are followed by the emptying of every table, which the triggers of the log refuse.

    So the triggers are taken off for that moment, by the statements of their own migration, and put back: during
    a test they stand as they do in use. The life of the store that the tables began with begins again after it.
    """
    triggers = importlib.import_module("eyre.platform.migrations.0002_audit_rows_never_change")
    epochs = importlib.import_module("eyre.platform.migrations.0006_epochs")
    tear_down = TransactionTestCase._fixture_teardown

    def run(statements: dict[str, list[str]]) -> None:
        with connection.cursor() as cursor:
            for statement in statements[connection.vendor]:
                cursor.execute(statement)

    def without_triggers(case: TransactionTestCase) -> None:
        run(triggers.BACKWARDS)
        try:
            tear_down(case)
            epochs.begin(apps, None)
        finally:
            run(triggers.FORWARDS)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """The embedded database of a run begins with every migration applied, each of which is applied once a change."""
    name = connection.creation._get_test_db_name()
    if connection.vendor != "sqlite":
        yield
        return
    # Lives in memory, shared by its name, for as long as somebody is connected
    with closing(sqlite3.connect(name, uri=True)) as held:
        with closing(sqlite3.connect(template())) as empty:
            empty.backup(held)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of a run; without one the test fails and says how to get it.

    A second one beside it would find Playwright's loop of events running already, and refuse.
    """
    path = find()
    if path is None:
        pytest.fail(HOW_TO_GET_IT, pytrace=False)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only the tests that use the database")
    parser.addoption("--without-database", action="store_true", help="only the tests that do not")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Narrow a run to the database's tests, which is what PostgreSQL adds, or to the others, which is a check."""
    only, without = config.getoption("--database-only"), config.getoption("--without-database")
    if not only and not without:
        return
    kept = [
        item
        for item in items
        if (item.get_closest_marker("django_db") is not None) != without
        and (without or not item.get_closest_marker("browser"))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept
