"""What may not fit in a document that is read. Codes that the proof-reader has too mean the same here."""

from __future__ import annotations

from enum import StrEnum

from eyre.core.reports import Severity

__all__ = ["ReadingCode", "Severity"]


class ReadingCode(StrEnum):
    """The kinds of findings of reading."""

    # as in core/reports
    NOT_A_BAND = "not-a-band"
    OTHER_SCALE = "other-scale"
    NO_OVERALL = "no-overall"
    SCORE = "score"
    OVERALL = "overall"
    UNKNOWN_NAME = "unknown-name"
    WEEKDAY = "weekday"
    SUM = "sum"
    BRACKET_EXCEPTION = "bracket-exception"
    BRACKET_DISAGREES = "bracket-disagrees"
    # of reading alone
    NAMES_DIFFER = "names-differ"
    RATINGS_DIFFER = "ratings-differ"
    NO_SCORE = "no-score"
    NO_EDITION = "no-edition"
    STANDARD_MISSING = "standard-missing"
    STANDARD_TWICE = "standard-twice"
    NO_PROVIDER = "no-provider"
    NO_ADDRESSEE = "no-addressee"
    NUMBERING = "numbering"
    COUNT_DIFFERS = "count-differs"
    DATES_CONFLICT = "dates-conflict"
    NO_DATE = "no-date"
    NOT_A_DATE = "not-a-date"
    NO_TEXT = "no-text"
    ENCODING = "encoding"
    CUT = "cut"
    BOTH_WAYS = "both-ways"

    @property
    def severity(self) -> Severity:
        """How grave a finding of this kind is."""
        return _KINDS[self][0]

    @property
    def says(self) -> str:
        """The kind in one sentence."""
        return _KINDS[self][1]


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_C = ReadingCode
_KINDS = {
    _C.NOT_A_BAND: (_ERROR, "A cell of a ratings table holds no band."),
    _C.OTHER_SCALE: (_ERROR, "The rating is a word of another scale."),
    _C.NO_OVERALL: (_ERROR, "A ratings table has no overall rating."),
    _C.SCORE: (_ERROR, "The score is not the sum of the standards in the table."),
    _C.OVERALL: (_ERROR, "The overall rating does not follow from the standards in the table."),
    _C.UNKNOWN_NAME: (_ERROR, "The body is called so here only; elsewhere the document has another name."),
    _C.WEEKDAY: (_ERROR, "The weekday does not fit the date."),
    _C.SUM: (_WARNING, "The numbers of the sentence do not add up to its total."),
    _C.BRACKET_EXCEPTION: (_ERROR, "The bracket counts the exception, not those the words speak of."),
    _C.BRACKET_DISAGREES: (_ERROR, "The words and the figure in the bracket after them disagree."),
    _C.NAMES_DIFFER: (_NOTE, "One body is named in more than one way."),
    _C.RATINGS_DIFFER: (_ERROR, "Two places of the document give one body different ratings."),
    _C.NO_SCORE: (_NOTE, "A ratings table has no score."),
    _C.NO_EDITION: (_WARNING, "No edition has the standards of the table."),
    _C.STANDARD_MISSING: (_NOTE, "The edition has a standard that the table leaves out."),
    _C.STANDARD_TWICE: (_ERROR, "A standard stands twice in one table."),
    _C.NO_PROVIDER: (_WARNING, "It cannot be told which body it is about."),
    _C.NO_ADDRESSEE: (_ERROR, "Nobody is named to whom the recommendation is told."),
    _C.NUMBERING: (_WARNING, "The numbers of the recommendations do not run on."),
    _C.COUNT_DIFFERS: (_WARNING, "The document announces another number than can be found in it."),
    _C.DATES_CONFLICT: (_ERROR, "Two dates of the document cannot both be right."),
    _C.NO_DATE: (_NOTE, "The document does not say when it was published."),
    _C.NOT_A_DATE: (_ERROR, "The date is on no calendar."),
    _C.NO_TEXT: (_ERROR, "A page holds a picture and no text that could be read."),
    _C.ENCODING: (_NOTE, "The bytes are not UTF-8; the reader guessed how they are to be read."),
    _C.CUT: (_WARNING, "A table or list breaks off."),
    _C.BOTH_WAYS: (_WARNING, "One matter stands among the strengths and among the areas for improvement."),
}  # fmt: skip
