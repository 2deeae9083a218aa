"""The answers of several inspections as one matrix: every case stays a case, so that sums are sums of cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from .answers import Answer
from .matrix import AnswerMatrix


def joined(matrices: Mapping[str, AnswerMatrix], questions: Sequence[str]) -> AnswerMatrix:
    """The cases of all inspections, by id, under each other; questions in this order, those nobody was put left out.

    A case is named with its inspection. A question, or a sub-group column, that an inspection does not have was not put
    to its cases, and tells nothing of them.
    """
    ordered = [(name, matrices[name]) for name in sorted(matrices)]
    asked = tuple(ref for ref in questions if any(ref in matrix.questions for _, matrix in ordered))
    cells = [_spread(matrix, asked) for _, matrix in ordered]
    columns = sorted({column for _, matrix in ordered for column in matrix.groups})
    groups = {
        column: tuple(
            label for _, matrix in ordered for label in matrix.groups.get(column, [""] * len(matrix.cases))
        )
        for column in columns
    }
    return AnswerMatrix(
        tuple(f"{name} {case}" for name, matrix in ordered for case in matrix.cases),
        asked,
        np.concatenate([np.zeros((0, len(asked)), dtype=np.uint8), *cells]),
        groups,
    )


def _spread(matrix: AnswerMatrix, questions: Sequence[str]) -> np.ndarray:
    cells = np.full((len(matrix.cases), len(questions)), Answer.NOT_PUT, dtype=np.uint8)
    for place, ref in enumerate(questions):
        if ref in matrix.questions:
            cells[:, place] = matrix.column(ref)
    return cells


def cases_put(matrix: AnswerMatrix, questions: Sequence[str]) -> int:
    """How many cases were put any of these questions."""
    refs = [ref for ref in questions if ref in matrix.questions]
    if not refs:
        return 0
    return int((matrix.asking(refs).cells != Answer.NOT_PUT).any(axis=1).sum())
