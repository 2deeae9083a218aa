"""How do we know what an edition says?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .fields import Fields

PROVENANCE_KEYS = ("part", "status", "sources", "note")


class Status(StrEnum):
    """How we know a part of an edition."""

    VERIFIED = "verified"  # read in a public page or a document of the inspectorate
    DERIVED = "derived"  # follows from published scores, and was replayed
    RECALLED = "recalled"  # background knowledge, not read again: to be confirmed before live use
    OURS = "ours"  # Eyre's own choice where the published text leaves room or says nothing


@dataclass(frozen=True, slots=True)
class Provenance:
    """How one part of an edition is known: status, the pages it was read in, and a note."""

    part: str
    status: Status
    sources: tuple[str, ...] = ()
    note: str = ""


def read_provenance(fields: Fields) -> tuple[Provenance, ...]:
    """How the parts of something are known."""
    return tuple(
        Provenance(
            one.text("part"), one.choice("status", Status), one.texts("sources"), one.text("note", default="")
        )
        for one in fields.parts("provenance", PROVENANCE_KEYS)
    )
