"""Is everything in the store that the database speaks of, and as it was kept? Nothing is mended or removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .exceptions import FileDamaged
from .models import StoredFile
from .store import check, lying_there, place_of, root


@dataclass(frozen=True, slots=True)
class Found:
    """How many files are whole; which are missing or altered; what lies there without a row, or has no place there."""

    whole: int
    damaged: tuple[tuple[str, str], ...]
    without_row: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every file of the database is there as it was kept. One without a row harms nobody."""
        return not self.damaged


def verify() -> Found:
    """Read every file of the store, and compare."""
    known = list(StoredFile.objects.order_by("digest").values_list("digest", flat=True))
    damaged = tuple(_damaged(known))
    places = {place_of(digest).relative_to(root()).as_posix() for digest in known}
    strange = tuple(path for path in lying_there() if path not in places)
    return Found(len(known) - len(damaged), damaged, strange)


def _damaged(known: list[str]) -> Iterator[tuple[str, str]]:
    for digest in known:
        try:
            check(digest)
        except FileDamaged as error:
            yield digest, error.what
