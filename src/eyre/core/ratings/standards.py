"""How do the answers about cases make the rating of a standard? The lowest key question governs.

Source of the rule: each edition's `rules.cases`; for HM Inspectorate of Probation the thresholds are recalled
from the methodology annexes of its reports and marked so in the edition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from eyre.core.cases import Tally
from eyre.core.figures import percent, round_ratio
from eyre.core.figures.words import say_per_cent
from eyre.core.frameworks import CaseRule, Edition, KeyQuestion, Standard

from .outcomes import NotKnown, Rated, Undetermined
from .results import Finding, FindingKind, KeyQuestionRating, StandardRating, Step
from .rounded import rounding_findings


def rate_key_question(rule: CaseRule, ref: str, tally: Tally, *, governs: bool = False) -> KeyQuestionRating:
    """The band of one key question's exact share, and of its share rounded first, for comparison."""
    x, of = tally.yes, tally.yes + tally.no
    if not of:
        return KeyQuestionRating(ref, tally, None, percent(tally.count, rule.rounding), None)
    rounded = round_ratio(100 * x, of, rule.rounding)
    place = rule.scale.place_share
    return KeyQuestionRating(ref, tally, place(x, of), rounded, place(rounded, 100), governs)


def rate_case_standard(edition: Edition, standard: Standard, tallies: Mapping[str, Tally]) -> StandardRating:
    """The rating of a standard from the tallies of its key questions, lowest share governing.

    A key question without a relevant case does not govern; a standard without any is undetermined. A standard
    of which a key question was not put to any case is not known: its lowest share might be the missing one.
    So might that of a key question whose relevant cases all wait for an answer.
    """
    put = [q for q in standard.key_questions if q.ref in tallies and tallies[q.ref].cases]
    if len(put) < len(standard.key_questions) or not put or edition.cases is None:
        return _not_known(standard, put)
    found = [tallies[q.ref] for q in put]
    waiting = any(map(is_waiting, found))
    lowest = None if waiting else lowest_share(found)
    questions = [
        rate_key_question(edition.cases, q.ref, tally, governs=i == lowest)
        for i, (q, tally) in enumerate(zip(put, found, strict=True))
    ]
    if waiting:
        return _waiting(edition, standard, questions)
    if lowest is None:
        return _undetermined(edition, standard, questions)
    return _rated(edition, edition.cases, standard, questions, questions[lowest])


def lowest_share(tallies: Sequence[Tally]) -> int | None:
    """The place of the question with the lowest exact share, the first of equals; None if none was relevant."""
    lowest, x, of = None, 1, 0
    for i, tally in enumerate(tallies):
        relevant = tally.yes + tally.no
        if relevant and tally.yes * of < x * relevant:
            lowest, x, of = i, tally.yes, relevant
    return lowest


def is_waiting(tally: Tally) -> bool:
    """Whether a share is open altogether: no relevant case is answered, and some case still waits for its answer."""
    return not tally.yes + tally.no and tally.not_answered > 0


def say_share(question: KeyQuestionRating) -> str:
    """The figure of a key question in words: "12 of 39 relevant cases sufficient (31 per cent)"."""
    tally = question.tally
    left_out = f"; {tally.not_relevant} not relevant" if tally.not_relevant else ""
    waiting = f"; {tally.not_answered} not yet answered" if tally.not_answered else ""
    if question.band is None:
        return f"no relevant case{' yet' if waiting else ''}{left_out}{waiting}"
    relevant = tally.yes + tally.no
    cases = "case" if relevant == 1 else "cases"
    return f"{tally.yes} of {relevant} relevant {cases} sufficient ({question.rounded} per cent){left_out}{waiting}"


def _not_known(standard: Standard, put: Sequence[KeyQuestion]) -> StandardRating:
    if not standard.key_questions:
        reason = "the edition holds no key question for this standard, so answers about cases cannot rate it"
    elif not put:
        reason = "no case was asked its key questions"
    else:
        given = {q.ref for q in put}
        lacking = ", ".join(q.ref for q in standard.key_questions if q.ref not in given)
        reason = f"no case was asked {lacking}, which might be the lowest"
    step = Step(f"Not known: {reason}.", standard.ref)
    return StandardRating(standard.ref, standard.title, NotKnown(reason), standard.counted, steps=(step,))


def _waiting(edition: Edition, standard: Standard, questions: Sequence[KeyQuestionRating]) -> StandardRating:
    open_ones = [q.ref for q in questions if is_waiting(q.tally)]
    has = "has" if len(open_ones) == 1 else "have"
    reason = f"{', '.join(open_ones)} {has} no relevant answer yet, and might be the lowest"
    steps = [_question_step(edition, q) for q in questions]
    return StandardRating(
        standard.ref,
        standard.title,
        NotKnown(reason),
        standard.counted,
        tuple(questions),
        (*steps, Step(f"Not known: {reason}.", standard.ref)),
    )


def _undetermined(
    edition: Edition, standard: Standard, questions: Sequence[KeyQuestionRating]
) -> StandardRating:
    reason = "no case is relevant to any of its key questions"
    steps = [_question_step(edition, q) for q in questions]
    steps.append(Step(f"Undetermined: {reason}. The panel decides.", standard.ref))
    finding = Finding(
        FindingKind.UNDETERMINED,
        standard.ref,
        f"{standard.ref} {standard.title}: {reason}; the panel decides",
    )
    return StandardRating(
        standard.ref,
        standard.title,
        Undetermined(reason),
        standard.counted,
        tuple(questions),
        tuple(steps),
        (finding,),
    )


def _rated(
    edition: Edition,
    rule: CaseRule,
    standard: Standard,
    questions: Sequence[KeyQuestionRating],
    lowest: KeyQuestionRating,
) -> StandardRating:
    assert lowest.band is not None, "the governing question has relevant cases"
    steps = [_question_step(edition, q) for q in questions]
    label = edition.band(lowest.band).label
    why = "The lowest share governs" if len(questions) > 1 else "The only key question governs"
    steps.append(
        Step(
            f"{why}: {lowest.ref}, {lowest.count} ({lowest.rounded} per cent), is {rule.places[lowest.band]}: "
            f"{label}.",
            standard.ref,
        )
    )
    findings = _rounding(edition, lowest)
    steps.extend(Step(finding.text, standard.ref) for finding in findings)
    return StandardRating(
        standard.ref,
        standard.title,
        Rated(lowest.band),
        standard.counted,
        tuple(questions),
        tuple(steps),
        findings,
    )


def _question_step(edition: Edition, question: KeyQuestionRating) -> Step:
    if question.band is not None:
        label = edition.band(question.band).label
        return Step(f"{question.ref}: {say_share(question)}, {label}.", question.ref)
    if is_waiting(question.tally):
        return Step(f"{question.ref}: {say_share(question)}. Its share is not known yet.", question.ref)
    return Step(f"{question.ref}: {say_share(question)}. It does not govern.", question.ref)


def _rounding(edition: Edition, lowest: KeyQuestionRating) -> tuple[Finding, ...]:
    """A finding where rounding the governing share before comparing it would give another band."""
    assert lowest.band is not None, "the governing question has relevant cases"
    if lowest.band == lowest.rounded_band:
        return ()
    exact = f"{lowest.ref}: {lowest.count} is {say_per_cent(Fraction(lowest.count.x, lowest.count.of))}"
    return rounding_findings(edition, exact, lowest.band, lowest.rounded, lowest.rounded_band, ref=lowest.ref)
