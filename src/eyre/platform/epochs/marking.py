"""Has a store gone missing? A file beside it remembers that there was one.

A database that is empty though its home has had one is a database that was lost, or another than was meant: it is not
filled anew as if nothing had been (ODK Central, "docker command reset the database").
"""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from .models import Epoch

NAME = "epoch"


def mark(home: Path, epoch: str) -> None:
    """Remember that a store lives here, and which life it is in."""
    (home / NAME).write_text(epoch + "\n", "utf-8")


def refuse_emptied(home: Path) -> None:
    """Nothing where the store is there, or never was.

    Raises:
        ImproperlyConfigured: where there was one and the database is empty.
    """
    file = home / NAME
    if file.exists() and Epoch._meta.db_table not in connection.introspection.table_names():
        raise ImproperlyConfigured(
            f"The database is empty, and {file} says that there was a store here (epoch {file.read_text('utf-8').strip()}). "
            f"Restore a backup (eyre restore FILE), or correct EYRE_DATABASE_URL; to begin anew, remove {file}."
        )
