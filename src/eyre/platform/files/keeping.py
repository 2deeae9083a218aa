"""Taking a file in: looked into, put into the store, and then its row. The action that asks for it records it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from .exceptions import FileDamaged, FileRefused
from .kinds import FileKind
from .looking import look
from .models import StoredFile
from .names import safe_name
from .store import put

log = logging.getLogger(__name__)
NOT_KEPT = (
    "could not be kept, because our store cannot take it now; keep your copy, and tell whoever runs Eyre"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was kept, and the name under which it may leave again."""

    file: StoredFile
    name: str


def keep(content: BinaryIO, name: str, *, at: datetime) -> Kept:
    """Keep what somebody sent. Called inside the transaction of an action: the bytes lie on the disk before the row.

    Raises:
        FileRefused: in words, where it is not taken, or where the store cannot be written (a full disk) or holds
            something else under its digest; nothing is kept then, and the log says why.
    """
    kind, content = look(content, name)
    try:
        digest, size = put(content)
    except (OSError, FileDamaged) as why:
        log.error("A file could not be kept: %s", why)
        raise FileRefused(NOT_KEPT) from why
    row, _ = StoredFile.objects.get_or_create(
        digest=digest, defaults={"size": size, "kind": kind, "stored_at": at}
    )
    return Kept(row, safe_name(name, FileKind(row.kind)))
