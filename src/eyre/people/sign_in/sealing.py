"""How are the secrets of second factors kept? Sealed, by a key that is made from EYRE_SECRET_KEY.

Fernet (AES-128-CBC with HMAC-SHA256) and HKDF-SHA256 of the library `cryptography`. A database without the
settings tells nobody's codes. An earlier key in EYRE_SECRET_KEY_FALLBACKS still opens what it sealed.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

PURPOSE = b"eyre.people.second-factors.1"


def seal(text: str) -> str:
    """The text as only Eyre with its key can read it; never the same twice."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again.

    Raises:
        cryptography.fernet.InvalidToken: when neither the key nor an earlier one sealed it.
    """
    return _box().decrypt(sealed.encode()).decode()


def reseal(sealed: str) -> str:
    """Sealed by the key of today, whichever sealed it before. Raises InvalidToken as `unseal` does."""
    return _box().rotate(sealed.encode()).decode()


def _box() -> MultiFernet:
    return _box_of(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=8)
def _box_of(*secrets: str) -> MultiFernet:
    # Imported when first used: it takes a tenth of a second, which most starts need not spend
    from cryptography.fernet import Fernet, MultiFernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    made = (HKDF(SHA256(), 32, salt=None, info=PURPOSE).derive(secret.encode()) for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
