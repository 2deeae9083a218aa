"""What does a device hear about each operation it sent?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ACCEPTED, QUARANTINED = "accepted", "quarantined"

# Kinds of reasons why an operation is kept apart, for devices; the words beside them are for people
UNREADABLE = "unreadable"
ID_TAKEN = "id-taken"
DEVICE = "device"
ASSESSMENT = "assessment"
EDITION = "edition"
VALUE = "value"
NOT_ALLOWED = "not-allowed"
DEPOSITED = "deposited"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one operation. `id` and `hash` are as it said them, where they could be read.

    `number` is the server's, of one that was accepted; `code` and `words` say why one is kept apart.
    """

    id: str
    hash: str
    verdict: str
    number: int | None = None
    code: str = ""
    words: str = ""

    @property
    def is_accepted(self) -> bool:
        """Whether it is an answer now; else it is kept beside the answers, byte for byte."""
        return self.verdict == ACCEPTED

    def as_dict(self) -> dict[str, str | int | None]:
        """The verdict as the reply says it."""
        told: dict[str, str | int | None] = {"id": self.id, "hash": self.hash, "verdict": self.verdict}
        if self.is_accepted:
            return told | {"number": self.number}
        return told | {"reason": self.code, "words": self.words}


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said of a batch, in its order; `epoch` tells of which life of the store that is true."""

    epoch: str
    results: tuple[Verdict, ...]

    def as_dict(self) -> dict[str, object]:
        """The reply as it is sent."""
        return {"epoch": self.epoch, "results": [verdict.as_dict() for verdict in self.results]}


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that a page without scripts changes: `base` is the operation whose value the page showed.

    What the value may be is asked of the form when it is saved.
    """

    key: str
    value: Any
    base: str | None = None
    settles: tuple[str, ...] = ()
