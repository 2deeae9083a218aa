"""How does an answer matrix become a row, and a row a matrix? Nothing is lost either way."""

from __future__ import annotations

import json
from hashlib import sha256

import numpy as np

from eyre.core.cases import AnswerMatrix

from .models import Freeze, FrozenAnswers


def digest_of(matrix: AnswerMatrix) -> str:
    """The SHA-256 of questions, cases, sub-groups and answers: two matrices are the same when it is."""
    names = json.dumps([matrix.questions, matrix.cases, _groups(matrix)], ensure_ascii=False, sort_keys=True)
    return sha256(names.encode() + b"\0" + matrix.cells.tobytes()).hexdigest()


def fields_of(matrix: AnswerMatrix) -> dict[str, object]:
    """The columns of a row that hold this matrix."""
    return {
        "questions": list(matrix.questions),
        "cases": list(matrix.cases),
        "groups": _groups(matrix),
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


def _groups(matrix: AnswerMatrix) -> dict[str, list[str]]:
    return {name: list(labels) for name, labels in matrix.groups.items()}
