"""Do the cases of one sub-group fare otherwise than those of another? Question by question, pair by pair of labels.

All pairs of labels of one column over all its questions are one family, for which `statistics.differences` adjusts. No
total over the labels is made here, but totals of questions stand on other pages: where all that is kept back of a question
has fewer than ten cases, the next smallest label is kept back too, so that it cannot be reckoned from the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from eyre.core.statistics.differences import FEWEST, Contrast, contrasts

from .answers import Tally
from .matrix import AnswerMatrix

NO_LISTS: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class GroupContrast:
    """One question, two labels of a column, and what may be told of the first against the second."""

    question: str
    first: str
    second: str
    contrast: Contrast


@dataclass(frozen=True, slots=True)
class GroupContrasts:
    """One sub-group column: its labels with their cases (None under ten), and every contrast.

    `family` is how many contrasts had enough cases on both sides, which the adjustment is for.
    """

    column: str
    labels: tuple[tuple[str, int | None], ...]
    rows: tuple[GroupContrast, ...]

    @property
    def family(self) -> int:
        """How many were compared at all."""
        return sum(row.contrast.shown is not None for row in self.rows)


def group_contrasts(
    matrix: AnswerMatrix,
    column: str,
    questions: Sequence[str],
    *,
    populations: Mapping[str, int] = NO_LISTS,
    level: float = 0.95,
) -> GroupContrasts:
    """Every pair of labels of a column, in each of these questions that was put to a case of both.

    `populations` are the cases on the list under each label. The list counts only where a question was relevant to every
    case of both sides: to how many of the others it would be, nobody knows. Cases without a label are left out.

    Raises:
        KeyError: for a column the matrix does not have.
        ValueError: when a list is smaller than its sample.
    """
    counted = {label: tallies for label, tallies in matrix.tallies_by(column).items() if label}
    pairs = [
        (ref, first, second)
        for ref in questions
        for first, second in combinations(counted, 2)
        if _was_put(counted[first], ref) and _was_put(counted[second], ref)
    ]
    secret = {(ref, _given_away(ref, counted)) for ref in questions}
    found = contrasts(
        [(counted[first][ref].count, counted[second][ref].count) for ref, first, second in pairs],
        populations=[
            (
                _size(counted[first][ref], populations.get(first)),
                _size(counted[second][ref], populations.get(second)),
            )
            for ref, first, second in pairs
        ],
        secret=[bool({(ref, first), (ref, second)} & secret) for ref, first, second in pairs],
        level=level,
    )
    cases = [(label, matrix.groups[column].count(label)) for label in counted]
    labels = tuple((label, number if number >= FEWEST else None) for label, number in cases)
    return GroupContrasts(
        column, labels, tuple(GroupContrast(*pair, one) for pair, one in zip(pairs, found, strict=True))
    )


def _was_put(tallies: Mapping[str, Tally], ref: str) -> bool:
    return ref in tallies and tallies[ref].cases > 0


def _given_away(ref: str, counted: Mapping[str, Mapping[str, Tally]]) -> str:
    """The label to keep back so that nobody can reckon those with too few cases; empty where there is none to hide."""
    relevant = {label: tallies[ref].count.of for label, tallies in counted.items() if ref in tallies}
    hidden = sum(of for of in relevant.values() if of < FEWEST)
    others = [label for label, of in relevant.items() if of >= FEWEST]
    return min(others, key=lambda label: (relevant[label], label)) if others and 0 < hidden < FEWEST else ""


def _size(tally: Tally, listed: int | None) -> int | None:
    return listed if listed is not None and tally.count.of == tally.cases else None
