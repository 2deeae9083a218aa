"""How is an outcome shown? As a band of its edition with its place on the scale, or as the reason there is none."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from eyre.core.frameworks import Edition
from eyre.core.ratings import KeyQuestionRating, NotRated, Outcome, Rated, Undetermined
from eyre.core.ratings.standards import is_waiting
from eyre.platform.marks import WORDS, NoBand, band_tag, no_band_tag

UNRATED_TYPE = "This type is not rated"
UNRATED_BASIS = "unrated inspection type"


@dataclass(frozen=True, slots=True)
class Mark:
    """A label with its rank (0 is the lowest) among `of` bands, or the kind of no band.

    `band` is the id of the band in its edition, empty where there is none.
    """

    label: str = ""
    rank: int | None = None
    of: int | None = None
    kind: str = ""
    band: str = ""

    @property
    def words(self) -> str:
        """The mark in words: "Good", "Not known"."""
        return self.label or WORDS[NoBand(self.kind)]

    @property
    def html(self) -> SafeString:
        """The mark as it stands in a line or a table."""
        return self._draw(large=False)

    @property
    def large(self) -> SafeString:
        """The mark as it stands at the head of a page."""
        return self._draw(large=True)

    def _draw(self, *, large: bool) -> SafeString:
        if self.rank is None or self.of is None:
            return no_band_tag(self.kind, large=large, label=self.label)
        return band_tag(self.label, self.rank, self.of, large=large)

    @property
    def is_unrated_type(self) -> bool:
        """Whether inspections of this kind are never rated."""
        return self.label == UNRATED_TYPE


NOT_KNOWN = Mark(kind=NoBand.NOT_KNOWN.value)
NOT_RATED = Mark(kind=NoBand.NOT_RATED.value)
UNDETERMINED = Mark(kind=NoBand.UNDETERMINED.value)
UNRATED = Mark(label=UNRATED_TYPE, kind=NoBand.NOT_RATED.value)


def band_mark(edition: Edition, band: str) -> Mark:
    """The mark of one band of an edition. Raises KeyError for a band it does not have."""
    return Mark(edition.band(band).label, edition.rank(band), len(edition.bands), band=band)


def outcome_mark(edition: Edition, outcome: Outcome) -> Mark:
    """The mark of what a rating turned out to be."""
    if isinstance(outcome, Rated):
        return band_mark(edition, outcome.band)
    if isinstance(outcome, NotRated):
        return NOT_RATED
    return UNDETERMINED if isinstance(outcome, Undetermined) else NOT_KNOWN


def question_mark(edition: Edition, rating: KeyQuestionRating) -> Mark:
    """The mark of a key question's own share; one whose relevant cases all wait for an answer is not known."""
    if rating.band is None:
        return NOT_KNOWN if is_waiting(rating.tally) else UNDETERMINED
    return band_mark(edition, rating.band)


def overall_mark(edition: Edition, band: str | None, basis: str | None) -> Mark:
    """The mark of a published overall rating; kinds of inspection that are never rated say so."""
    if band:
        return band_mark(edition, band)
    return UNRATED if basis == UNRATED_BASIS else NOT_KNOWN
