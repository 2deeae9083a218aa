"""The frozen answers of many inspections as one stretch of bytes, and their counts per inspection and sub-group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .answers import Answer
from .counting import Counts, Lanes, Numbers, Places, Words, add_runs, count_runs, stretches, to_words
from .matrix import AnswerMatrix

SMALL = 2**16  # keys below it are sorted in linear time


@dataclass(frozen=True, eq=False, slots=True)
class Labels:
    """A sub-group column: the labels that occur, and for each case which of them it has."""

    labels: tuple[str, ...]
    codes: NDArray[np.uint16]


@dataclass(frozen=True, eq=False, slots=True)
class BulkAnswers:
    """The answers of many inspections to the same questions, cases of one inspection together.

    `words` holds a case a row, eight questions a word; inspection i has the rows from `offsets[i]` up to
    `offsets[i + 1]`, and at least one.

    Raises:
        ValueError: when there is no inspection or no question, or the shapes do not fit each other.
    """

    inspections: tuple[str, ...]
    questions: tuple[str, ...]
    words: Words
    offsets: Places
    groups: Mapping[str, Labels] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.questions or not self.inspections or len(self.offsets) != len(self.inspections) + 1:
            raise ValueError("there must be a question and an inspection, and the rows of each must be told")
        if self.offsets[0] != 0 or np.any(np.diff(self.offsets) < 1):
            raise ValueError("every inspection needs a case")
        if self.words.shape != (self.offsets[-1], -(-len(self.questions) // 8)):
            raise ValueError(f"{self.words.shape} words do not fit {len(self.questions)} questions")
        if any(len(column.codes) != len(self.words) for column in self.groups.values()):
            raise ValueError("a sub-group column needs one label per case")

    @classmethod
    def of(
        cls, questions: Sequence[str], matrices: Mapping[str, AnswerMatrix], groups: Sequence[str] = ()
    ) -> BulkAnswers:
        """From the matrix of each inspection, by its id. Questions a matrix does not have were not put.

        Raises:
            KeyError: for a question outside `questions`, or a matrix without one of the sub-group columns.
            ValueError: for an inspection without a case.
        """
        place = {question: i for i, question in enumerate(questions)}
        cells = [_spread(matrix, place) for matrix in matrices.values()]
        offsets = np.cumsum([0, *map(len, cells)])
        together = np.concatenate([np.zeros((0, len(place)), dtype=np.uint8), *cells])
        columns = {name: _label(name, matrices.values()) for name in groups}
        return cls(tuple(matrices), tuple(questions), to_words(together), offsets, columns)


def _spread(matrix: AnswerMatrix, place: Mapping[str, int]) -> NDArray[np.uint8]:
    cells = np.full((len(matrix.cases), len(place)), Answer.NOT_PUT, dtype=np.uint8)
    cells[:, [place[question] for question in matrix.questions]] = matrix.cells
    return cells


def _label(name: str, matrices: Iterable[AnswerMatrix]) -> Labels:
    every = [label for matrix in matrices for label in matrix.groups[name]]
    labels = sorted(set(every))
    code = {label: i for i, label in enumerate(labels)}
    return Labels(tuple(labels), np.array([code[label] for label in every], dtype=np.uint16))


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


@dataclass(frozen=True, eq=False, slots=True)
class _Runs:
    """Cases of one inspection that agree in every sub-group column, counted; everything else is their sum."""

    inspection: Places
    labels: Sequence[Places]
    cases: Numbers
    lanes: Lanes


@dataclass(frozen=True, eq=False, slots=True)
class _Part:
    """The counts of some runs by inspection and, for a sub-group column, by label."""

    inspection: Places
    label: Places
    cases: Numbers
    lanes: Lanes


def count_bulk(answers: BulkAnswers) -> BulkCounts:
    """Count every inspection and every sub-group in one pass over the bytes."""
    columns = tuple(answers.groups.values())
    parts: list[list[_Part]] = [[] for _ in range(len(columns) + 1)]
    for first, last in stretches(answers.offsets):
        runs = _count_stretch(answers, columns, first, last)
        parts[0].append(_by_inspection(runs))
        for i, part in enumerate(parts[1:]):
            part.append(_by_label(runs, runs.labels[i], len(columns[i].labels)))
    questions = len(answers.questions)
    total, *by_label = (_together(part, questions) for part in parts)
    return BulkCounts(total.counts, dict(zip(answers.groups, by_label, strict=True)))


def _count_stretch(answers: BulkAnswers, columns: Sequence[Labels], first: int, last: int) -> _Runs:
    bounds = answers.offsets[first : last + 1]
    words = answers.words[bounds[0] : bounds[-1]]
    starts = bounds[:-1] - bounds[0]
    if not columns:
        return _Runs(np.arange(first, last), (), np.diff(bounds).astype(np.int32), count_runs(words, starts))
    inspection = np.repeat(np.arange(last - first), np.diff(bounds))
    codes = [column.codes[bounds[0] : bounds[-1]] for column in columns]
    order, starts = _sort(inspection, codes, [len(column.labels) for column in columns])
    heads = order[starts]
    return _Runs(
        inspection[heads] + first,
        [code[heads].astype(np.intp) for code in codes],
        np.diff(starts, append=len(words)).astype(np.int32),
        count_runs(words.take(order, axis=0), starts),
    )


def _sort(
    inspection: Places, codes: Sequence[NDArray[np.uint16]], sizes: Sequence[int]
) -> tuple[Places, Places]:
    """The order in which cases alike in everything stand together, and where each run of them starts."""
    key, greatest = inspection, int(inspection[-1]) + 1
    for code, size in zip(codes, sizes, strict=True):
        if greatest >= SMALL:  # many columns could outgrow any number: keys that occur are numbered anew
            kept, key = np.unique(key, return_inverse=True)
            greatest = len(kept)
        key, greatest = key * size + code, greatest * size
    narrow = key.astype(np.uint16) if greatest <= SMALL else key
    order = np.argsort(narrow, kind="stable")
    ordered = key[order]
    return order, np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))


def _by_inspection(runs: _Runs) -> _Part:
    return _add_up(runs.inspection, np.zeros_like(runs.inspection), runs.cases, runs.lanes)


def _by_label(runs: _Runs, label: Places, size: int) -> _Part:
    order = np.argsort(runs.inspection * size + label, kind="stable")
    return _add_up(runs.inspection[order], label[order], runs.cases[order], runs.lanes[order])


def _add_up(inspection: Places, label: Places, cases: Numbers, lanes: Lanes) -> _Part:
    """The sums of neighbours that have the same inspection and label."""
    changes = (inspection[1:] != inspection[:-1]) | (label[1:] != label[:-1])
    starts = np.flatnonzero(np.concatenate(([True], changes)))
    if len(starts) == len(inspection):
        return _Part(inspection, label, cases, lanes)
    cases = np.add.reduceat(cases, starts)
    return _Part(inspection[starts], label[starts], cases, add_runs(lanes, starts, int(cases.max())))


def _together(parts: Sequence[_Part], questions: int) -> GroupCounts:
    counts = Counts.of(
        np.concatenate([part.lanes for part in parts]),
        np.concatenate([part.cases for part in parts]),
        questions,
    )
    inspection = np.concatenate([part.inspection for part in parts])
    return GroupCounts(inspection, np.concatenate([part.label for part in parts]), counts)
