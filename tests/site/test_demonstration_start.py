"""Starting Eyre: a demonstration that is none does not start, and nothing is touched before that is known."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from cast import Cast
from eyre.people.models import Person
from eyre.site.demonstration.circumstances import (
    circumstances,
    is_open,
    refuse_contradictions,
    with_accounts,
)
from eyre.site.demonstration.refusals import Accounts

EYRE = str(Path(sys.executable).parent / "eyre")


def start(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Call the command as an operator does, with a home of its own."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("EYRE_")}
    return subprocess.run(
        [EYRE, *arguments],
        env=ours | {"EYRE_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (["serve", "--host", "0.0.0.0", "--port", "18651"], {}, "--let-anyone-in"),
        (["serve", "--port", "18652"], {"EYRE_SECRET_KEY": "x" * 50}, "leave EYRE_SECRET_KEY unset"),
        (
            ["serve", "--port", "18653"],
            {"EYRE_HOSTS": "eyre.example.org"},
            "EYRE_HOSTS names eyre.example.org",
        ),
        (["load"], {"EYRE_HOSTS": "*"}, "set eyre_mode=production"),
        (["load"], {"EYRE_DATABASE_URL": "postgres://eyre@db.example.org/eyre"}, "(db.example.org)"),
    ],
    ids=["network", "secret", "hosts", "load", "database"],
)
def test_a_start_that_contradicts_itself_is_refused_in_words(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], words: str
) -> None:
    done = start(tmp_path, *arguments, **environment)
    assert done.returncode == 1
    assert words.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "eyre.sqlite3").exists()


@pytest.mark.slow
def test_no_other_server_opens_the_pages_either(tmp_path: Path) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("EYRE_")}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "import eyre.site.wsgi"],
        env=ours | {"EYRE_HOME": str(tmp_path), "EYRE_HOSTS": "eyre.example.org"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1
    assert "ImproperlyConfigured" in done.stderr


@pytest.mark.django_db
class TestWhoseAccounts:
    def test_nobody_s(self) -> None:
        assert with_accounts(circumstances()).accounts is Accounts.NONE

    def test_the_cast_s(self, cast: Cast) -> None:
        assert with_accounts(circumstances()).accounts is Accounts.CAST
        refuse_contradictions(with_accounts(circumstances()))

    def test_the_cast_s_in_production(self, cast: Cast, settings: Settings) -> None:
        settings.EYRE_DEMONSTRATION, settings.MODE = False, "production"
        with pytest.raises(ImproperlyConfigured, match="invented people"):
            refuse_contradictions(with_accounts(circumstances()))

    def test_other_people_s(self, cast: Cast) -> None:
        """As it is when somebody restores what others work with, and forgets to say that it is production."""
        for number, person in enumerate(Person.objects.all()):
            Person.objects.filter(pk=person.pk).update(email=f"person{number}@inspectorate.gov.example")
        assert with_accounts(circumstances()).accounts is Accounts.OTHERS
        with pytest.raises(ImproperlyConfigured, match="none of the demonstration’s"):
            refuse_contradictions(with_accounts(circumstances()))


@pytest.mark.parametrize(
    ("told", "host"),
    [
        ({"host": "db.example.org"}, "db.example.org"),
        ({"host": "localhost", "hostaddr": "10.0.0.7"}, "10.0.0.7"),
        ({"host": "/var/run/postgresql"}, "/var/run/postgresql"),
        ({}, ""),
    ],
)
def test_where_the_database_is_stands_wherever_the_driver_is_told(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], host: str
) -> None:
    from django.db import connection

    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setattr(connection, "get_connection_params", lambda: told)
    assert circumstances().database == host


def test_the_door_is_open_as_things_stand_in_the_tests() -> None:
    assert is_open()
