"""What can go wrong with ratings, by name."""

from __future__ import annotations


class RatingRefused(ValueError):
    """Inspections read from files cannot be rated by their edition; one sentence each says what is missing."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


class NothingToRate(LookupError):
    """We hold no answers about cases of this inspection."""


class CannotReplace(Exception):
    """A rating that ships with the data stands in this place; the words say so."""


class NotFrozenYet(LookupError):
    """The answers of the inspection are not frozen, so the rule says nothing of them yet."""
