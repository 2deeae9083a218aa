"""What can stop the reading of a file."""

from __future__ import annotations


class CannotRead(ValueError):
    """Nothing can be read from the file; the words say why and what helps."""
