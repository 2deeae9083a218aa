"""How does an answer matrix become a row, and a row a matrix? Nothing is lost either way."""

from __future__ import annotations

import numpy as np

from eyre.core.cases import AnswerMatrix
from eyre.core.cases.freezing import digest_of, labels_of

from .models import Freeze, FrozenAnswers

__all__ = ["digest_of", "fields_of", "matrix_of"]


def fields_of(matrix: AnswerMatrix) -> dict[str, object]:
    """The columns of a row that hold this matrix."""
    return {
        "questions": list(matrix.questions),
        "cases": list(matrix.cases),
        "groups": labels_of(matrix),
        "cells": matrix.cells.tobytes(),
        "digest": digest_of(matrix),
    }


def matrix_of(row: FrozenAnswers | Freeze) -> AnswerMatrix:
    """The matrix a row holds. Raises ValueError where its bytes are not the answers it names."""
    shape = (len(row.cases), len(row.questions))
    cells = np.frombuffer(bytes(row.cells), dtype=np.uint8)
    if cells.size != shape[0] * shape[1]:
        raise ValueError(f"{cells.size} answers do not fit {shape[0]} cases x {shape[1]} questions")
    groups = {name: tuple(labels) for name, labels in row.groups.items()}
    return AnswerMatrix(tuple(row.cases), tuple(row.questions), cells.reshape(shape), groups)
