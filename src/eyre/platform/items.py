"""What are the lines of the lists that pages share: facts, sources, downloads?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a summary list: what, and its value (text, or safe HTML such as a mark); a link, if there is one."""

    key: str
    value: object
    href: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from: what was read, who published it, when; how far it was read."""

    title: str
    url: str = ""
    publisher: str = ""
    date: str = ""
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away. `size` in bytes where it is known beforehand."""

    label: str
    url: str
    format: str
    size: int | None = None
    note: str = ""

    @property
    def kind(self) -> str:
        """The format and the size in words: "CSV, 12 kB"."""
        return self.format if self.size is None else f"{self.format}, {size_in_words(self.size)}"


class WordingStatus(StrEnum):
    """How a statement is known, or whose it is."""

    VERIFIED = "verified"
    DERIVED = "derived"
    RECALLED = "recalled"
    OURS = "ours"


EXPLAINED = {
    WordingStatus.VERIFIED: "read in a page or document that the inspectorate published",
    WordingStatus.DERIVED: "worked out from published results, and checked against them",
    WordingStatus.RECALLED: "from general knowledge and not read again, so to be confirmed before it is relied on",
    WordingStatus.OURS: "Eyre’s own choice, where the published text leaves room or says nothing",
}
_COLOUR = {
    WordingStatus.VERIFIED: "green",
    WordingStatus.DERIVED: "teal",
    WordingStatus.RECALLED: "yellow",
    WordingStatus.OURS: "purple",
}


@dataclass(frozen=True, slots=True)
class WordingMark:
    """A status as a page shows it: one word, a colour of the tag, and what it means."""

    status: WordingStatus

    @property
    def word(self) -> str:
        """The status with a capital."""
        return self.status.value.capitalize()

    @property
    def colour(self) -> str:
        """The colour of the tag; the word says the same."""
        return _COLOUR[self.status]

    @property
    def means(self) -> str:
        """The status explained."""
        return EXPLAINED[self.status]


def size_in_words(size: int) -> str:
    """A number of bytes as people say it: "640 bytes", "12 kB", "3.4 MB" (thousands, rounded up to show something)."""
    if size < 1000:
        return f"{size} byte{'' if size == 1 else 's'}"
    if size < 1_000_000:
        return f"{-(-size // 1000)} kB"
    tenths = -(-size // 100_000)
    return f"{tenths // 10}.{tenths % 10} MB"
