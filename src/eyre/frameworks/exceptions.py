"""What can go wrong with editions, by name."""

from __future__ import annotations


class EditionNotFound(LookupError):
    """No shipped edition has this id, and no file this name."""


class EditionFileInvalid(ValueError):
    """A file does not hold an edition. The words list every mistake as `file:line: place: sentence`."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))
