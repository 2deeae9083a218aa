"""What would the rating be, were one thing otherwise? An answer, a case, a cut, the length of a list; nothing is stored.

The changed evidence goes the way of the true one: through `rate_inspection` and `robustness`. Nothing here rates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from eyre.core.cases import Answer, AnswerMatrix
from eyre.core.figures import Cut, NotAScale, Scale
from eyre.core.frameworks import CaseRule, Edition
from eyre.core.ratings.outcomes import Outcome
from eyre.core.ratings.overall import NO_FACTS
from eyre.core.statistics.robustness import HALF

from .reckoning import DRAWS, Populations, robustness
from .results import Robustness

CHANGEABLE = (Answer.YES, Answer.NO, Answer.NOT_RELEVANT)


class CannotChange(ValueError):
    """What is asked for cannot be; the message says why, in words for whoever asked."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One question about one case, answered otherwise."""

    case: str
    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Drop:
    """One case as if it had not been drawn: it counts nowhere, and stays on the list."""

    case: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least share of a band moved elsewhere, as a part of 1; whose the cut itself is stays as the edition has it."""

    band: str
    at: Fraction


@dataclass(frozen=True, slots=True)
class Population:
    """Another number of cases on the list of a kind of case; None for a list of no known length."""

    kind: str
    cases: int | None


Change = Flip | Drop | Threshold | Population


@dataclass(frozen=True)
class Evidence:
    """What a rating from cases rests on, and may be asked to be otherwise."""

    edition: Edition
    answers: AnswerMatrix
    given: Mapping[str, Outcome]
    populations: Populations
    facts: frozenset[str] = NO_FACTS

    def robustness(self, *, seed: int, draws: int = DRAWS, prior: float = HALF) -> Robustness:
        """How secure its ratings are. Raises as `robustness`."""
        return robustness(
            self.edition,
            self.answers,
            given=self.given,
            populations=self.populations,
            facts=self.facts,
            seed=seed,
            draws=draws,
            prior=prior,
        )


@dataclass(frozen=True)
class WhatIf:
    """The ratings and how secure they are as they stand, and as they would be."""

    before: Robustness
    after: Robustness


def what_if(evidence: Evidence, changes: Iterable[Change], *, seed: int, draws: int = DRAWS) -> WhatIf:
    """Both at once, with the same draws.

    Raises:
        CannotChange: for a change that cannot be.
        CannotRate: as `robustness`.
    """
    after = changed(evidence, changes)
    return WhatIf(
        evidence.robustness(seed=seed, draws=draws),
        after.robustness(seed=seed, draws=draws),
    )


def changed(evidence: Evidence, changes: Iterable[Change]) -> Evidence:
    """The evidence with every change made, one after the other; the evidence given stays as it is.

    Raises:
        CannotChange: for a case or question that is not there, a cut out of order, or a list shorter than its sample.
    """
    for change in changes:
        evidence = _changed(evidence, change)
    _refuse_short_lists(evidence)
    return evidence


def _changed(evidence: Evidence, change: Change) -> Evidence:
    match change:
        case Flip():
            return replace(evidence, answers=_flipped(evidence.answers, change))
        case Drop():
            return replace(evidence, answers=_without(evidence.answers, change.case))
        case Threshold():
            return replace(evidence, edition=_with_cut(evidence.edition, change))
        case Population():
            return replace(evidence, populations={**evidence.populations, change.kind: change.cases})


def _flipped(answers: AnswerMatrix, change: Flip) -> AnswerMatrix:
    row, column = _row(answers, change.case), _column(answers, change.question)
    if change.answer not in CHANGEABLE:
        raise CannotChange("An answer is yes, no or not relevant.")
    if answers.cells[row, column] == Answer.NOT_PUT:
        raise CannotChange(f"Question {change.question} was not put to case {change.case}.")
    cells = answers.cells.copy()
    cells[row, column] = change.answer
    return AnswerMatrix(answers.cases, answers.questions, cells, answers.groups)


def _without(answers: AnswerMatrix, case: str) -> AnswerMatrix:
    row = _row(answers, case)
    kept = [place for place in range(len(answers.cases)) if place != row]
    groups = {name: tuple(labels[place] for place in kept) for name, labels in answers.groups.items()}
    cases = tuple(answers.cases[place] for place in kept)
    return AnswerMatrix(cases, answers.questions, np.ascontiguousarray(answers.cells[kept]), groups)


def _row(answers: AnswerMatrix, case: str) -> int:
    if case not in answers.cases:
        raise CannotChange(f"No case {case} was inspected.")
    return answers.cases.index(case)


def _column(answers: AnswerMatrix, question: str) -> int:
    if question not in answers.questions:
        raise CannotChange(f"No question {question} was asked about cases.")
    return answers.questions.index(question)


def _with_cut(edition: Edition, change: Threshold) -> Edition:
    rule = _case_rule(edition)
    scale = rule.scale
    if change.band not in scale.bands[1:]:
        raise CannotChange(f"No share of cases is the least for {change.band}.")
    place = scale.bands.index(change.band) - 1
    cuts = tuple(Cut(change.at, cut.owner) if i == place else cut for i, cut in enumerate(scale.cuts))
    try:
        moved = Scale(scale.bands, cuts)
    except NotAScale:
        raise CannotChange("Every band begins above the one below it, between 0 and 100 per cent.") from None
    return replace(edition, cases=replace(rule, scale=moved))


def _case_rule(edition: Edition) -> CaseRule:
    if edition.cases is None:
        raise CannotChange(f"{edition.id} has no cuts: it rates nothing from cases.")
    return edition.cases


def inspected(evidence: Evidence, kind: str) -> int:
    """How many cases of a kind were inspected: those that were put a key question about it."""
    asked = [
        question.ref
        for standard in evidence.edition.case_standards
        if standard.case_kind == kind
        for question in standard.key_questions
        if question.ref in evidence.answers.questions
    ]
    put = evidence.answers.asking(asked).cells != Answer.NOT_PUT
    return int(put.any(axis=1).sum())


def _refuse_short_lists(evidence: Evidence) -> None:
    for kind, cases in evidence.populations.items():
        there = inspected(evidence, kind)
        if cases is not None and cases < there:
            raise CannotChange(
                f"A list of {cases} is shorter than the {there} cases of it that were inspected."
            )
