"""How is somebody let in for the first time? By a link whose secret only they have; a digest of it is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

SECRET_BYTES = 32  # 256 bits from the system's generator (ASVS 5.0, 11.5.1 asks for 128)
LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Issued:
    """An invitation as it left the database. `token` exists nowhere else and cannot be asked for again."""

    id: int
    person: UUID
    name: str
    email: str
    expires_at: datetime
    token: str = field(repr=False)
    is_reset: bool = False


def new_token() -> str:
    """A secret that nobody can guess, in letters that may stand in an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of(token: str) -> str:
    """What is kept of a token; a secret of 256 random bits needs no slow hash."""
    return sha256(token.encode()).hexdigest()
