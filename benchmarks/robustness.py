"""robustness: how secure one inspection of 60 cases and nine standards is, from 20,000 draws of Pólya's urn.

Measured against NumPy drawing the same random numbers and doing nothing with them.
"""

from typing import Any

import numpy as np

from eyre.core.cases import AnswerMatrix
from eyre.core.frameworks import Edition
from eyre.core.ratings.robustness import DRAWS, Evidence, Robustness

from .made import best_of, made_edition
from .rate_one import made_matrix

STANDARDS, QUESTIONS, CASES, LISTED = 9, 4, 60, 300
GROWTH = (1, 2, 4)


def evidence(edition: Edition, matrix: AnswerMatrix) -> Evidence:
    """The answers with a list five times as long."""
    return Evidence(edition, matrix, {}, {"": LISTED * len(matrix.cases) // CASES})


class Seeds:
    """Another seed each time: an urn that was drawn is kept, and would be measured once only."""

    def __init__(self) -> None:
        self.latest = 0

    def next(self) -> int:
        """A seed nobody had."""
        self.latest += 1
        return self.latest


def only_draw(cases: int, listed: int, draws: int, seed: int) -> None:
    """The random numbers of one urn: Dirichlet weights, then how often each case comes again."""
    random = np.random.Generator(np.random.PCG64(seed))
    weights = np.append(np.ones(cases), [0.5, 0.5])
    shares = random.standard_gamma(weights, size=(draws, cases + 2))
    shares /= shares.sum(axis=1, keepdims=True)
    random.multinomial(listed - cases, shares)


def compare(standards: int, cases: int, draws: int, repeat: int) -> dict[str, float]:
    """The best time of each, in seconds."""
    edition = made_edition(standards, QUESTIONS)
    told, seeds = evidence(edition, made_matrix(edition, cases)), Seeds()
    listed = LISTED * cases // CASES

    def reckoned() -> Robustness:
        return told.robustness(seed=seeds.next(), draws=draws)

    return best_of(
        repeat,
        {
            "all chances": reckoned,
            "NumPy draw": lambda: only_draw(cases, listed, draws, seeds.next()),
        },
    )


def measure(repeat: int = 5) -> dict[str, Any]:
    """Best times in seconds, and how many times the draw everything takes."""
    times = compare(STANDARDS, CASES, DRAWS, repeat)
    return {
        "name": "robustness",
        "compares": "distances, intervals and the chances of every band, total score and overall rating, with a NumPy draw of the same random numbers",
        "command": "make bench NAME=robustness",
        "sizes": {"cases": CASES, "standards": STANDARDS, "questions": STANDARDS * QUESTIONS, "draws": DRAWS},
        "seconds": times,
        "ratios": {"times the NumPy draw": times["all chances"] / times["NumPy draw"]},
        "target": "within 5x of the draw",
        "growth with draws": {
            f"{factor}x": compare(STANDARDS, CASES, DRAWS // 4 * factor, 2)["all chances"]
            for factor in GROWTH
        },
        "growth with standards": {
            f"{factor}x": compare(STANDARDS * factor, CASES, DRAWS // 4, 2)["all chances"]
            for factor in GROWTH
        },
    }


if __name__ == "__main__":
    for key, value in measure(2).items():
        print(f"{key}: {value}")
