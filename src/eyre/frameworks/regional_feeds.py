"""Which questions feed the standards of a region? The files that say so, by the id of the regional edition."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eyre.core.frameworks.feeding import Feeding, build_feeding

from .files import read_built, read_file

FEEDS = Path(__file__).parent / "regional"


@cache
def feeding_of(edition_id: str) -> Feeding | None:
    """What feeds the standards of this edition; None where no file says.

    Raises:
        EditionFileInvalid: with every mistake of its file, each with its line.
    """
    path = FEEDS / f"{edition_id}.yaml"
    return read_built(read_file(path), str(path), build_feeding) if path.is_file() else None
