"""A production start with anything unsafe is refused, all problems at once; a safe one is not."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from eyre.site.safety import Facts, facts, refusals, refuse_unsafe

EYRE = (sys.executable, "-c", "from eyre.site.command import main; main(prog_name='eyre')")
KEY = "k3y-0f-th3-t3sts-that-is-as-random-as-it-need-be-1234567890"
SAFE = Facts(
    is_production=True,
    debug=False,
    secret_key=KEY,
    hosts=("eyre.example",),
    vendor="sqlite",
    storage={"synchronous": "2", "journal_mode": "wal"},
)
POSTGRESQL = replace(
    SAFE, vendor="postgresql", storage={"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
)
UNSAFE = {
    "debug": replace(SAFE, debug=True),
    "default-secret": replace(SAFE, secret_key="demonstration-only-not-a-secret"),
    "weak-secret": replace(SAFE, secret_key="short"),
    "any-host": replace(SAFE, hosts=("eyre.example", "*")),
    "sqlite-synchronous": replace(SAFE, storage={"synchronous": "1", "journal_mode": "wal"}),
    "sqlite-journal-mode": replace(SAFE, storage={"synchronous": "2", "journal_mode": "memory"}),
    "postgresql-fsync": replace(POSTGRESQL, storage={**POSTGRESQL.storage, "fsync": "off"}),
    "postgresql-full-page-writes": replace(
        POSTGRESQL, storage={**POSTGRESQL.storage, "full_page_writes": "off"}
    ),
    "postgresql-synchronous-commit": replace(
        POSTGRESQL, storage={**POSTGRESQL.storage, "synchronous_commit": "off"}
    ),
}


@pytest.mark.parametrize("safe", [SAFE, POSTGRESQL], ids=lambda one: one.vendor)
def test_a_safe_start_is_not_refused(safe: Facts) -> None:
    assert refusals(safe) == ()


@pytest.mark.parametrize("code", UNSAFE)
def test_each_unsafe_fact_is_refused_with_its_way_out(code: str) -> None:
    (refused,) = refusals(UNSAFE[code])
    assert refused.code == code
    assert refused.words.endswith(".")
    assert refused.way_out.endswith(".")


def test_the_same_words_twice_are_weak() -> None:
    assert [one.code for one in refusals(replace(SAFE, secret_key="ab" * 40))] == ["weak-secret"]


def test_the_demonstration_is_not_judged_like_production() -> None:
    assert all(not refusals(replace(one, is_production=False)) for one in UNSAFE.values())


@given(st.booleans(), st.sampled_from(["short", KEY]), st.sampled_from(["0", "1", "2", "3"]))
def test_every_problem_is_named_at_once(debug: bool, key: str, synchronous: str) -> None:
    storage = {"synchronous": synchronous, "journal_mode": "wal"}
    found = refusals(replace(SAFE, debug=debug, secret_key=key, storage=storage))
    assert len(found) == debug + (key == "short") + (synchronous in "01")


@pytest.mark.django_db
def test_the_facts_are_the_databases_own() -> None:
    """What the tests run on keeps what it is given: SQLite in FULL, PostgreSQL with fsync (or the check says so)."""
    told = facts().storage
    if connection.vendor == "sqlite":
        assert told["synchronous"] == "2"
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous")
            assert str(cursor.fetchone()[0]) == told["synchronous"]
    else:
        assert set(told) == {"fsync", "full_page_writes", "synchronous_commit"}


@pytest.mark.django_db
def test_an_unsafe_start_raises_with_every_problem(settings: Settings) -> None:
    settings.MODE, settings.DEBUG, settings.SECRET_KEY = "production", True, "short"
    with pytest.raises(ImproperlyConfigured) as why:
        refuse_unsafe()
    assert "Debugging is on" in str(why.value)
    assert "can be guessed: it has 5 characters" in str(why.value)


def serve(home: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("EYRE_", "DJANGO_ALLOW"))
    }
    told = {
        "EYRE_MODE": "production",
        "EYRE_HOSTS": "eyre.example",
        "EYRE_HOME": str(home),
        "EYRE_SECRET_KEY": KEY,
    }
    return subprocess.run(
        [*EYRE, "load"],
        env=clean | told | environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.slow
def test_an_unsafe_production_does_not_touch_its_database(tmp_path: Path) -> None:
    done = serve(tmp_path, EYRE_SECRET_KEY="short", EYRE_HOSTS="*")
    assert done.returncode == 1
    assert "The secret key can be guessed" in done.stderr
    assert "answer to any host name" in done.stderr
    assert "Traceback" not in done.stderr
    with closing(sqlite3.connect(tmp_path / "eyre.sqlite3")) as held:
        assert held.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


@pytest.mark.slow
def test_check_deploy_is_clean() -> None:
    """Django's own list for production (`manage.py check --deploy`), with the settings of production."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("EYRE_", "DJANGO_ALLOW"))
    }
    told = {"EYRE_MODE": "production", "EYRE_HOSTS": "eyre.example", "EYRE_SECRET_KEY": KEY}
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env=clean | told,
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
