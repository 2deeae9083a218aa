"""The store into one file, and out of it again."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from eyre.platform.audit import Actor
from eyre.platform.epochs.actions import begin_epoch
from eyre.platform.epochs.marking import mark
from eyre.platform.epochs.queries import current_epoch

from . import databases
from .archive import DATABASES, FILES, Backup, Manifest, Writing
from .exceptions import BackupFailed

SUFFIX = ".eyre-backup"
BY = Actor.of_command("eyre restore")


def path_for(target: Path, at: datetime) -> Path:
    """Which file a backup goes to: the one that is named, or a new one in the folder that is named.

    Raises:
        BackupFailed: where a file of this name is there, or its folder is not.
    """
    path = target
    if target.is_dir():
        path = target / f"eyre-{at.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}{SUFFIX}"
    if path.exists():
        raise BackupFailed(f"{path} is there already: name another, for no backup is overwritten")
    if not path.parent.is_dir():
        raise BackupFailed(f"there is no folder {path.parent}")
    return path


def back_up(path: Path, at: datetime) -> Manifest:
    """Write the whole store to a file. Others may read and write meanwhile.

    The database is taken first: a file is kept before any row names it, so none is missing.

    Raises:
        BackupFailed: when it cannot be made; then no file is left.
    """
    with _beside(path) as folder:
        taken = folder / DATABASES[connection.vendor]
        tables = databases.take(taken)
        writing = Writing(path)
        try:
            with taken.open("rb") as content:
                writing.add(taken.name, content)
            for each in _files():
                with each.open("rb") as content:
                    writing.add(FILES + each.relative_to(settings.EYRE_FILES).as_posix(), content)
            return writing.finish(
                lambda members: Manifest(
                    at.astimezone(UTC).isoformat(timespec="seconds"),
                    version("eyre"),
                    connection.vendor,
                    current_epoch(),
                    tables,
                    members,
                )
            )
        except BaseException:
            writing.give_up()
            raise


def _files() -> Iterator[Path]:
    folder = settings.EYRE_FILES
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A folder for what is underway, on the same disk, that nobody else reads."""
    folder = Path(tempfile.mkdtemp(prefix=".eyre-", dir=path.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def restore(path: Path, *, replaces: bool, at: datetime) -> tuple[Backup, str, Path | None]:
    """Let the store be what a backup holds, in a new epoch: the backup, the epoch, and where the old store was kept.

    Everything in the file is compared with its manifest first, and the rows of every table afterwards. Files that the
    backup does not hold stay.

    Raises:
        BackupFailed: when nothing was changed, or, in words, what was.
    """
    backup = Backup(path)
    _refuse(backup, replaces)
    backup.verify()
    settings.HOME.mkdir(parents=True, exist_ok=True)
    kept = None if databases.is_empty() else _keep(at)
    with _beside(settings.HOME / path.name) as folder:
        taken = folder / backup.manifest.database
        backup.copy(taken.name, taken)
        databases.put_back(taken)
    _compare(backup.manifest)
    _put_files_back(backup)
    call_command("migrate", verbosity=0, interactive=False)
    epoch = begin_epoch(backup=backup.sha256, by=BY, at=at)
    mark(settings.HOME, epoch)
    return backup, epoch, kept


def _refuse(backup: Backup, replaces: bool) -> None:
    if backup.manifest.vendor != connection.vendor:
        raise BackupFailed(
            f"the backup is of {backup.manifest.vendor}, and this store is {connection.vendor}: name the other in EYRE_DATABASE_URL"
        )
    if not replaces and not databases.is_empty():
        raise BackupFailed(
            "this store is not empty: with --replace the backup takes its place, and what is here is kept in a file beside it"
        )


def _keep(at: datetime) -> Path:
    """What is about to be replaced, as a backup of its own: nothing is ever deleted."""
    path = settings.HOME / f"replaced-{at.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}{SUFFIX}"
    back_up(path, at)
    return path


def _compare(manifest: Manifest) -> None:
    found = databases.counts()
    wrong = [table for table, rows in manifest.tables.items() if found.get(table) != rows]
    if wrong:
        raise BackupFailed(
            f"after restoring, {', '.join(sorted(wrong)[:10])} have other rows than the backup"
        )


def _put_files_back(backup: Backup) -> None:
    for name in backup.files:
        path = settings.EYRE_FILES / name.removeprefix(FILES)
        if path.exists() and path.stat().st_size == backup.manifest.members[name].size:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        backup.copy(name, part)
        part.replace(path)
        _sync(path.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
