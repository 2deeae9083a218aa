"""What a rating may turn out to be: five different things that must never be taken for each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rated:
    """A band was given; `band` is its id in the edition."""

    band: str


@dataclass(frozen=True, slots=True)
class NotRated:
    """Inspected or considered, and no band was given: it counts on neither side of the score."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Our source does not say. It is never counted, and never shown as Not rated."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Undetermined:
    """The rule gives no band, for instance because no case was relevant: the panel decides."""

    reason: str = ""


Outcome = Rated | NotRated | NotKnown | Undetermined
