"""The database for a command: made ready when it is asked for, so that a check of files alone needs none."""

from __future__ import annotations

import os

from eyre.core.reports import Figure


class NoDatabase(RuntimeError):
    """The database has not been set up; the words say how."""


def figures_of_inspection(inspection_id: str) -> tuple[Figure, ...]:
    """The figures of one published inspection.

    Raises:
        NoDatabase: when the database cannot be asked.
        LookupError: when it holds no such inspection.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    import django
    from django.db import DatabaseError

    django.setup()
    from .queries import register_of

    try:
        return tuple(register_of(inspection_id))
    except DatabaseError as error:
        raise NoDatabase("the database cannot be asked; set it up with eyre load") from error
