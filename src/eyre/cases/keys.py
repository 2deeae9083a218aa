"""Who stands behind a pseudonym? What is sealed into a case key, and the pseudonyms themselves.

A pseudonym is random and says nothing about the case. The same identifier keeps its pseudonym in a later version of
the list: it is found again by a keyed digest, a tag, that nobody can make without the secret of this installation.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Container
from dataclasses import dataclass

from eyre.platform.sealing import Box

BOX = Box("eyre.cases.case-keys.1")
UPLOADS = Box("eyre.cases.uploads.1")
# 0 and O, 1 and I and L, 2 and Z, 5 and S, 8 and B, U and V are told apart by nobody on the telephone
ALPHABET = "34679ACDEFGHJKMNPQRTVWXY"
LENGTH = 6  # 24^6: 191 million
CASE, PRACTITIONER = "C", "P"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a case, or a practitioner, is. Of a practitioner there is a name alone; “” is what was not told."""

    identifier: str = ""
    name: str = ""
    date_of_birth: str = ""
    practitioner: str = ""


def seal_identity(identity: Identity) -> bytes:
    """The identity as `CaseKey.sealed` holds it."""
    told = {name: getattr(identity, name) for name in Identity.__slots__}  # asdict takes ten times as long
    return BOX.seal(json.dumps(told, ensure_ascii=False).encode())


def unseal_identity(sealed: bytes) -> Identity:
    """The identity behind a `CaseKey`. Only what opens keys, and writes that down, calls this.

    Raises:
        cryptography.fernet.InvalidToken: when it was sealed by a secret this installation does not have.
    """
    return Identity(**json.loads(BOX.unseal(bytes(sealed))))


def tags_of(prefix: str, inspection: str, identifier: str) -> tuple[str, ...]:
    """By what a case or practitioner of an inspection is found again: first as tags are made today, then as they were.

    Two inspections share no tag, so nobody can follow a person from one to the other.
    """
    return BOX.tags(f"{prefix}\n{inspection}\n{identifier}")


def new_pseudonym(prefix: str, taken: Container[str]) -> str:
    """A pseudonym that is not taken: “C-” and six signs, from the system's source of randomness."""
    while True:
        drawn, signs = secrets.randbelow(len(ALPHABET) ** LENGTH), ""
        for _ in range(LENGTH):
            drawn, place = divmod(drawn, len(ALPHABET))
            signs += ALPHABET[place]
        if (made := f"{prefix}-{signs}") not in taken:
            return made
