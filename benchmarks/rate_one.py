"""rate-one: one inspection of 60 cases x 80 questions, rated with every step, from answers in memory.

Measured against a plain Python loop over lists of the same answers that only counts sufficient and relevant ones, and
says nothing about them.
"""

from typing import Any

import numpy as np

from eyre.core.cases import AnswerMatrix
from eyre.core.frameworks import Edition
from eyre.core.ratings import InspectionRating, rate_inspection

from .made import best_of, made_edition

STANDARDS, QUESTIONS, CASES = 20, 4, 60
ROUNDS = 60  # one takes half a millisecond: so many for each repetition asked for
GROWTH = (1, 2, 4)


def made_matrix(edition: Edition, cases: int) -> AnswerMatrix:
    """Answers in no order: six in ten sufficient, one in ten not relevant."""
    chance = np.random.default_rng(2026)
    questions = tuple(edition.questions)
    answers = np.array([3, 2, 4, 0], dtype=np.uint8)
    cells = chance.choice(answers, size=(cases, len(questions)), p=(0.6, 0.29, 0.1, 0.01))
    return AnswerMatrix(tuple(f"case {i}" for i in range(cases)), questions, cells, {})


def rate(edition: Edition, matrix: AnswerMatrix) -> InspectionRating:
    """All that is done for a page or the command line: count, then rate with every step."""
    return rate_inspection(edition, tallies=matrix.tallies())


def only_count(rows: list[list[int]], questions: int) -> tuple[list[int], list[int]]:
    """The plain loop."""
    yes, relevant = [0] * questions, [0] * questions
    for row in rows:
        for i, answer in enumerate(row):
            if answer == 3:
                yes[i] += 1
                relevant[i] += 1
            elif answer == 2:
                relevant[i] += 1
    return yes, relevant


def compare(edition: Edition, cases: int, rounds: int) -> dict[str, float]:
    """The best time of each, in seconds, after checking that both count the same."""
    matrix = made_matrix(edition, cases)
    rows, questions = matrix.cells.tolist(), len(matrix.questions)
    rating = rate(edition, matrix)
    asked = [question.count for standard in rating.standards for question in standard.key_questions]
    assert only_count(rows, questions) == ([c.x for c in asked], [c.of for c in asked]), "the counts differ"
    return best_of(
        rounds,
        {
            "rated with every step": lambda: rate(edition, matrix),
            "plain loop": lambda: only_count(rows, questions),
        },
    )


def measure(repeat: int = 5) -> dict[str, Any]:
    """Best times in seconds, and how many times the loop the rating takes."""
    edition = made_edition(STANDARDS, QUESTIONS)
    times = compare(edition, CASES, ROUNDS * repeat)
    rating = rate(edition, made_matrix(edition, CASES))
    return {
        "name": "rate-one",
        "compares": "one inspection counted and rated with every step, with a plain Python loop that only counts",
        "command": "make bench NAME=rate-one",
        "sizes": {
            "cases": CASES,
            "questions": STANDARDS * QUESTIONS,
            "standards": STANDARDS,
            "steps told": sum(len(standard.steps) for standard in rating.standards)
            + len(rating.overall.steps),
        },
        "seconds": times,
        "ratios": {"times the plain loop": times["rated with every step"] / times["plain loop"]},
        "target": "at most 2x the loop",
        "growth with cases": {
            f"{factor}x": compare(edition, CASES * factor, ROUNDS)["rated with every step"]
            for factor in GROWTH
        },
        "growth with standards": {
            f"{factor}x": compare(made_edition(STANDARDS * factor, QUESTIONS), CASES, ROUNDS)[
                "rated with every step"
            ]
            for factor in GROWTH
        },
    }


if __name__ == "__main__":
    for key, value in measure().items():
        print(f"{key}: {value}")
