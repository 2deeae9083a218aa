"""How secure are the ratings that these answers make: the distances, the chances, and what another sample would say?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from eyre.core.cases import AnswerMatrix, Tally
from eyre.core.figures import Undefined
from eyre.core.frameworks import CaseRule, Edition
from eyre.core.ratings.inspection import rate_inspection
from eyre.core.ratings.outcomes import Outcome
from eyre.core.ratings.overall import NO_FACTS
from eyre.core.ratings.results import CannotRate, InspectionRating, KeyQuestionRating, StandardRating
from eyre.core.statistics import Interval, share_interval, wilson
from eyre.core.statistics.robustness import (
    HALF,
    NONE,
    Patterns,
    band_probabilities,
    distance,
    drawn_bands,
    grounds,
    resampled_bands,
    urn,
)

from .drawing import Bands, Drawn, drawn_standards, often, whole
from .results import AnotherSample, QuestionRobustness, Robustness, StandardRobustness

DRAWS = 20_000
Populations = Mapping[str, int | None]
# A changed answer meets the urn of the true one: the last one of either kind of case is kept, of some 10 MB
_urn = lru_cache(maxsize=2)(urn)


def robustness(
    edition: Edition,
    answers: AnswerMatrix,
    *,
    given: Mapping[str, Outcome],
    populations: Populations,
    seed: int,
    facts: frozenset[str] = NO_FACTS,
    draws: int = DRAWS,
    prior: float = HALF,
) -> Robustness:
    """How secure the ratings are that these answers make, with the standards that were rated on other evidence.

    `populations` says for each kind of case how many there are on the list; a kind that is not named has no known end.
    `seed` is to be the digest of the frozen evidence, so that the same evidence gives the same figures. `prior` is Jeffreys'
    unless the uniform one (1) is asked for, to see how much hangs on it.

    Raises:
        CannotRate: as `rate_inspection` does; and for an edition without a rule for cases.
        ValueError: when a list is smaller than the sample drawn from it.
    """
    rule, rating = _rated(edition, answers, given, facts)

    def draw(kind: str, patterns: Patterns, of_kind: int) -> Bands:
        drawn = _urn(len(patterns.yes), populations.get(kind), draws=draws, seed=of_kind, prior=prior)
        return drawn_bands(patterns, rule.scale, drawn)

    drawn = drawn_standards(edition, answers, rating, seed, draw)
    outcomes = {standard.ref: standard.outcome for standard in rating.standards}
    standards = tuple(
        _standard(rule, rating.standard(ref), populations.get(edition.standard(ref).case_kind), of, prior)
        for ref, of in drawn.items()
    )
    totals, overall = whole(edition, outcomes, drawn, facts)
    return Robustness(rating, standards, totals, overall, draws, seed)


def another_sample(
    edition: Edition,
    answers: AnswerMatrix,
    *,
    given: Mapping[str, Outcome],
    seed: int,
    facts: frozenset[str] = NO_FACTS,
    draws: int = DRAWS,
) -> AnotherSample:
    """What another sample of this size would have been rated, the inspected cases drawn again with replacement.

    Raises as `robustness`.
    """
    rule, rating = _rated(edition, answers, given, facts)

    def draw(kind: str, patterns: Patterns, of_kind: int) -> Bands:
        return resampled_bands(patterns, rule.scale, draws=draws, seed=of_kind)

    drawn = drawn_standards(edition, answers, rating, seed, draw)
    outcomes = {standard.ref: standard.outcome for standard in rating.standards}
    totals, overall = whole(edition, outcomes, drawn, facts)
    return AnotherSample({ref: often(rule, of.lowest) for ref, of in drawn.items()}, totals, overall)


def _rated(
    edition: Edition, answers: AnswerMatrix, given: Mapping[str, Outcome], facts: frozenset[str]
) -> tuple[CaseRule, InspectionRating]:
    if edition.cases is None:
        raise CannotRate(f"{edition.id} holds no rule that makes a rating from answers about cases")
    return edition.cases, rate_inspection(edition, tallies=answers.tallies(), given=given, facts=facts)


def _standard(
    rule: CaseRule, found: StandardRating, population: int | None, drawn: Drawn, prior: float
) -> StandardRobustness:
    questions = tuple(
        _question(rule, question, population, bands, prior)
        for question, bands in zip(found.key_questions, drawn.questions.T, strict=True)
    )
    chances = often(rule, drawn.lowest)
    undetermined = float(np.mean(drawn.lowest == NONE))
    return StandardRobustness(found.ref, found.outcome, chances, undetermined, questions)


def _question(
    rule: CaseRule, question: KeyQuestionRating, population: int | None, bands: Bands, prior: float
) -> QuestionRobustness:
    """Exact where the question was relevant to every case; otherwise as often as the urn says: how many of the cases
    that were not inspected it would be relevant to is not known either."""
    tally = question.tally
    near = distance(tally.count, rule.scale)
    said = () if isinstance(near, Undefined) else grounds(near)
    if tally.count.of == tally.cases:
        chances = band_probabilities(tally.count, rule.scale, population=population, prior=(prior, prior))
    else:
        chances = often(rule, bands)
    return QuestionRobustness(
        question.ref, near, chances, said, interval_of(tally, population), question.governs
    )


def interval_of(tally: Tally, population: int | None) -> Interval | Undefined:
    """The 95 per cent interval of the share of relevant cases on the list that are sufficient.

    Where some cases are not relevant, how many on the list are is taken as in the sample, and Wilson's interval
    corrected for that many (the part inspected is the same: n/N).
    """
    relevant = tally.count.of
    if population is None or relevant == tally.cases:
        return share_interval(tally.count, population=population)
    return wilson(tally.count, population=max(relevant, round(population * relevant / tally.cases)))


__all__ = ["DRAWS", "Populations", "another_sample", "interval_of", "robustness"]
