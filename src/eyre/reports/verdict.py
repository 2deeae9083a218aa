"""What can be decided about a fact that was read? Apart from the rest, for the tables need it at every start."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What can be decided about a fact."""

    ACCEPTED = "accepted"  # it stands in the document as it was read
    MENDED = "mended"  # it stands there otherwise, and somebody said how
    REJECTED = "rejected"  # it does not stand there, or is not to be kept
