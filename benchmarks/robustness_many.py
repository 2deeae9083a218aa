"""robustness-many: how secure ten thousand inspections are, one after the other, as for a whole country and many years.

Each has 60 cases and nine standards, and 1,000 draws: enough for a table that says secure or borderline. What one costs
must not grow with how many went before.
"""

from time import perf_counter
from typing import Any

import numpy as np

from eyre.core.cases import AnswerMatrix

from .made import made_edition
from .robustness import CASES, QUESTIONS, STANDARDS, evidence

INSPECTIONS, DRAWS = 10_000, 1_000
ANSWERS = np.array([3, 2, 4], dtype=np.uint8)


def reckon(inspections: int, draws: int = DRAWS) -> float:
    """Seconds for so many inspections, the answers of each made before it is timed."""
    edition = made_edition(STANDARDS, QUESTIONS)
    chance, questions = np.random.default_rng(2026), tuple(edition.questions)
    cases = tuple(f"case {i}" for i in range(CASES))
    seconds = 0.0
    for seed in range(inspections):
        share = chance.uniform(0.3, 0.8)
        cells = chance.choice(ANSWERS, size=(CASES, len(questions)), p=(share, 0.9 - share, 0.1))
        told = evidence(edition, AnswerMatrix(cases, questions, cells, {}))
        start = perf_counter()
        told.robustness(seed=seed, draws=draws)
        seconds += perf_counter() - start
    return seconds


def measure(repeat: int = 5, inspections: int = INSPECTIONS) -> dict[str, Any]:
    """Seconds for all of them, and for each at a quarter, a half and all of the number."""
    growth = {factor: inspections * factor // 4 for factor in (1, 2)}
    each = {f"{number:,} inspections": reckon(number) / number for number in growth.values()}
    whole = reckon(inspections)
    first = next(iter(each.values()))
    return {
        "name": "robustness-many",
        "compares": "what one inspection costs among few with what it costs among many",
        "command": "make bench NAME=robustness_many",
        "sizes": {"inspections": inspections, "cases": CASES, "standards": STANDARDS, "draws": DRAWS},
        "seconds": whole,
        "seconds for each": each | {f"{inspections:,} inspections": whole / inspections},
        "times the cost of one among a quarter as many": whole / inspections / first,
        "target": "no growth: what one costs stays the same, within a tenth",
    }


if __name__ == "__main__":
    for key, value in measure(1, 200).items():
        print(f"{key}: {value}")
