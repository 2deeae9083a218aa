"""How is kept what a database without the settings must tell nobody? Sealed, by keys made from EYRE_SECRET_KEY.

Fernet (AES-128-CBC with HMAC-SHA256) and HKDF-SHA256 of the library `cryptography`. Each purpose has a key of its own,
so that what was sealed for one is opened for no other. An earlier secret in EYRE_SECRET_KEY_FALLBACKS still opens what
it sealed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


@dataclass(frozen=True, slots=True)
class Box:
    """Seals for one purpose, which is named once in the code: “eyre.people.second-factors.1”."""

    purpose: str

    def seal(self, content: bytes) -> bytes:
        """The content as only Eyre with its key can read it; never the same twice."""
        return _fernet(self.purpose, *_secrets()).encrypt(content)

    def unseal(self, sealed: bytes) -> bytes:
        """The content again.

        Raises:
            cryptography.fernet.InvalidToken: when neither the key nor an earlier one sealed it for this purpose.
        """
        return _fernet(self.purpose, *_secrets()).decrypt(sealed)

    def reseal(self, sealed: bytes) -> bytes:
        """Sealed by the key of today, whichever sealed it before. Raises InvalidToken as `unseal` does."""
        return _fernet(self.purpose, *_secrets()).rotate(sealed)

    def tags(self, text: str) -> tuple[str, ...]:
        """Keyed digests (HMAC-SHA256, hexadecimal) by which a text is found again without being kept.

        The first is made by the key of today, the others by the earlier ones, the latest first.
        """
        return tuple(
            hmac.new(_tag_key(self.purpose, secret), text.encode(), hashlib.sha256).hexdigest()
            for secret in _secrets()
        )


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=16)
def _fernet(purpose: str, *secrets: str) -> MultiFernet:
    # Imported when first used: it takes a tenth of a second, which most starts need not spend
    from cryptography.fernet import Fernet, MultiFernet

    keys = (base64.urlsafe_b64encode(_derive(purpose, secret)) for secret in secrets)
    return MultiFernet([Fernet(key) for key in keys])


@lru_cache(maxsize=16)
def _tag_key(purpose: str, secret: str) -> bytes:
    """Another key than the one that seals: no key serves two ends."""
    return _derive(f"{purpose} tags", secret)


def _derive(purpose: str, secret: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(secret.encode())
