"""What can be wrong with a document: the code of each kind of finding, how grave it is, and what it says."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is. Only errors block signing; with `strict`, warnings too."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(StrEnum):
    """The kinds of findings; the value is what stands in a suppression."""

    FALSE = "false"
    BORDERLINE = "borderline"
    POLARITY_REVERSED = "polarity-reversed"
    POLARITY_DOUBTFUL = "polarity-doubtful"
    UNKNOWN_FIGURE = "unknown-figure"
    BROKEN_BINDING = "broken-binding"
    NO_QUANTITY = "no-quantity"
    UNBOUND = "unbound"
    SMALL_GROUP = "small-group"
    EVALUATIVE = "evaluative"
    NO_BASE = "no-base"
    SUM = "sum"
    TABLE_SUM = "table-sum"
    BRACKET_EXCEPTION = "bracket-exception"
    BRACKET_DISAGREES = "bracket-disagrees"
    MIXED_FORMS = "mixed-forms"
    WEEKDAY = "weekday"
    REPEATED = "repeated"
    STRENGTH_AND_WEAKNESS = "strength-and-weakness"
    OTHER_SCALE = "other-scale"
    NOT_A_BAND = "not-a-band"
    NO_OVERALL = "no-overall"
    SCORE = "score"
    OVERALL = "overall"
    UNKNOWN_NAME = "unknown-name"
    NOT_INSPECTED = "not-inspected"
    ALLOW_BAD = "allow-bad"
    ALLOW_UNUSED = "allow-unused"

    @property
    def severity(self) -> Severity:
        """How grave a finding of this kind is."""
        return _KINDS[self][0]

    @property
    def says(self) -> str:
        """The kind in one sentence."""
        return _KINDS[self][1]


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_KINDS = {
    Code.FALSE: (_ERROR, "The words are not true of the figure they are bound to."),
    Code.BORDERLINE: (_WARNING, "The words are true of the figure, but deserve a second look."),
    Code.POLARITY_REVERSED: (_ERROR, "The words are true only of the opposite of the figure."),
    Code.POLARITY_DOUBTFUL: (_WARNING, "The words are true of the figure, but their sentence speaks of its opposite."),
    Code.UNKNOWN_FIGURE: (_ERROR, "No register has a figure of this name."),
    Code.BROKEN_BINDING: (_ERROR, "A figure is named, but no words in square brackets stand before it."),
    Code.NO_QUANTITY: (_ERROR, "The bound words state no quantity that could be checked."),
    Code.UNBOUND: (_NOTE, "A quantity of the prose is bound to no figure, so nothing checks it."),
    Code.SMALL_GROUP: (_ERROR, "The figure is of a group too small to be printed."),
    Code.EVALUATIVE: (_WARNING, "The word judges: no figure can show it."),
    Code.NO_BASE: (_WARNING, "A percentage stands without the number of cases it is a share of."),
    Code.SUM: (_WARNING, "The numbers of the sentence do not add up to its total."),
    Code.TABLE_SUM: (_ERROR, "A column does not add up to the total below it."),
    Code.BRACKET_EXCEPTION: (_ERROR, "The bracket counts the exception, not those the words speak of."),
    Code.BRACKET_DISAGREES: (_ERROR, "The words and the figure in the bracket after them disagree."),
    Code.MIXED_FORMS: (_NOTE, "Shares are said in more than one form, and cannot be compared at a glance."),
    Code.WEEKDAY: (_ERROR, "The weekday does not fit the date."),
    Code.REPEATED: (_WARNING, "The same sentence stands in the document before."),
    Code.STRENGTH_AND_WEAKNESS: (_WARNING, "One matter is filed both as a strength and as an area for improvement."),
    Code.OTHER_SCALE: (_ERROR, "The rating is a word of another inspectorate's scale."),
    Code.NOT_A_BAND: (_ERROR, "A cell of a ratings table holds no band of the framework."),
    Code.NO_OVERALL: (_ERROR, "A ratings table has no overall rating."),
    Code.SCORE: (_ERROR, "The score is not the sum of the standards in the table."),
    Code.OVERALL: (_ERROR, "The overall rating does not follow from the standards in the table."),
    Code.UNKNOWN_NAME: (_ERROR, "The body is not among the known names."),
    Code.NOT_INSPECTED: (_WARNING, "A sentence on what was inspected or rated names a body that was not inspected."),
    Code.ALLOW_BAD: (_ERROR, "A suppression has no reason, or names no kind of finding."),
    Code.ALLOW_UNUSED: (_NOTE, "A suppression suppresses nothing."),
}  # fmt: skip
