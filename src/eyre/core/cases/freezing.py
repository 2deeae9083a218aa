"""From the answers of each case to the one matrix that is counted, and what must be so before that."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np

from .answers import Answer
from .matrix import AnswerMatrix

JUDGED = "question:"
VALUES: Mapping[object, Answer] = {
    "yes": Answer.YES,
    "no": Answer.NO,
    "not-relevant": Answer.NOT_RELEVANT,
    None: Answer.NOT_ANSWERED,
}


@dataclass(frozen=True, slots=True)
class CaseAnswers:
    """What was answered about one case: `put` are the questions the form puts to this kind of case, by ref.

    Of these, `spared` are those that a rule of the form found not relevant to this case.
    """

    case: str
    values: Mapping[str, object]
    put: frozenset[str]
    spared: frozenset[str] = frozenset()
    groups: Mapping[str, str] = field(default_factory=dict)


class NotAnAnswer(ValueError):
    """A summary judgement is none of yes, no and not relevant."""


def frozen_matrix(
    cases: Iterable[CaseAnswers], questions: Sequence[str], groups: Sequence[str] = ()
) -> AnswerMatrix:
    """The matrix of these cases, in the order of their names; questions that no case was put are left out.

    Raises:
        NotAnAnswer: for a judgement that is no answer.
        ValueError: when a case is there twice.
    """
    ordered = sorted(cases, key=lambda one: one.case)
    names = tuple(one.case for one in ordered)
    if len(set(names)) < len(names):
        raise ValueError("a case is there twice")
    asked = tuple(ref for ref in questions if any(ref in one.put for one in ordered))
    cells = np.array([_row(one, asked) for one in ordered], dtype=np.uint8).reshape(len(ordered), len(asked))
    labels = {name: tuple(one.groups.get(name, "") for one in ordered) for name in groups}
    return AnswerMatrix(names, asked, cells, {name: each for name, each in labels.items() if any(each)})


def _row(one: CaseAnswers, asked: Sequence[str]) -> list[int]:
    return [_cell(one, ref) for ref in asked]


def _cell(one: CaseAnswers, ref: str) -> int:
    if ref not in one.put:
        return Answer.NOT_PUT
    if ref in one.spared:
        return Answer.NOT_RELEVANT
    value = one.values.get(JUDGED + ref)
    try:
        return VALUES[value]
    except (KeyError, TypeError):
        raise NotAnAnswer(f"{one.case}: the judgement of {ref} is no answer") from None


def digest_of(matrix: AnswerMatrix) -> str:
    """The SHA-256 of questions, cases, sub-groups and answers: two matrices are the same when it is."""
    names = json.dumps(
        [matrix.questions, matrix.cases, labels_of(matrix)], ensure_ascii=False, sort_keys=True
    )
    return sha256(names.encode() + b"\0" + matrix.cells.tobytes()).hexdigest()


def labels_of(matrix: AnswerMatrix) -> dict[str, list[str]]:
    """The labels of its sub-group columns as plain lists."""
    return {name: list(labels) for name, labels in matrix.groups.items()}
