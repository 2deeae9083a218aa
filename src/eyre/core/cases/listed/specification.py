"""What does a case list hold? Its columns as values: what each is called, what may stand in it, whether it is sealed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from eyre.core.editions import Provenance

from .eligibility import Windows


class Type(StrEnum):
    """What stands in a column."""

    IDENTIFIER = "identifier"  # words that name one case and no other
    WORDS = "words"
    DAY = "date"
    CHOICE = "choice"


def plain(text: str) -> str:
    """A name or value as it is compared: small letters, with one space for space, hyphens and underlines."""
    return " ".join(re.sub(r"[-_\s]+", " ", text).split()).casefold()


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may stand in a column, and the other ways in which providers write it.

    `code` is what is kept. `kind` is, in the column that tells it, the kind of case the form of assessment knows.
    """

    value: str
    code: str
    also: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. What `is_sealed` says who somebody is, and is kept apart; `strata` may be made of the others.

    `part` is the place it has in Eyre: identifier, name, date-of-birth, practitioner, kind, started, ended, or "".
    `key` is the name under which it is kept beside the pseudonym; "" for what is not an attribute.
    """

    name: str
    type: Type
    says: str
    example: str
    also: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    part: str = ""
    key: str = ""
    is_needed: bool = True
    is_sealed: bool = False
    makes_strata: bool = False
    longest: int = 60

    def names(self) -> Iterator[str]:
        """Every name under which a header may have it, as names are compared."""
        yield from (plain(name) for name in (self.name, *self.also))

    def meant(self) -> dict[str, str]:
        """The code behind everything that may stand in a cell of a choice, as values are compared."""
        return {
            plain(word): choice.code
            for choice in self.choices
            for word in (choice.value, choice.code, *choice.also)
        }

    def label(self, code: str) -> str:
        """The words for a code; what is no choice stands for itself."""
        return next((choice.value for choice in self.choices if choice.code == code), code)

    def kinds(self) -> dict[str, str]:
        """The kind of case behind each code."""
        return {choice.code: choice.kind for choice in self.choices}


@dataclass(frozen=True, slots=True)
class SampleAim:
    """The precision asked for unless somebody says otherwise; `confidence` and `margin` are per cents."""

    confidence: int
    margin: int
    formula: str


@dataclass(frozen=True, slots=True)
class Specification:
    """An edition of the case list: for which framework editions it is, its columns, and which cases may be drawn."""

    id: str
    title: str
    editions: tuple[str, ...]
    columns: tuple[Column, ...]
    windows: Windows
    aim: SampleAim
    provenance: tuple[Provenance, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def of_part(self, part: str) -> Column:
        """The column with this place in Eyre. Raises KeyError where the edition has none."""
        found = next((column for column in self.columns if column.part == part), None)
        if found is None:
            raise KeyError(part)
        return found

    def attributes(self) -> tuple[Column, ...]:
        """The columns kept beside the pseudonym."""
        return tuple(column for column in self.columns if column.key)

    def strata(self) -> tuple[Column, ...]:
        """The columns of which strata may be made."""
        return tuple(column for column in self.columns if column.makes_strata)


def listed_names(columns: Iterable[Column]) -> str:
    """The names of columns in a row."""
    return ", ".join(column.name for column in columns)
