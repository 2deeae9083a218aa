"""How is one inspection rated, from answers about cases and from ratings given on other evidence?"""

from __future__ import annotations

from collections.abc import Mapping

from eyre.core.cases import Tally
from eyre.core.frameworks import Edition, Standard

from .outcomes import NotKnown, NotRated, Outcome
from .overall import NO_FACTS, overall_rule, rate_overall, refuse_unknown
from .results import CannotRate, InspectionRating, QuestionSetCounts, StandardRating, Step
from .standards import rate_case_standard

NOTHING_GIVEN: Mapping[str, Outcome] = {}


def rate_inspection(
    edition: Edition,
    *,
    tallies: Mapping[str, Tally] | None = None,
    given: Mapping[str, Outcome] = NOTHING_GIVEN,
    facts: frozenset[str] = NO_FACTS,
) -> InspectionRating:
    """Rate every standard of the edition, and the whole, with the steps that led there.

    `tallies` counts the answers by question; `given` holds the standards that were rated on other evidence, or
    whose rating is taken as published. A standard with neither is not known.

    Raises:
        CannotRate: for an outline; for answers to questions the edition does not ask, or whose rule it does
            not know; for a standard that was both given and answered.
    """
    overall_rule(edition)
    tallies = tallies or {}
    refuse_unknown(edition, given, facts)
    refuse_unfit(edition, tallies, given)
    outcomes, notes = _read_omitted(edition, given, tallies)
    standards = tuple(_standard(edition, standard, tallies, outcomes) for standard in edition.standards)
    overall = rate_overall(edition, {s.ref: s.outcome for s in standards}, facts)
    notes.extend(_waiting(tallies))
    return InspectionRating(edition.id, standards, overall, _unrated_sets(edition, tallies), tuple(notes))


def refuse_unfit(edition: Edition, tallies: Mapping[str, Tally], given: Mapping[str, Outcome]) -> None:
    """Raise CannotRate for tallies the edition has no question or no rule for, or of a standard that was given."""
    known = edition.questions
    strangers = [ref for ref in tallies if ref not in known]
    if strangers:
        raise CannotRate(f"{edition.id} asks no question {', '.join(strangers)} about cases")
    if edition.cases is None and any(edition.standard_of(ref) for ref in tallies):
        raise CannotRate(f"{edition.id} holds no rule that makes a rating from answers about cases")
    for standard in edition.case_standards:
        if standard.ref in given and was_put(standard, tallies):
            raise CannotRate(
                f"{standard.ref} {standard.title} has both a given rating and answers about cases: leave one out"
            )


def was_put(standard: Standard, tallies: Mapping[str, Tally]) -> bool:
    """Whether any case was asked a key question of the standard: then it is rated from the answers."""
    # Asked for every standard of every inspection, so a loop that stops rather than a generator
    for question in standard.key_questions:
        tally = tallies.get(question.ref)
        if tally is not None and tally.cases:
            return True
    return False


def _read_omitted(
    edition: Edition, given: Mapping[str, Outcome], tallies: Mapping[str, Tally]
) -> tuple[dict[str, Outcome], list[str]]:
    """The given outcomes, and Not rated for a standard that may be left out where all others are there.

    HM Inspectorate of Probation's tables omit court work where it was not rated (letter to the North West
    region, 27 July 2023, annexe two: Knowsley and St Helens, Liverpool North).
    """
    outcomes = dict(given)
    absent = [s for s in edition.standards if s.counted and s.ref not in given and not was_put(s, tallies)]
    if not absent or not all(standard.may_be_not_rated for standard in absent):
        return outcomes, []
    notes = []
    for standard in absent:
        outcomes[standard.ref] = NotRated("it has no row, and every other standard has one")
        notes.append(
            f"{standard.ref} {standard.title} has no row. The edition lets it be left out, and every other standard "
            "is given: it is read as Not rated."
        )
    return outcomes, notes


def _standard(
    edition: Edition, standard: Standard, tallies: Mapping[str, Tally], given: Mapping[str, Outcome]
) -> StandardRating:
    outcome = given.get(standard.ref)
    if outcome is not None:
        step = Step(f"{standard.ref} {standard.title} was given, not counted from cases here.", standard.ref)
        return StandardRating(standard.ref, standard.title, outcome, standard.counted, steps=(step,))
    if standard.key_questions and was_put(standard, tallies):
        return rate_case_standard(edition, standard, tallies)
    reason = (
        "no rating was given for it"
        if standard not in edition.case_standards
        else "no case was asked about it"
    )
    step = Step(f"Not known: {reason}.", standard.ref)
    return StandardRating(standard.ref, standard.title, NotKnown(reason), standard.counted, steps=(step,))


def _unrated_sets(edition: Edition, tallies: Mapping[str, Tally]) -> tuple[QuestionSetCounts, ...]:
    sets = []
    for group in edition.question_sets:
        counted = tuple((q.ref, tallies[q.ref]) for q in group.questions if q.ref in tallies)
        if counted:
            sets.append(QuestionSetCounts(group.id, group.title, counted))
    return tuple(sets)


def _waiting(tallies: Mapping[str, Tally]) -> list[str]:
    waiting = sum(tally.not_answered for tally in tallies.values())
    if not waiting:
        return []
    questions = sum(1 for tally in tallies.values() if tally.not_answered)
    answers = "answer is" if waiting == 1 else "answers are"
    return [
        f"{waiting} {answers} not yet given, in {questions} question{'s' if questions > 1 else ''}: the ratings are provisional."
    ]
