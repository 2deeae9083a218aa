"""How are the secrets of second factors kept? Sealed, for this purpose alone (eyre.platform.sealing)."""

from __future__ import annotations

from eyre.platform.sealing import Box

BOX = Box("eyre.people.second-factors.1")


def seal(text: str) -> str:
    """The text as only Eyre with its key can read it; never the same twice."""
    return BOX.seal(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again.

    Raises:
        cryptography.fernet.InvalidToken: when neither the key nor an earlier one sealed it.
    """
    return BOX.unseal(sealed.encode()).decode()


def reseal(sealed: str) -> str:
    """Sealed by the key of today, whichever sealed it before. Raises InvalidToken as `unseal` does."""
    return BOX.reseal(sealed.encode()).decode()
