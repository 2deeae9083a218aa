"""Which word stands for an outcome where one column holds it: a band's id, or why there is none."""

from __future__ import annotations

from eyre.core.frameworks import Edition
from eyre.core.ratings import NotKnown, NotRated, Outcome, Rated, Undetermined

NOT_RATED, UNDETERMINED, NOT_KNOWN = "not_rated", "undetermined", "not_known"
WITHOUT_BAND: dict[str, type[NotRated | NotKnown | Undetermined]] = {
    NOT_RATED: NotRated,
    UNDETERMINED: Undetermined,
    NOT_KNOWN: NotKnown,
}
SAID = {NOT_RATED: "Not rated", UNDETERMINED: "Undetermined", NOT_KNOWN: "Not known yet"}


def word_of(outcome: Outcome) -> str:
    """The word of an outcome; its reason is kept elsewhere."""
    if isinstance(outcome, Rated):
        return outcome.band
    return {NotRated: NOT_RATED, Undetermined: UNDETERMINED, NotKnown: NOT_KNOWN}[type(outcome)]


def outcome_of(word: str, reason: str = "") -> Outcome:
    """The outcome that a word stands for."""
    kind = WITHOUT_BAND.get(word)
    return kind(reason) if kind else Rated(word)


def say_word(edition: Edition, word: str) -> str:
    """The word as a page says it: the label of the band, or why there is none."""
    return SAID.get(word) or edition.band(word).label
