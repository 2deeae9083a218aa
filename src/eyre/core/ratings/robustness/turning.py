"""Which single case, judged otherwise or left out, would change a band? Every one is tried, through the one rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from eyre.core.cases import Answer, AnswerMatrix, Tally
from eyre.core.ratings.inspection import rate_inspection
from eyre.core.ratings.outcomes import Outcome
from eyre.core.ratings.results import InspectionRating, Score

from .changing import Evidence

OTHERWISE = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}


@dataclass(frozen=True, slots=True)
class Move:
    """A rating that would change: of a standard, by number, or of the whole (`ref` is "")."""

    ref: str
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Turn:
    """What any one of these cases would change: its answer to a question turned round, or (`question` "") the case left out.

    `answer` is what it would be judged instead. `score` is the total score then.
    """

    question: str
    answer: Answer | None
    cases: tuple[str, ...]
    moves: tuple[Move, ...]
    score: Score | None


def turns(evidence: Evidence) -> tuple[Turn, ...]:
    """Every single case that would change a band: first by an answer turned round, then by being left out.

    Raises CannotRate as `rate_inspection` does.
    """
    tallies = evidence.answers.tallies()
    before = _rated(evidence, tallies)
    return (*_flips(evidence, tallies, before), *_drops(evidence, tallies, before))


def _flips(evidence: Evidence, tallies: Mapping[str, Tally], before: InspectionRating) -> Iterator[Turn]:
    rated = [q.ref for standard in before.standards for q in standard.key_questions]
    for ref in rated:
        for answer, other in OTHERWISE.items():
            cases = _answering(evidence.answers, ref, answer)
            if cases:
                after = _rated(evidence, {**tallies, ref: _turned(tallies[ref], answer)})
                yield from _turn(ref, other, cases, before, after)


def _turned(tally: Tally, answer: Answer) -> Tally:
    step = -1 if answer is Answer.YES else 1
    return replace(tally, yes=tally.yes + step, no=tally.no - step)


def _answering(answers: AnswerMatrix, ref: str, answer: Answer) -> tuple[str, ...]:
    return tuple(answers.cases[place] for place in np.flatnonzero(answers.column(ref) == answer))


def _drops(evidence: Evidence, tallies: Mapping[str, Tally], before: InspectionRating) -> Iterator[Turn]:
    for cases, row in _alike(evidence.answers):
        after = _rated(evidence, _left(evidence.answers, tallies, row))
        yield from _turn("", None, cases, before, after)


def _alike(answers: AnswerMatrix) -> Iterator[tuple[tuple[str, ...], int]]:
    """The cases of each set of answers, with the place of one of them."""
    found: dict[bytes, list[int]] = {}
    for place in range(len(answers.cases)):
        found.setdefault(answers.cells[place].tobytes(), []).append(place)
    for places in found.values():
        yield tuple(answers.cases[place] for place in places), places[0]


def _left(answers: AnswerMatrix, tallies: Mapping[str, Tally], row: int) -> dict[str, Tally]:
    """The tallies without one case."""
    given = dict(zip(answers.questions, answers.cells[row].tolist(), strict=True))
    return {ref: _less(tally, Answer(given[ref])) for ref, tally in tallies.items()}


def _less(tally: Tally, answer: Answer) -> Tally:
    if answer is Answer.NOT_PUT:
        return tally
    name = {
        Answer.YES: "yes",
        Answer.NO: "no",
        Answer.NOT_RELEVANT: "not_relevant",
        Answer.NOT_ANSWERED: "not_answered",
    }[answer]
    return replace(tally, **{name: getattr(tally, name) - 1})


def _rated(evidence: Evidence, tallies: Mapping[str, Tally]) -> InspectionRating:
    return rate_inspection(evidence.edition, tallies=tallies, given=evidence.given, facts=evidence.facts)


def _turn(
    question: str,
    answer: Answer | None,
    cases: tuple[str, ...],
    before: InspectionRating,
    after: InspectionRating,
) -> Iterator[Turn]:
    moves = tuple(moved(before, after))
    if moves:
        yield Turn(question, answer, cases, moves, after.overall.score)


def moved(before: InspectionRating, after: InspectionRating) -> Iterator[Move]:
    """The standards, then the whole, whose outcome differs."""
    for was, is_now in zip(before.standards, after.standards, strict=True):
        if _differ(was.outcome, is_now.outcome):
            yield Move(was.ref, was.outcome, is_now.outcome)
    if _differ(before.overall.outcome, after.overall.outcome):
        yield Move("", before.overall.outcome, after.overall.outcome)


def _differ(one: Outcome, other: Outcome) -> bool:
    """Whether two outcomes are not the same; the reason given in words does not matter."""
    return type(one) is not type(other) or getattr(one, "band", "") != getattr(other, "band", "")
