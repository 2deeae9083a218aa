"""What a judgement is to say, and what is missing or wrong about it: every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from eyre.core.frameworks import Edition, RatedFrom, Standard
from eyre.evidence.queries import RegisterLine

from .exceptions import CannotJudge, Wrong
from .models import NOT_RATED
from .models.judgements import LONGEST_REASONING
from .queries.judgements import outcome_label

AS_THE_RULE = "As the rule gives it."


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody writes of a standard: its outcome (a band id, `not_rated`, or empty), why, each key question's outcome
    and why, and the numbers of the evidence relied on."""

    outcome: str = ""
    reasoning: str = ""
    questions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    evidence: tuple[int, ...] = ()

    def plain(self) -> Written:
        """The same without spaces around words, and each number once."""
        questions = {ref: (outcome, words.strip()) for ref, (outcome, words) in self.questions.items()}
        numbers = tuple(sorted(set(self.evidence)))
        return Written(self.outcome, self.reasoning.strip(), questions, numbers)


def refuse(*found: Iterable[Wrong]) -> None:
    """Raise CannotJudge with all of these, where there is any."""
    if problems := tuple(chain.from_iterable(found)):
        raise CannotJudge(problems)


def field_of(question: str, part: str) -> str:
    """The name of the answer about a key question: `band` or `words`."""
    return f"{part}_{question}"


def strange(
    held: Edition, standard: Standard, written: Written, register: Mapping[int, RegisterLine]
) -> Iterator[Wrong]:
    """What no draft may hold either: bands and questions the edition does not have, evidence nobody registered."""
    if standard.rated_from is RatedFrom.OTHER_EVIDENCE and written.outcome not in {
        "",
        *outcomes(held, standard),
    }:
        yield Wrong("outcome", f"{standard.ref} cannot be judged “{written.outcome}”")
    known = {each.ref for each in standard.key_questions}
    for ref, (outcome, words) in written.questions.items():
        if ref not in known:
            yield Wrong("", f"{standard.ref} has no key question {ref}")
        elif outcome and outcome not in outcomes(held, standard):
            yield Wrong(field_of(ref, "band"), f"{ref} cannot be judged “{outcome}”")
        if len(words) > LONGEST_REASONING:
            yield Wrong(field_of(ref, "words"), _too_long(words))
    if len(written.reasoning) > LONGEST_REASONING:
        yield Wrong("reasoning", _too_long(written.reasoning))
    for number in written.evidence:
        if number not in register:
            yield Wrong("evidence", f"The register holds no E{number}")


def _too_long(words: str) -> str:
    return f"Use at most {LONGEST_REASONING:,} characters; it has {len(words):,}"


def outcomes(held: Edition, standard: Standard) -> tuple[str, ...]:
    """What a standard may be judged, best first; not rated only where the edition lets it be left out."""
    bands = tuple(band.id for band in held.bands)
    return (*bands, NOT_RATED) if standard.may_be_not_rated else bands


def missing(
    held: Edition, standard: Standard, written: Written, register: Mapping[int, RegisterLine]
) -> Iterator[Wrong]:
    """What a judgement on other evidence lacks before it can be submitted."""
    if not written.outcome:
        yield Wrong("outcome", f"Choose the band of {standard.ref} {standard.title}")
    if not written.reasoning:
        yield Wrong("reasoning", f"Write why {standard.ref} {standard.title} is judged so")
    if written.outcome != NOT_RATED:
        for question in standard.key_questions:
            outcome, words = written.questions.get(question.ref, ("", ""))
            if not outcome:
                yield Wrong(field_of(question.ref, "band"), f"Choose the band of {question.ref}")
            if not words:
                yield Wrong(field_of(question.ref, "words"), f"Write why {question.ref} is judged so")
    if not written.evidence:
        yield Wrong("evidence", "Choose the evidence the judgement relies on, at least one piece")
    yield from withdrawn(written, register)


def withdrawn(written: Written, register: Mapping[int, RegisterLine]) -> Iterator[Wrong]:
    """Evidence that nothing new can rely on."""
    for number in written.evidence:
        if number in register and register[number].is_withdrawn:
            yield Wrong("evidence", f"E{number} was withdrawn: leave it out")


def not_the_rule(held: Edition, standard: Standard, confirmed: str, rule: str) -> Iterator[Wrong]:
    """What keeps a standard that is rated from cases from being confirmed: the rule says nothing, or something else."""
    if not rule:
        yield Wrong(
            "",
            f"The rule gives nothing for {standard.ref} {standard.title} yet, so there is nothing to confirm",
        )
    elif confirmed != rule:
        yield Wrong(
            "",
            f"The rule gives {outcome_label(held, rule)} for {standard.ref} {standard.title}, and nothing else can be "
            "confirmed here. Departing from the rule is the panel’s to decide",
        )
