"""What can go wrong with editions, by name."""

from __future__ import annotations


class EditionNotFound(LookupError):
    """No shipped edition has this id, and no file this name."""


class EditionFileInvalid(ValueError):
    """A file does not hold an edition. The words list every mistake as `file:line: place: sentence`."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


class EditionInUse(ValueError):
    """An edition in use cannot change; a correction is a new edition with a new id."""

    def __init__(self, edition: str) -> None:
        self.edition = edition
        super().__init__(
            f"{edition} is in use and cannot change; publish the correction as a new edition with a new id"
        )
