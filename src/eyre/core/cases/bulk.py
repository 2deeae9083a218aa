"""The frozen answers of many inspections as one stretch of bytes, and their counts per inspection and sub-group.

Frozen answers are counted often and changed never, so their cases are put in order once: by inspection, then by
the sub-group columns. What is alike in all of them is then one run of rows, counted where it lies; the counts of
an inspection and of every sub-group are sums of runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .answers import Answer
from .counting import Counts, Lanes, Numbers, Places, Words, add_runs, count_runs, to_words
from .matrix import AnswerMatrix

SMALL = 2**16  # keys below it are sorted in linear time


@dataclass(frozen=True, eq=False, slots=True)
class Labels:
    """A sub-group column: the labels that occur, and for each case which of them it has."""

    labels: tuple[str, ...]
    codes: NDArray[np.integer]


@dataclass(frozen=True, eq=False, slots=True)
class Runs:
    """Runs of cases of one inspection that agree in every sub-group column: first row, inspection, labels.

    They are in the order of the inspections, then of the columns.
    """

    starts: Places
    inspection: Places
    labels: Mapping[str, Places]


@dataclass(frozen=True, eq=False, slots=True)
class BulkAnswers:
    """The answers of many inspections to the same questions; make it with `of` or `in_order`.

    `words` holds a case a row, eight questions a word. `labels` are those of each sub-group column.
    """

    inspections: tuple[str, ...]
    questions: tuple[str, ...]
    words: Words
    runs: Runs
    labels: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(
        cls, questions: Sequence[str], matrices: Mapping[str, AnswerMatrix], groups: Sequence[str] = ()
    ) -> BulkAnswers:
        """From the matrix of each inspection, by its id. Questions a matrix does not have were not put.

        Raises:
            KeyError: for a question outside `questions`, or a matrix without one of the sub-group columns.
            ValueError: for no inspection, no question, or an inspection without a case.
        """
        place = {question: i for i, question in enumerate(questions)}
        cells = [_spread(matrix, place) for matrix in matrices.values()]
        inspection = np.repeat(np.arange(len(cells)), [len(each) for each in cells])
        together = np.concatenate([np.zeros((0, len(place)), dtype=np.uint8), *cells])
        columns = {name: _label(name, matrices.values()) for name in groups}
        return cls.in_order(tuple(matrices), tuple(questions), together, inspection, columns)

    @classmethod
    def in_order(
        cls,
        inspections: Sequence[str],
        questions: Sequence[str],
        cells: NDArray[np.uint8],
        inspection: NDArray[np.integer],
        groups: Mapping[str, Labels],
    ) -> BulkAnswers:
        """From cells in any order: for each case (a row), the place of its inspection and of its labels.

        Raises:
            ValueError: for no inspection, no question, an inspection without a case, or shapes that do not fit.
        """
        _check(inspections, questions, cells, inspection, groups)
        order, starts = _sort(inspection, groups.values())
        heads = order[starts]
        labels = {name: column.codes[heads].astype(np.intp) for name, column in groups.items()}
        return cls(
            tuple(inspections),
            tuple(questions),
            to_words(cells.take(order, axis=0)),
            Runs(starts, inspection[heads].astype(np.intp), labels),
            {name: column.labels for name, column in groups.items()},
        )


def _spread(matrix: AnswerMatrix, place: Mapping[str, int]) -> NDArray[np.uint8]:
    cells = np.full((len(matrix.cases), len(place)), Answer.NOT_PUT, dtype=np.uint8)
    cells[:, [place[question] for question in matrix.questions]] = matrix.cells
    return cells


def _label(name: str, matrices: Iterable[AnswerMatrix]) -> Labels:
    every = [label for matrix in matrices for label in matrix.groups[name]]
    labels = sorted(set(every))
    code = {label: i for i, label in enumerate(labels)}
    return Labels(tuple(labels), np.array([code[label] for label in every], dtype=np.intp))


def _check(
    inspections: Sequence[str],
    questions: Sequence[str],
    cells: NDArray[np.uint8],
    inspection: NDArray[np.integer],
    groups: Mapping[str, Labels],
) -> None:
    if not inspections or not questions:
        raise ValueError("there must be an inspection and a question")
    if cells.shape != (len(inspection), len(questions)):
        raise ValueError(
            f"{cells.shape} cells do not fit {len(inspection)} cases and {len(questions)} questions"
        )
    if not np.array_equal(np.unique(inspection), np.arange(len(inspections))):
        raise ValueError("every inspection needs a case, and every case an inspection")
    for name, column in groups.items():
        if len(column.codes) != len(inspection):
            raise ValueError(f"the sub-group column {name} needs one label per case")
        if np.any(column.codes < 0) or np.any(column.codes >= len(column.labels)):
            raise ValueError(f"the sub-group column {name} has a code without a label")


def _sort(inspection: NDArray[np.integer], columns: Iterable[Labels]) -> tuple[Places, Places]:
    """The order in which cases alike in everything stand together, and where each run of them starts."""
    key, size = inspection.astype(np.int64), int(inspection.max()) + 1
    for column in columns:
        if size >= SMALL:  # many columns could outgrow any number: keys that occur are numbered anew
            kept, key = np.unique(key, return_inverse=True)
            size = len(kept)
        key, size = key * len(column.labels) + column.codes, size * len(column.labels)
    order = np.argsort(key.astype(np.uint16) if size <= SMALL else key, kind="stable")
    return order, _changes(key[order])


def _changes(*columns: NDArray[np.integer]) -> Places:
    """The places where some column differs from the row before, the first row among them."""
    changed = np.ones(len(columns[0]), dtype=bool)
    changed[1:] = False
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changed)


@dataclass(frozen=True, eq=False, slots=True)
class GroupCounts:
    """The counts of one sub-group column: a row for each label that occurs in an inspection.

    `inspection` and `label` are places in the inspections and in the column's labels, rising.
    """

    inspection: Places
    label: Places
    counts: Counts


@dataclass(frozen=True, eq=False, slots=True)
class BulkCounts:
    """The counts of every inspection, in order, and of every sub-group column."""

    counts: Counts
    groups: Mapping[str, GroupCounts]


def count_bulk(answers: BulkAnswers) -> BulkCounts:
    """Count every inspection and every sub-group in one pass over the bytes."""
    runs, questions = answers.runs, len(answers.questions)
    bounds = np.concatenate((runs.starts, [len(answers.words)]))
    cases = (bounds[1:] - bounds[:-1]).astype(np.int32)
    lanes = count_runs(answers.words, runs.starts)
    groups = {}
    for name, label in runs.labels.items():
        order = np.argsort(runs.inspection * len(answers.labels[name]) + label, kind="stable")
        inspection, label = runs.inspection[order], label[order]
        starts = _changes(inspection, label)
        counts = _add_up(lanes.take(order, axis=0), cases[order], starts, questions)
        groups[name] = GroupCounts(inspection[starts], label[starts], counts)
    return BulkCounts(_add_up(lanes, cases, _changes(runs.inspection), questions), groups)


def _add_up(lanes: Lanes, cases: Numbers, starts: Places, questions: int) -> Counts:
    if len(starts) < len(cases):
        cases = np.add.reduceat(cases, starts)
        lanes = add_runs(lanes, starts, int(cases.max()))
    return Counts.of(lanes, cases, questions)
