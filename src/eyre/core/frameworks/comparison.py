"""What is different between two editions? Standards and questions are recognised by their concept, not their number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from .edition import Edition, KeyQuestion, Prompt, Standard, SumOfScores
from .words import (
    bands_in_words,
    case_rule_in_words,
    limiters_in_words,
    overall_rule_in_words,
)


class Change(StrEnum):
    """What happened to a standard, a question or a prompt; several may have happened at once."""

    ADDED = "added"
    DROPPED = "dropped"
    RENUMBERED = "renumbered"
    RETITLED = "retitled"
    REWORDED = "reworded"
    MOVED = "moved to another standard"
    COUNTED = "counted otherwise"
    MAY_BE_NOT_RATED = "allowed, or no longer, to be not rated"
    RATED_FROM = "rated from other evidence"


@dataclass(frozen=True, slots=True)
class StandardChange:
    """A standard before and after; one of the two is None where it was added or dropped."""

    concept: str
    before: Standard | None
    after: Standard | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PromptChange:
    """A prompt of a question that stands in both editions, before and after."""

    before: Prompt | None
    after: Prompt | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PlacedQuestion:
    """A question with the place it stands in: the number and concept of its standard, or its question set."""

    question: KeyQuestion
    place: str
    place_concept: str


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """A question before and after, with the prompts that changed."""

    concept: str
    before: PlacedQuestion | None
    after: PlacedQuestion | None
    changes: tuple[Change, ...]
    prompts: tuple[PromptChange, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleChange:
    """Something about the rating that reads differently."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """Two editions side by side, in the order of the later one with what was dropped at the end."""

    before: Edition
    after: Edition
    standards: tuple[StandardChange, ...]
    questions: tuple[QuestionChange, ...]
    rules: tuple[RuleChange, ...]

    @cached_property
    def is_same(self) -> bool:
        """Whether nothing that is compared has changed."""
        standards = any(one.changes for one in self.standards)
        questions = any(one.changes or one.prompts for one in self.questions)
        return not (standards or questions or self.rules)

    @cached_property
    def comparable(self) -> bool:
        """Whether one of the two says that results under them may be set side by side."""
        a, b = self.before, self.after
        return a.id == b.id or a.id in b.comparable_with or b.id in a.comparable_with

    def standards_with(self, change: Change) -> tuple[str, ...]:
        """The concepts of the standards that this happened to."""
        return tuple(one.concept for one in self.standards if change in one.changes)

    def questions_with(self, change: Change) -> tuple[str, ...]:
        """The concepts of the questions that this happened to."""
        return tuple(one.concept for one in self.questions if change in one.changes)


def compare_editions(before: Edition, after: Edition) -> Comparison:
    """What was added, dropped, renumbered, retitled, reworded, moved, and which rules changed."""
    return Comparison(
        before,
        after,
        tuple(_standards(before, after)),
        tuple(_questions(before, after)),
        tuple(_rules(before, after)),
    )


def _standards(before: Edition, after: Edition) -> Iterator[StandardChange]:
    old = {standard.concept: standard for standard in before.standards}
    new = {standard.concept: standard for standard in after.standards}
    for concept in [*new, *(gone for gone in old if gone not in new)]:
        a, b = old.get(concept), new.get(concept)
        yield StandardChange(concept, a, b, _standard_changes(a, b))


def _standard_changes(a: Standard | None, b: Standard | None) -> tuple[Change, ...]:
    if a is None or b is None:
        return (Change.ADDED,) if a is None else (Change.DROPPED,)
    return _which(
        {
            Change.RENUMBERED: a.ref != b.ref,
            Change.RETITLED: a.title != b.title,
            Change.REWORDED: a.statement != b.statement,
            Change.COUNTED: a.counted != b.counted,
            Change.MAY_BE_NOT_RATED: a.may_be_not_rated != b.may_be_not_rated,
            Change.RATED_FROM: (a.rated_from, a.evidence) != (b.rated_from, b.evidence),
        }
    )


def _which(answers: dict[Change, bool]) -> tuple[Change, ...]:
    return tuple(change for change, happened in answers.items() if happened)


def _questions(before: Edition, after: Edition) -> Iterator[QuestionChange]:
    old, new = _placed(before), _placed(after)
    for concept in [*new, *(gone for gone in old if gone not in new)]:
        a, b = old.get(concept), new.get(concept)
        prompts = tuple(_prompts(a.question.prompts, b.question.prompts)) if a and b else ()
        yield QuestionChange(concept, a, b, _question_changes(a, b), prompts)


def _placed(edition: Edition) -> dict[str, PlacedQuestion]:
    rated = [PlacedQuestion(q, s.ref, s.concept) for s in edition.standards for q in s.key_questions]
    unrated = [PlacedQuestion(q, g.id, f"set {g.id}") for g in edition.question_sets for q in g.questions]
    return {placed.question.concept: placed for placed in (*rated, *unrated)}


def _question_changes(a: PlacedQuestion | None, b: PlacedQuestion | None) -> tuple[Change, ...]:
    if a is None or b is None:
        return (Change.ADDED,) if a is None else (Change.DROPPED,)
    return _which(
        {
            Change.RENUMBERED: a.question.ref != b.question.ref,
            Change.REWORDED: a.question.text != b.question.text,
            Change.MOVED: a.place_concept != b.place_concept,
        }
    )


def _prompts(before: tuple[Prompt, ...], after: tuple[Prompt, ...]) -> Iterator[PromptChange]:
    """Prompts with the same words are the same; of the rest, those with the same letter were reworded."""
    words = {prompt.text: prompt for prompt in before}
    same = {prompt.text for prompt in after} & set(words)
    for prompt in after:
        if prompt.text in same and words[prompt.text].ref != prompt.ref:
            yield PromptChange(words[prompt.text], prompt, (Change.RENUMBERED,))
    old = {prompt.ref: prompt for prompt in before if prompt.text not in same}
    new = {prompt.ref: prompt for prompt in after if prompt.text not in same}
    for ref in sorted(old.keys() | new.keys()):
        a, b = old.get(ref), new.get(ref)
        yield PromptChange(a, b, (Change.REWORDED if a and b else Change.ADDED if b else Change.DROPPED,))


def _rules(before: Edition, after: Edition) -> Iterator[RuleChange]:
    readings = {
        "Bands and scores": bands_in_words,
        "Standards rated from cases": case_rule_in_words,
        "Words for the bands of cases": _phrases,
        "Rounding": _rounding,
        "Overall rating": overall_rule_in_words,
        "Limiters": lambda edition: "; ".join(limiters_in_words(edition.overall, edition)) or "none",
        "Greatest sum of scores": _greatest_sum,
    }
    for what, read in readings.items():
        a, b = read(before), read(after)
        if a != b:
            yield RuleChange(what, a, b)


def _phrases(edition: Edition) -> str:
    phrases = edition.cases.phrases if edition.cases else ()
    return "; ".join(f"{edition.band(band).label}: {words}" for band, words in phrases) or "none"


def _rounding(edition: Edition) -> str:
    cases = str(edition.cases.rounding) if edition.cases else "none"
    method = edition.overall.method if edition.overall else None
    overall = str(method.rounding or "none") if isinstance(method, SumOfScores) else "none"
    return f"cases {cases}, overall {overall}".replace("_", " ")


def _greatest_sum(edition: Edition) -> str:
    if not edition.overall or not isinstance(edition.overall.method, SumOfScores):
        return "no sum is made"
    return str(edition.bands[0].score * sum(standard.counted for standard in edition.standards))
