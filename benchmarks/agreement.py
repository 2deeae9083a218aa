"""agreement: two assessments of 200 cases x 80 questions compared, and 200 cases frozen, from answers in memory.

Measured against plain Python loops over the same answers that only count: how many pairs are the same, and how many
cases are sufficient. They say no coefficient and no interval, and keep nothing.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eyre.core.cases import AnswerMatrix
from eyre.core.cases.agreement import agreement_by_question
from eyre.core.cases.freezing import CaseAnswers, digest_of, frozen_matrix
from eyre.core.statistics.agreement import Agreement

from .made import best_of

CASES, QUESTIONS = 200, 80
ROUNDS = 10
GROWTH = (1, 2, 4)
ANSWERS = np.array([3, 2, 4, 0], dtype=np.uint8)
WORDS: dict[int, str | None] = {3: "yes", 2: "no", 4: "not-relevant", 0: None}


def made_pair(cases: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Two who agree in about nine of ten."""
    chance = np.random.default_rng(2026)
    first = chance.choice(ANSWERS, size=(cases, QUESTIONS), p=(0.6, 0.29, 0.1, 0.01))
    other = chance.choice(ANSWERS, size=first.shape, p=(0.6, 0.29, 0.1, 0.01))
    return first, np.where(chance.random(first.shape) < 0.85, first, other)


def only_count_pairs(first: list[list[int]], second: list[list[int]]) -> tuple[list[int], list[int]]:
    """The plain loop: of each question the pairs that are the same, and all pairs."""
    same, pairs = [0] * QUESTIONS, [0] * QUESTIONS
    for one, other in zip(first, second, strict=True):
        for i, (a, b) in enumerate(zip(one, other, strict=True)):
            if a and b:
                pairs[i] += 1
                same[i] += a == b
    return same, pairs


def compare_agreement(cases: int, rounds: int) -> dict[str, float]:
    """The best time of each, in seconds, after checking that both count the same."""
    first, second = made_pair(cases)
    rows = first.tolist(), second.tolist()
    found: tuple[Agreement, ...] = agreement_by_question(first, second)
    counted = [each.agreed.x for each in found], [each.pairs for each in found]
    assert only_count_pairs(*rows) == counted, "the counts differ"
    return best_of(
        rounds,
        {
            "agreement with every coefficient": lambda: agreement_by_question(first, second),
            "plain loop over pairs": lambda: only_count_pairs(*rows),
        },
    )


def made_cases(cases: int) -> list[CaseAnswers]:
    """Cases as the journal's fold gives them: a value for each key."""
    first, _ = made_pair(cases)
    put = frozenset(_questions())
    return [
        CaseAnswers(
            f"C-{place:04}",
            {f"question:{ref}": WORDS[int(code)] for ref, code in zip(_questions(), row, strict=True)},
            put,
        )
        for place, row in enumerate(first)
    ]


def _questions() -> tuple[str, ...]:
    return tuple(f"{i // 8}.{i % 8}" for i in range(QUESTIONS))


def freeze(cases: list[CaseAnswers]) -> tuple[AnswerMatrix, str]:
    """All that is frozen: the matrix of bytes and its digest."""
    matrix = frozen_matrix(cases, _questions(), ("sex",))
    return matrix, digest_of(matrix)


def only_count(cases: list[Mapping[str, object]]) -> dict[str, int]:
    """The plain loop: how many cases are sufficient at each question."""
    yes = dict.fromkeys((f"question:{ref}" for ref in _questions()), 0)
    for values in cases:
        for key in yes:
            if values[key] == "yes":
                yes[key] += 1
    return yes


def compare_freeze(cases: int, rounds: int) -> dict[str, float]:
    """The best time of each, in seconds, after checking that both count the same."""
    made = made_cases(cases)
    values = [each.values for each in made]
    tallies = freeze(made)[0].tallies()
    assert [tallies[ref].yes for ref in _questions()] == list(only_count(values).values()), (
        "the counts differ"
    )
    return best_of(
        rounds,
        {
            "frozen, with its digest": lambda: freeze(made),
            "plain loop over cases": lambda: only_count(values),
        },
    )


def measure(repeat: int = 5) -> dict[str, Any]:
    """Best times in seconds, and how many times the loops they take."""
    times = compare_agreement(CASES, ROUNDS * repeat) | compare_freeze(CASES, ROUNDS * repeat)
    agreed, frozen = "agreement with every coefficient", "frozen, with its digest"
    return {
        "name": "agreement",
        "compares": "agreement with kappa, AC1, alpha and intervals, and the freeze, with plain loops that only count",
        "command": "make bench NAME=agreement",
        "sizes": {"cases": CASES, "questions": QUESTIONS},
        "seconds": times,
        "ratios": {
            "agreement: times the plain loop": times[agreed] / times["plain loop over pairs"],
            "freeze: times the plain loop": times[frozen] / times["plain loop over cases"],
        },
        "target": "agreement at most 10x its loop, the freeze at most 10x its loop",
        "growth of agreement with cases": {
            f"{factor}x": compare_agreement(CASES * factor, ROUNDS)[agreed] for factor in GROWTH
        },
        "growth of the freeze with cases": {
            f"{factor}x": compare_freeze(CASES * factor, ROUNDS)[frozen] for factor in GROWTH
        },
    }


if __name__ == "__main__":
    for key, value in measure().items():
        print(f"{key}: {value}")
