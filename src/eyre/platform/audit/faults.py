"""What can be found wrong with the log, and in which words?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """The kinds of damage."""

    ROW_ALTERED = "row altered"
    ROW_MISSING = "row missing"
    ROW_INSERTED = "row inserted"
    ROW_NOT_SEALED = "row not sealed"
    SEGMENT_ALTERED = "segment altered"
    SEGMENT_MISSING = "segment missing"
    HEAD_DIFFERS = "head differs"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was sealed; `row` is the id of the row, where it is one row and known."""

    what: What
    chain: str
    words: str
    segment: int | None = None
    row: int | None = None

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "what": self.what.value,
            "chain": self.chain,
            "segment": self.segment,
            "row": self.row,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Verified:
    """What the verification of one chain came to; `faults` are the first hundred of `fault_count`, in order."""

    chain: str
    rows: int
    segments: int
    waiting: int
    number: int
    head: str
    faults: tuple[Fault, ...]
    fault_count: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing sealed was changed."""
        return not self.fault_count

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        numbers = {
            name: getattr(self, name)
            for name in ("chain", "rows", "segments", "waiting", "number", "head", "fault_count")
        }
        return numbers | {"is_whole": self.is_whole, "faults": [fault.as_dict() for fault in self.faults]}
