"""What can go wrong with editions, by name."""

from __future__ import annotations

from dataclasses import dataclass


class EditionNotFound(LookupError):
    """No shipped edition has this id, and no file this name."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class FileMistake:
    """One mistake of a file: the file, its line, the place in the data, and a sentence with the way out."""

    file: str
    line: int
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.place}: {self.text}"


class EditionFileInvalid(ValueError):
    """A file does not hold an edition. The words list every mistake as `file:line: place: sentence`."""

    def __init__(self, mistakes: tuple[FileMistake, ...]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(str(mistake) for mistake in mistakes))


class EditionInUse(ValueError):
    """An edition in use cannot change; a correction is a new edition with a new id."""

    def __init__(self, edition: str) -> None:
        self.edition = edition
        super().__init__(
            f"{edition} is in use and cannot change; publish the correction as a new edition with a new id"
        )
