"""The answers of one inspection as a compact matrix: cases x questions, a byte each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .answers import Answer, Tally
from .counting import Counts, count_block, count_runs, to_words

VALID = np.zeros(256, dtype=bool)
VALID[[answer.value for answer in Answer]] = True


@dataclass(frozen=True, eq=False)
class AnswerMatrix:
    """Cases in order down, questions across; `cells` is a C-contiguous uint8 array of `Answer` codes.

    `groups` holds the sub-group columns: a name, and one label per case ("" where it is not known).

    Raises:
        ValueError: when the shape does not fit the names, or a byte is no answer.
    """

    cases: tuple[str, ...]
    questions: tuple[str, ...]
    cells: NDArray[np.uint8]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.cells.shape != (len(self.cases), len(self.questions)):
            raise ValueError(
                f"{self.cells.shape} cells for {len(self.cases)} cases x {len(self.questions)} questions"
            )
        if not VALID[self.cells].all():
            raise ValueError("a byte of the matrix is not an answer")
        if any(len(labels) != len(self.cases) for labels in self.groups.values()):
            raise ValueError("a sub-group column needs one label per case")

    @cached_property
    def _column(self) -> dict[str, int]:
        return {question: i for i, question in enumerate(self.questions)}

    @cached_property
    def _row(self) -> dict[str, int]:
        return {case: i for i, case in enumerate(self.cases)}

    def answer(self, case: str, question: str) -> Answer:
        """The answer given about one case. Raises KeyError for a case or question it does not hold."""
        return Answer(int(self.cells[self._row[case], self._column[question]]))

    def column(self, question: str) -> NDArray[np.uint8]:
        """The answers to one question, in the order of the cases. Raises KeyError."""
        cells: NDArray[np.uint8] = self.cells[:, self._column[question]]
        return cells

    def tally(self, question: str) -> Tally:
        """How often each answer was given to the question. Raises KeyError."""
        return count_block(self.cells[:, [self._column[question]]]).tallies(0)[0]

    def tallies(self) -> dict[str, Tally]:
        """The tally of every question."""
        return dict(zip(self.questions, count_block(self.cells).tallies(0), strict=True))

    def tallies_by(self, group: str) -> dict[str, dict[str, Tally]]:
        """The tallies of the cases under each label of a sub-group column. Raises KeyError."""
        places = self._places_by(group)
        cases = np.array([len(each) for each in places.values()], dtype=np.int32)
        order = np.array([place for each in places.values() for place in each], dtype=np.intp)
        sums = count_runs(to_words(self.cells[order]), (np.cumsum(cases) - cases).astype(np.intp))
        counts = Counts.of(sums, cases, len(self.questions))
        return {
            label: dict(zip(self.questions, counts.tallies(run), strict=True))
            for run, label in enumerate(places)
        }

    def _places_by(self, group: str) -> dict[str, list[int]]:
        """The rows of the cases under each label, the labels in order."""
        places: dict[str, list[int]] = {label: [] for label in sorted(set(self.groups[group]))}
        for place, label in enumerate(self.groups[group]):
            places[label].append(place)
        return places

    def asking(self, questions: Sequence[str]) -> AnswerMatrix:
        """The same cases with only these questions. Raises KeyError for one it does not hold."""
        cells = np.ascontiguousarray(self.cells[:, [self._column[question] for question in questions]])
        return AnswerMatrix(self.cases, tuple(questions), cells, self.groups)


@dataclass(frozen=True, eq=False)
class InspectionAnswers:
    """The answers of one inspection, and the edition they answer."""

    inspection: str
    edition: str
    matrix: AnswerMatrix
