"""From which cases was "x of y relevant cases" counted?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from eyre.core.cases import Answer, AnswerMatrix, Tally
from eyre.core.figures import Undefined
from eyre.core.frameworks import Edition, KeyQuestion, Standard, Wording
from eyre.core.ratings import rate_key_question
from eyre.frameworks.queries import editions
from eyre.people.standing import NOBODY, Standing
from eyre.platform.filters import Choice

from .answers import HeldAnswers, answers_of
from .inspection import inspection_row, whole_cuts
from .marks import Mark, question_mark
from .standards import GROUP_LABELS, LABELS, Context, context_of, say_label

# The words of an address, the answer, and the words of the page
ANSWERS = {
    "yes": (Answer.YES, "Sufficient"),
    "no": (Answer.NO, "Not sufficient"),
    "not_relevant": (Answer.NOT_RELEVANT, "Not relevant"),
    "not_answered": (Answer.NOT_ANSWERED, "Not yet answered"),
}
RELEVANT = "relevant"


class NoSuchQuestion(LookupError):
    """The edition of this inspection asks no question of this number."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case: its name, the answer (the word of an address and the words of the page), and its sub-groups."""

    case: str
    answer: str
    words: str
    groups: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The sub-groups as the table shows them; abbreviations stay, for a table of cases is long enough."""
        return tuple(label if label in LABELS else say_label(label) for label in self.groups)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """Everything on the page of one question of one inspection. `lines` are the cases it was put to."""

    context: Context
    question: KeyQuestion
    standard: Standard | None
    set_title: str
    tally: Tally | None
    mark: Mark | None
    rounded: int | None
    cuts: tuple[int, ...]
    columns: tuple[tuple[str, str], ...]
    lines: tuple[CaseLine, ...]
    is_summary: bool

    @property
    def abbreviations(self) -> tuple[str, ...]:
        """What the abbreviations among the labels stand for."""
        met = {label for line in self.lines for label in line.groups}
        return tuple(
            f"{label}: {LABELS[label].partition(' (')[0].lower()}" for label in LABELS if label in met
        )

    def choices(self, column: str) -> tuple[Choice, ...]:
        """The labels of a sub-group column, each with its number of cases."""
        i = [name for name, _ in self.columns].index(column)
        labels = [line.groups[i] for line in self.lines if line.groups[i]]
        return tuple(Choice(label, say_label(label), labels.count(label)) for label in sorted(set(labels)))

    def narrowed(self, answer: str, groups: Mapping[str, str]) -> tuple[CaseLine, ...]:
        """The cases with this answer ("relevant" is yes or no; empty is any) and under these labels."""
        places = {name: i for i, (name, _) in enumerate(self.columns)}
        wanted = {places[name]: label for name, label in groups.items() if label}
        answers = {"": set(ANSWERS), RELEVANT: {"yes", "no"}}.get(answer, {answer})
        return tuple(
            line
            for line in self.lines
            if line.answer in answers and all(line.groups[i] == label for i, label in wanted.items())
        )


def question_page(inspection: str, ref: str, standing: Standing = NOBODY) -> QuestionPage:
    """The page of one question. Raises NoSuchInspection, NoSuchQuestion."""
    row = inspection_row(inspection, standing)
    edition = editions({row["edition_id"]: row["edition__digest"]})[row["edition_id"]]
    question, set_title = _question(edition, ref)
    held = answers_of(inspection, standing)
    matrix = held.matrix if held and ref in held.matrix.questions else None
    tally = matrix.tally(ref) if matrix else None
    tally = tally if tally and tally.cases else None
    mark, rounded = _place(edition, ref, tally)
    return QuestionPage(
        context=context_of(row["id"], row["name_as_printed"], edition, held),
        question=question,
        standard=edition.standard_of(ref),
        set_title=set_title,
        tally=tally,
        mark=mark,
        rounded=rounded,
        cuts=whole_cuts(edition) if edition.standard_of(ref) else (),
        columns=_columns(matrix, ref) if matrix else (),
        lines=_lines(matrix, ref) if matrix else (),
        is_summary=edition.wording is Wording.SUMMARY,
    )


def _question(edition: Edition, ref: str) -> tuple[KeyQuestion, str]:
    for _, question in edition.walk_key_questions():
        if question.ref == ref:
            return question, ""
    for group in edition.question_sets:
        for question in group.questions:
            if question.ref == ref:
                return question, group.title
    raise NoSuchQuestion(ref)


def _place(edition: Edition, ref: str, tally: Tally | None) -> tuple[Mark | None, int | None]:
    """The band of the question's own share, where the edition has a rule for it."""
    if tally is None or edition.cases is None or edition.standard_of(ref) is None:
        return None, None
    rating = rate_key_question(edition.cases, ref, tally)
    rounded = None if isinstance(rating.rounded, Undefined) else rating.rounded
    return question_mark(edition, rating), rounded


def _put(matrix: AnswerMatrix, ref: str) -> list[int]:
    return np.flatnonzero(matrix.column(ref) != Answer.NOT_PUT).tolist()


def _columns(matrix: AnswerMatrix, ref: str) -> tuple[tuple[str, str], ...]:
    """The sub-group columns that tell the cases of this question apart: those with more than one label."""
    put = _put(matrix, ref)
    return tuple(
        (name, GROUP_LABELS.get(name, name.capitalize()))
        for name, labels in matrix.groups.items()
        if len({labels[i] for i in put}) > 1
    )


def _lines(matrix: AnswerMatrix, ref: str) -> tuple[CaseLine, ...]:
    said = {answer: (word, words) for word, (answer, words) in ANSWERS.items()}
    codes = matrix.column(ref)
    columns = [matrix.groups[name] for name, _ in _columns(matrix, ref)]
    return tuple(
        CaseLine(matrix.cases[i], *said[Answer(int(codes[i]))], tuple(labels[i] for labels in columns))
        for i in _put(matrix, ref)
    )


def all_answers(inspection: str, standing: Standing = NOBODY) -> tuple[str, HeldAnswers] | None:
    """The edition and every answer held of an inspection; None where we hold none. Raises NoSuchInspection."""
    row = inspection_row(inspection, standing)
    held = answers_of(inspection, standing)
    return (row["edition_id"], held) if held else None
