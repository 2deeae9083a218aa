"""Which answers were invented about the cases of Westmarch?

Every answer follows from a keyed hash (the dice of the reconstruction), so that each start and each test holds the
same. Nothing about any real person or service goes in.
"""

from __future__ import annotations

import numpy as np

from eyre.cases.reconstruction.draw import Dice
from eyre.core.cases import Answer, AnswerMatrix
from eyre.core.frameworks import Edition, Standard

NOTE = "Invented for the demonstration: no such service, no such case and no such answer exists."
CASES = tuple(f"WESTMARCH-{n:02}" for n in range(1, 21))
WESTMARCH = "Westmarch"
# How many in 100 relevant cases are sufficient, standard by standard, so that the draft shows several bands
SUFFICIENT = (72, 58, 44, 80)
NOT_RELEVANT = 8  # in 100
# Grade and office divide the cases into tens, which may be compared; of the women there are too few
GROUPS = {
    "sex": tuple("female" if n % 3 == 0 else "male" for n in range(len(CASES))),
    "grade": tuple("PO" if n < len(CASES) // 2 else "PSO" for n in range(len(CASES))),
    "office": tuple("Quayside" if n % 2 else "Millgate" for n in range(len(CASES))),
}


def invented_answers(edition: Edition, seed: str = WESTMARCH) -> AnswerMatrix:
    """Twenty invented cases under this edition: every question of every standard that is rated from cases.

    Another `seed` gives other answers about as many cases.
    """
    dice = Dice(seed, 0)
    columns = [
        (question.ref, _column(dice, standard, question.ref, SUFFICIENT[i % len(SUFFICIENT)]))
        for i, standard in enumerate(edition.case_standards)
        for question in standard.key_questions
    ]
    cells = np.array([column for _, column in columns], dtype=np.uint8).T
    return AnswerMatrix(CASES, tuple(ref for ref, _ in columns), np.ascontiguousarray(cells), GROUPS)


def _column(dice: Dice, standard: Standard, question: str, sufficient: int) -> list[int]:
    """The answers to one question. A case in which a standard did not matter matters for none of its questions."""
    return [_answer(dice, case, standard.ref, question, sufficient) for case in CASES]


def _answer(dice: Dice, case: str, standard: str, question: str, sufficient: int) -> int:
    if dice.throw(100, "relevant", case, standard) < NOT_RELEVANT:
        return Answer.NOT_RELEVANT
    return Answer.YES if dice.throw(100, "sufficient", case, question) < sufficient else Answer.NO
