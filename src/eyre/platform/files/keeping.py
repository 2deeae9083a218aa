"""Taking a file in: looked into, put into the store, and then its row. The action that asks for it records it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from .kinds import FileKind
from .looking import look
from .models import StoredFile
from .names import safe_name
from .store import put


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was kept, and the name under which it may leave again."""

    file: StoredFile
    name: str


def keep(content: BinaryIO, name: str, *, at: datetime) -> Kept:
    """Keep what somebody sent. Called inside the transaction of an action: the bytes lie on the disk before the row.

    Raises:
        FileRefused: in words, where it is not taken; nothing is kept then.
        FileDamaged: where the store holds something else under its digest.
    """
    kind, content = look(content, name)
    digest, size = put(content)
    row, _ = StoredFile.objects.get_or_create(
        digest=digest, defaults={"size": size, "kind": kind, "stored_at": at}
    )
    return Kept(row, safe_name(name, FileKind(row.kind)))
