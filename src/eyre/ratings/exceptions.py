"""What can go wrong with ratings, by name."""

from __future__ import annotations

from typing import NamedTuple

from eyre.core.ratings.panel import Fault


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


class PanelNotFound(LookupError):
    """The inspection has no panel of this number."""


class CannotHold(ValueError):
    """A panel cannot be called, go on or be signed like this; `faults` are all the reasons, each with whom or what it is about."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(" ".join(fault.words for fault in faults))


class Wrong(NamedTuple):
    """One thing that is wrong with a judgement: which answer is meant (empty for none of them), and what to do, in words."""

    field: str
    words: str


class CannotJudge(Exception):
    """Nothing can be written, submitted, read or commented on like this; `problems` are all that is wrong."""

    def __init__(self, problems: tuple[Wrong, ...]) -> None:
        super().__init__("; ".join(each.words for each in problems))
        self.problems = problems


class JudgementNotFound(LookupError):
    """The inspection has no such standard, judgement, comment or fact."""
