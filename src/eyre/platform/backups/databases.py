"""How is a database taken as it is at one moment, and put back? By each database's own means.

SQLite: its online backup, which reads a moment whole while others write. PostgreSQL: pg_dump of one snapshot in the
custom format, and pg_restore in one transaction; both are looked for on the PATH.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from .exceptions import BackupFailed, NotABackup


def take(path: Path) -> dict[str, int]:
    """Write the database as it is now to a file; the rows of each table at that moment. Raises BackupFailed."""
    return _take_sqlite(path) if connection.vendor == "sqlite" else _take_postgresql(path)


def put_back(path: Path) -> None:
    """Let the database be what is in a file. Whoever is connected finds it changed. Raises BackupFailed."""
    _let_go()
    if connection.vendor == "sqlite":
        _put_back_sqlite(path)
    else:
        _put_back_postgresql(path)


def is_empty() -> bool:
    """Whether the database has no tables yet, or none of Eyre's."""
    return "django_migrations" not in connection.introspection.table_names()


def counts() -> dict[str, int]:
    """The rows of each table."""
    tables = sorted(connection.introspection.table_names())
    with connection.cursor() as cursor:
        return {table: _count(cursor, table) for table in tables}


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
    return int(cursor.fetchone()[0])


def _let_go() -> None:
    """Close every connection of this process."""
    connection.close()
    if close_pool := getattr(connection, "close_pool", None):  # PostgreSQL's
        close_pool()


# SQLite


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _take_sqlite(path: Path) -> dict[str, int]:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        _check_sqlite(copy)
        names = copy.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        return {
            name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in sorted(names)
        }


def _check_sqlite(database: sqlite3.Connection) -> None:
    try:
        told = database.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as why:
        raise NotABackup(f"the database in the backup is damaged: {why}") from why
    if told != [("ok",)]:
        raise NotABackup(f"the database in the backup is damaged: {told[0][0]}")


def _put_back_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(_name(), timeout=20)) as target:
        _check_sqlite(source)
        try:
            source.backup(target)
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError as why:
            raise BackupFailed(
                f"the database cannot be written ({why}): stop Eyre, and restore again"
            ) from why


# PostgreSQL


def _take_postgresql(path: Path) -> dict[str, int]:
    program = _program("pg_dump")
    with _snapshot() as snapshot:
        rows = counts()
        _run([program, "--format=custom", f"--snapshot={snapshot}", f"--file={path}", *_OURS, _database()])
    return rows


@contextmanager
def _snapshot() -> Iterator[str]:
    """One moment of the database, which pg_dump sees too."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            cursor.execute("SELECT pg_export_snapshot()")
            yield str(cursor.fetchone()[0])
        finally:
            cursor.execute("ROLLBACK")


def _put_back_postgresql(path: Path) -> None:
    program = _program("pg_restore")
    # What a later version of Eyre has made would stand in the way of its own migration
    _drop_everything()
    _run([program, "--single-transaction", "--exit-on-error", f"--dbname={_database()}", *_OURS, str(path)])


_OURS = ("--no-owner", "--no-privileges")
_FUNCTIONS = """
SELECT p.oid::regprocedure::text FROM pg_proc p
WHERE p.pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


def _drop_everything() -> None:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
        cursor.execute(_FUNCTIONS)
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION IF EXISTS {function} CASCADE")
    _let_go()


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BackupFailed(
            f"{name} is not on the PATH: install the client programs of PostgreSQL, of the server’s version or a later one"
        )
    return found


def _database() -> str:
    """The address for PostgreSQL's programs; the password goes by the environment."""
    told = connection.settings_dict
    parts = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "dbname": told["NAME"]}
    return " ".join(f"{key}='{value}'" for key, value in parts.items() if value)


def _run(command: list[str]) -> None:
    password = connection.settings_dict["PASSWORD"]
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupFailed(f"{Path(command[0]).name}: {done.stderr.strip()[:2000]}")
