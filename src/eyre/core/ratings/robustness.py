"""How secure is a rating, counted from a sample of cases? Beside the rating and never instead of it.

For each key question: its distance to the cuts beside it, and the chance of each band. For each standard, for the total
score and for the overall rating: how often each came out when the cases that were not inspected were drawn from Pólya's
urn (`core.statistics.robustness`), once for all standards that rest on the same kind of case. Standards rated on other
evidence stay as they were given. What the judgements themselves could differ by is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from eyre.core.cases import Answer, AnswerMatrix
from eyre.core.figures import Undefined
from eyre.core.frameworks import CaseRule, Edition, Standard
from eyre.core.statistics.robustness import (
    NONE,
    Distance,
    Ground,
    Patterns,
    Urn,
    band_probabilities,
    distance,
    drawn_bands,
    grounds,
    lowest,
    urn,
)

from .inspection import rate_inspection
from .outcomes import Outcome, Rated, Undetermined
from .overall import NO_FACTS, rate_overall
from .results import CannotRate, InspectionRating

DRAWS = 20_000
SECURE, RATHER_SECURE = 0.95, 0.80

Chances = Mapping[str, float]
Bands = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class _Draws:
    """One standard in each draw: its band, and the band of each of its questions (draws x questions)."""

    lowest: Bands
    questions: Bands


@dataclass(frozen=True, slots=True)
class QuestionRobustness:
    """One key question: how far from the cuts, the chance of each band of all cases on the list, and which grounds."""

    ref: str
    distance: Distance | Undefined
    chances: Chances | Undefined
    grounds: tuple[Ground, ...]


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
        held = self.chances[self.outcome.band] if isinstance(self.outcome, Rated) else 0.0
        return say_secure(held)


@dataclass(frozen=True)
class Robustness:
    """How secure the ratings of one inspection are.

    `totals` gives how often each total score came out, as (points, out of); `overall` how often each band did.
    What is missing to 1 in either had no score: some standard was undetermined.
    """

    rating: InspectionRating
    standards: tuple[StandardRobustness, ...]
    totals: Mapping[tuple[int, int], float]
    overall: Chances
    draws: int
    seed: int

    @cached_property
    def words(self) -> str:
        """How secure the overall rating is, in words."""
        outcome = self.rating.overall.outcome
        return say_secure(self.overall.get(outcome.band, 0.0) if isinstance(outcome, Rated) else 0.0)


def say_secure(chance: float) -> str:
    """A chance in words: “secure” from 95 in 100, “rather secure” from 80, “borderline” below. Words of our own."""
    if chance >= SECURE:
        return "secure"
    return "rather secure" if chance >= RATHER_SECURE else "borderline"


def robustness(
    edition: Edition,
    answers: AnswerMatrix,
    *,
    given: Mapping[str, Outcome],
    populations: Mapping[str, int | None],
    seed: int,
    facts: frozenset[str] = NO_FACTS,
    draws: int = DRAWS,
) -> Robustness:
    """How secure the ratings are that these answers make, with the standards that were rated on other evidence.

    `populations` says for each kind of case how many there are on the list; a kind that is not named has no known end.
    `seed` is to be the digest of the frozen evidence, so that the same evidence gives the same figures.

    Raises:
        CannotRate: as `rate_inspection` does; and for an edition without a rule for cases.
        ValueError: when a list is smaller than the sample drawn from it.
    """
    if edition.cases is None:
        raise CannotRate(f"{edition.id} holds no rule that makes a rating from answers about cases")
    rating = rate_inspection(edition, tallies=answers.tallies(), given=given, facts=facts)
    drawn = dict(_drawn(edition, edition.cases, answers, populations, draws, seed))
    outcomes = {standard.ref: standard.outcome for standard in rating.standards}
    standards = tuple(
        _standard(edition, edition.standard(ref), outcomes[ref], answers, populations, draws_of)
        for ref, draws_of in drawn.items()
    )
    totals, overall = _whole(edition, outcomes, drawn, facts, draws)
    return Robustness(rating, standards, totals, overall, draws, seed)


def _drawn(
    edition: Edition,
    rule: CaseRule,
    answers: AnswerMatrix,
    populations: Mapping[str, int | None],
    draws: int,
    seed: int,
) -> Iterator[tuple[str, _Draws]]:
    """The band of each standard in each draw; one urn for all standards of a kind of case."""
    asked = [s for s in edition.case_standards if _columns(answers, s)]
    for number, kind in enumerate(sorted({standard.case_kind for standard in asked})):
        of_kind = [standard for standard in asked if standard.case_kind == kind]
        refs = [ref for standard in of_kind for ref in _columns(answers, standard)]
        patterns = patterns_of(answers.asking(refs))
        if patterns is None:
            continue
        whole = urn(len(patterns.yes), populations.get(kind), draws=draws, seed=_seed(seed, number))
        yield from _of_kind(answers, of_kind, patterns, rule, whole)


def _of_kind(
    answers: AnswerMatrix, standards: list[Standard], patterns: Patterns, rule: CaseRule, whole: Urn
) -> Iterator[tuple[str, _Draws]]:
    widths = [len(_columns(answers, standard)) for standard in standards]
    starts = [sum(widths[:place]) for place in range(len(widths))]
    groups = [range(start, start + width) for start, width in zip(starts, widths, strict=True)]
    bands = drawn_bands(patterns, rule.scale, whole)
    for standard, group, least in zip(standards, groups, lowest(bands, groups).T, strict=True):
        yield standard.ref, _Draws(least, bands[:, list(group)])


def patterns_of(answers: AnswerMatrix) -> Patterns | None:
    """The cases that were put any of these questions, as patterns; None where there is none.

    What is not answered yet counts on neither side, as in the rating.
    """
    put = answers.cells[(answers.cells != Answer.NOT_PUT).any(axis=1)]
    if not len(put):
        return None
    return Patterns(put == Answer.YES, (put == Answer.YES) | (put == Answer.NO))


def _columns(answers: AnswerMatrix, standard: Standard) -> list[str]:
    asked = set(answers.questions)
    return [question.ref for question in standard.key_questions if question.ref in asked]


def _seed(seed: int, number: int) -> int:
    """A seed for each urn: two kinds of case are drawn apart."""
    return int(np.random.SeedSequence([seed, number]).generate_state(1, np.uint64)[0])


def _standard(
    edition: Edition,
    standard: Standard,
    outcome: Outcome,
    answers: AnswerMatrix,
    populations: Mapping[str, int | None],
    drawn: _Draws,
) -> StandardRobustness:
    assert edition.cases is not None, "asked for above"
    population = populations.get(standard.case_kind)
    questions = tuple(
        _question(edition.cases, answers, ref, population, bands)
        for ref, bands in zip(_columns(answers, standard), drawn.questions.T, strict=True)
    )
    chances = _often(edition.cases, drawn.lowest)
    undetermined = float(np.mean(drawn.lowest == NONE))
    return StandardRobustness(standard.ref, outcome, chances, undetermined, questions)


def _question(
    rule: CaseRule, answers: AnswerMatrix, ref: str, population: int | None, bands: Bands
) -> QuestionRobustness:
    """Exact where the question was relevant to every case; otherwise as often as the urn says: how many of the cases
    that were not inspected it would be relevant to is not known either."""
    tally = answers.tally(ref)
    found = distance(tally.count, rule.scale)
    said = () if isinstance(found, Undefined) else grounds(found)
    is_exact = tally.count.of == tally.cases
    chances = band_probabilities(tally.count, rule.scale, population=population)
    return QuestionRobustness(ref, found, chances if is_exact else _often(rule, bands), said)


def _often(rule: CaseRule, bands: Bands) -> Chances:
    return {name: float(np.mean(bands == place)) for place, name in enumerate(rule.scale.bands)}


def _whole(
    edition: Edition,
    outcomes: Mapping[str, Outcome],
    drawn: Mapping[str, _Draws],
    facts: frozenset[str],
    draws: int,
) -> tuple[dict[tuple[int, int], float], dict[str, float]]:
    """How often each total and each overall band came out. Equal draws are rated once, by the one rule for the whole."""
    refs = list(drawn)
    table = np.stack([drawn[ref].lowest for ref in refs], axis=1) if refs else np.empty((draws, 0), np.int8)
    rows, times = np.unique(table, axis=0, return_counts=True)
    totals: dict[tuple[int, int], float] = {}
    overall: dict[str, float] = {}
    for row, often in zip(rows, times, strict=True):
        result = rate_overall(edition, {**outcomes, **_outcomes(edition, refs, row)}, facts)
        if result.score is not None:
            total = (result.score.points, result.score.out_of)
            totals[total] = totals.get(total, 0.0) + often / draws
        if isinstance(result.outcome, Rated):
            overall[result.outcome.band] = overall.get(result.outcome.band, 0.0) + often / draws
    order = [band.id for band in edition.bands]
    return dict(sorted(totals.items())), dict(sorted(overall.items(), key=lambda each: order.index(each[0])))


def _outcomes(edition: Edition, refs: list[str], row: Bands) -> dict[str, Outcome]:
    assert edition.cases is not None, "asked for above"
    names = edition.cases.scale.bands
    return {
        ref: Undetermined() if place == NONE else Rated(names[place])
        for ref, place in zip(refs, row, strict=True)
    }


__all__ = [
    "DRAWS",
    "QuestionRobustness",
    "Robustness",
    "StandardRobustness",
    "patterns_of",
    "robustness",
    "say_secure",
]
