"""An empty store with all its tables, made once: applying every migration takes ten seconds, and copying the result none.

It is kept in the folder for temporary files, under a name made of what is in the migrations: whoever changes one gets
another. That a store is made from nothing too is tried by tests/site/test_demonstration_start.py and by .ci/run.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

SOURCE = Path(__file__).parents[1] / "src"
LIBRARIES = ("django", "django-allauth")


def template() -> Path:
    """The file of the empty store; made now if nobody made it yet, while the others wait."""
    folder = Path(tempfile.gettempdir()) / f"eyre-tests-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = folder / f"{_digest()}.sqlite3"
    with _alone(folder / "lock"):
        if not kept.exists():
            _make(kept)
    return kept


def lay_out(home: Path) -> None:
    """Put the empty store into a home, with a life of its own."""
    home.mkdir(parents=True, exist_ok=True)
    file = home / "eyre.sqlite3"
    shutil.copyfile(template(), file)
    with sqlite3.connect(file) as store:
        told = (uuid4().hex, datetime.now(UTC).replace(tzinfo=None).isoformat(" "))
        store.execute("UPDATE platform_epoch SET id = ?, began_at = ?", told)
    store.close()


def _digest() -> str:
    told = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
    for path in sorted((SOURCE / "eyre").rglob("migrations/*.py")):
        told.update(f"{path.relative_to(SOURCE)}\n".encode() + path.read_bytes())
    return told.hexdigest()


def _make(kept: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("EYRE_")}
        ours |= {"EYRE_HOME": home, "DJANGO_SETTINGS_MODULE": "eyre.site.settings"}
        ours["PYTHONPATH"] = os.pathsep.join([str(SOURCE), ours.get("PYTHONPATH", "")])
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=ours, check=True, timeout=600
        )
        with sqlite3.connect(Path(home) / "eyre.sqlite3") as store:
            store.execute("VACUUM INTO ?", (f"{kept}.new",))
        store.close()
    os.replace(f"{kept}.new", kept)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Nobody else is in here meanwhile."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
