"""What can go wrong when results are put side by side, by name."""

from __future__ import annotations


class ProgrammeNotFound(LookupError):
    """No programme of inspections has this name."""
