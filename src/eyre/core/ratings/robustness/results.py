"""What is said of how secure a rating is: values, and their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from eyre.core.figures import Undefined
from eyre.core.ratings.outcomes import Outcome, Rated
from eyre.core.ratings.results import InspectionRating
from eyre.core.statistics import Interval
from eyre.core.statistics.robustness import Distance, Ground

SECURE, RATHER_SECURE = 0.95, 0.80
NO_BAND = "without a band"  # and so neither secure nor borderline
Chances = Mapping[str, float]
Totals = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class QuestionRobustness:
    """One key question: how far from the cuts, the chance of each band of all cases on the list, and which grounds.

    `interval` is that of the share of all cases on the list, with `Interval.method` saying how it was reckoned;
    `governs` whether it is the lowest of its standard.
    """

    ref: str
    distance: Distance | Undefined
    chances: Chances | Undefined
    grounds: tuple[Ground, ...]
    interval: Interval | Undefined
    governs: bool


@dataclass(frozen=True, slots=True)
class StandardRobustness:
    """One standard rated from cases: how often each band came out, and its questions.

    `undetermined` is how often no case was relevant to any of its questions.
    """

    ref: str
    outcome: Outcome
    chances: Chances
    undetermined: float
    questions: tuple[QuestionRobustness, ...]

    @property
    def words(self) -> str:
        """How secure its band is, in words."""
        return say_held(self.outcome, self.chances)

    @property
    def governing(self) -> QuestionRobustness | None:
        """The key question whose share is the lowest; None where no case was relevant to any."""
        return next((question for question in self.questions if question.governs), None)

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """On which grounds its band is close to another one: those of the question that governs it."""
        return self.governing.grounds if self.governing else ()


@dataclass(frozen=True)
class Robustness:
    """How secure the ratings of one inspection are.

    `totals` gives how often each total score came out, as (points, out of); `overall` how often each band did.
    What is missing to 1 in either had no score: some standard was undetermined, or is not known.
    """

    rating: InspectionRating
    standards: tuple[StandardRobustness, ...]
    totals: Totals
    overall: Chances
    draws: int
    seed: int

    @cached_property
    def words(self) -> str:
        """How secure the overall rating is, in words."""
        return say_held(self.rating.overall.outcome, self.overall)

    def standard(self, ref: str) -> StandardRobustness | None:
        """What is said of one standard; None where it was not rated from cases."""
        return next((standard for standard in self.standards if standard.ref == ref), None)


@dataclass(frozen=True, slots=True)
class AnotherSample:
    """How often each band would have come out of another sample of this size: by standard, in total, and overall.

    It says how reproducible a rating is, and never what the true band is: the noise of sampling is in it twice.
    """

    standards: Mapping[str, Chances]
    totals: Totals
    overall: Chances


def held(outcome: Outcome, chances: Chances) -> float:
    """The chance of the band that was given; 0 where none was."""
    return chances.get(outcome.band, 0.0) if isinstance(outcome, Rated) else 0.0


def say_held(outcome: Outcome, chances: Chances) -> str:
    """How secure the band that was given is, in words; of what has no band, only that."""
    return say_secure(held(outcome, chances)) if isinstance(outcome, Rated) else NO_BAND


def say_secure(chance: float) -> str:
    """A chance in words: “secure” from 95 in 100, “rather secure” from 80, “borderline” below. Words of our own."""
    if chance >= SECURE:
        return "secure"
    return "rather secure" if chance >= RATHER_SECURE else "borderline"
