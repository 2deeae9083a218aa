"""How far do two assessors of the same cases agree, in the answers of the form?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from eyre.core.figures import Undefined
from eyre.core.statistics.agreement import MISSING, Agreement, Coefficient, agreements, ratings_of

from .answers import Answer

CATEGORIES = (Answer.YES, Answer.NO, Answer.NOT_RELEVANT)
TOGETHER = Undefined("no interval: judgements about one case hang together")
PLACES = np.full(256, MISSING, dtype=np.int8)
PLACES[[each.value for each in CATEGORIES]] = range(len(CATEGORIES))


def agreement_by_question(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> tuple[Agreement, ...]:
    """How far two matrices of `Answer` codes agree: cases x questions in the same order; one result a question.

    Yes, no and not relevant are three categories; what is not answered, or was not put, is no answer.

    Raises:
        ValueError: when the two have different shapes.
    """
    if first.shape != second.shape:
        raise ValueError(f"{first.shape} answers cannot be paired with {second.shape}")
    given = np.stack([PLACES[first].T, PLACES[second].T], axis=-1)
    return agreements(ratings_of(given, len(CATEGORIES)))


def agreement_in_all(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> Agreement:
    """How far two agree over all cases and questions together, each pair of answers counted once.

    Without intervals: judgements about one case hang together, so an interval that takes each for itself would be too
    narrow. Raises as above.
    """
    if first.shape != second.shape:
        raise ValueError(f"{first.shape} answers cannot be paired with {second.shape}")
    found = agreement_by_question(first.reshape(-1, 1), second.reshape(-1, 1))[0]
    return Agreement(found.agreed, TOGETHER, _bare(found.kappa), _bare(found.ac1), _bare(found.alpha))


def _bare(found: Coefficient | Undefined) -> Coefficient | Undefined:
    return found if isinstance(found, Undefined) else replace(found, low=TOGETHER, high=TOGETHER)
