"""What the engine answers: ratings with the steps that led there, and what a reader should be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from eyre.core.cases import Tally
from eyre.core.figures import Count, Undefined

from .outcomes import Outcome


class CannotRate(ValueError):
    """The edition, or what was given, does not allow a rating; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Score:
    """Points out of the possible, such as 7/24; in points of the edition's bands."""

    points: int
    out_of: int

    def __str__(self) -> str:
        return f"{self.points}/{self.out_of}"

    @property
    def share(self) -> Fraction | Undefined:
        """The share of the maximum, exactly."""
        return Count(self.points, self.out_of).share


@dataclass(frozen=True, slots=True)
class PossibleScores:
    """What the known standards leave open: the bands still possible, and the scores between which it lies.

    The scores are None for a rule that does not add scores.
    """

    bands: tuple[str, ...]
    least: Score | None = None
    most: Score | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of "how this rating was reached"; `ref` is the standard or key question it is about."""

    text: str
    ref: str = ""


class FindingKind(StrEnum):
    """What makes a rating one to look at twice."""

    UNDETERMINED = "undetermined"
    ROUNDING_WOULD_DIFFER = "rounding_would_differ"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the reader of a rating must know, in a sentence."""

    kind: FindingKind
    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyQuestionRating:
    """One key question: its tally, the band of its share, and the band had the per cent been rounded first.

    `band` is None where no relevant case was answered: such a question does not govern.
    """

    ref: str
    tally: Tally
    band: str | None
    rounded: int | Undefined
    rounded_band: str | None
    governs: bool = False

    @property
    def count(self) -> Count:
        """Sufficient of relevant cases."""
        return self.tally.count


@dataclass(frozen=True, slots=True)
class StandardRating:
    """One standard: what it turned out to be, from which key questions, and how."""

    ref: str
    title: str
    outcome: Outcome
    counted: bool = True
    key_questions: tuple[KeyQuestionRating, ...] = ()
    steps: tuple[Step, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def governing(self) -> KeyQuestionRating | None:
        """The key question that governs; None where the standard was not rated from cases."""
        return next((question for question in self.key_questions if question.governs), None)


@dataclass(frozen=True, slots=True)
class OverallRating:
    """The rating of the whole, its score where the rule adds scores, and how it was reached."""

    outcome: Outcome
    score: Score | None = None
    possible: PossibleScores | None = None
    steps: tuple[Step, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSetCounts:
    """The tallies of a set of questions that is counted and reported, never rated."""

    id: str
    title: str
    tallies: tuple[tuple[str, Tally], ...]


@dataclass(frozen=True, slots=True)
class InspectionRating:
    """One inspection, rated: every standard of the edition in its order, and the whole."""

    edition: str
    standards: tuple[StandardRating, ...]
    overall: OverallRating
    unrated_sets: tuple[QuestionSetCounts, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all standards, then those of the whole."""
        found = [finding for standard in self.standards for finding in standard.findings]
        return (*found, *self.overall.findings)

    def standard(self, ref: str) -> StandardRating:
        """The standard with this number. Raises KeyError."""
        for standard in self.standards:
            if standard.ref == ref:
                return standard
        raise KeyError(ref)
