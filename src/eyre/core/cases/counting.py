"""How are bytes of answers counted quickly? Eight questions to a machine word, added where they lie.

A byte is one `Answer`; each of its low four bits says one thing. Shifted to the lowest place and masked, a word
holds eight counters of one byte, which no more than 255 rows can fill: longer runs of rows are cut and their
sums added. This is the one way answers are counted: a page, a rating and a bulk run all come here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .answers import Tally

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]
Places = NDArray[np.intp]
Numbers = NDArray[np.int32]
Lanes = NDArray[np.unsignedinteger]

EACH_BYTE = np.uint64(0x0101_0101_0101_0101)
MOST_ROWS = 255  # what one byte can count to
ROWS_AT_ONCE = 16384  # a megabyte at 64 questions: the rows and their counters stay in the processor's cache
FEW = 16  # rows of a run up to which it is quicker to add whole rows than each counter for itself
BITS = 4  # yes, relevant and answered, not relevant, not put


@dataclass(frozen=True, eq=False, slots=True)
class Counts:
    """Counts of cases, for runs of cases down and questions across; `cases` is how many cases a run has.

    `relevant` cases are those answered yes or no. What was not put to a case is counted nowhere else.
    """

    yes: Numbers
    relevant: Numbers
    not_relevant: Numbers
    not_put: Numbers
    cases: Numbers

    @property
    def not_answered(self) -> Numbers:
        """The cases that wait for an answer."""
        waiting: Numbers = self.cases[:, None] - self.relevant - self.not_relevant - self.not_put
        return waiting

    def tallies(self, run: int) -> list[Tally]:
        """The tally of every question in one run of cases."""
        yes, relevant, left_out = self.yes[run], self.relevant[run], self.not_relevant[run]
        waiting = self.cases[run] - relevant - left_out - self.not_put[run]
        numbers = (yes, relevant - yes, left_out, waiting)
        return list(map(Tally, *(each.tolist() for each in numbers)))

    @classmethod
    def of(cls, lanes: Lanes, cases: Numbers, questions: int) -> Counts:
        """From counters as `count_runs` gives them, with the padding left off."""
        table = lanes.astype(np.int32).reshape(len(lanes), BITS, lanes.shape[1] // BITS)
        yes, relevant, not_relevant, not_put = (table[:, bit, :questions] for bit in range(BITS))
        return cls(yes, relevant, not_relevant, not_put, cases)


def count_block(cells: Bytes) -> Counts:
    """The counts of every question over all rows of a (cases, questions) array: one run."""
    start = np.zeros(1, dtype=np.intp)
    cases = np.array([len(cells)], dtype=np.int32)
    return Counts.of(count_runs(to_words(cells), start), cases, cells.shape[1])


def to_words(cells: Bytes) -> Words:
    """The cells as words of eight questions; a copy padded with nothing where the width needs it."""
    rows, width = cells.shape
    if width % 8 or not cells.flags.c_contiguous:
        padded = np.zeros((rows, -(-width // 8) * 8), dtype=np.uint8)
        padded[:, :width] = cells
        cells = padded
    return cells.view(np.uint64)


def count_runs(words: Words, starts: Places) -> Lanes:
    """The counts of runs of rows: (runs, 4 bits x 8 questions a word), in the narrowest numbers that hold them.

    `starts` holds the first row of each run, rising from 0; a run goes up to the next start, and none is empty.
    """
    if not len(words):
        return np.zeros((len(starts), BITS * 8 * words.shape[1]), dtype=np.uint8)
    pieces, first = cut_runs(starts, len(words))
    sums = np.zeros((len(pieces), BITS * words.shape[1]), dtype=np.uint64)
    bounds = np.concatenate((pieces, [len(words)]))
    for a, b in stretches(bounds):
        _add_bits(words[bounds[a] : bounds[b]], pieces[a:b] - pieces[a], sums[a:b])
    lanes = sums.view(np.uint8)
    return lanes if len(pieces) == len(starts) else add_runs(lanes, first, len(words))


def add_runs(lanes: Lanes, starts: Places, most: int) -> Lanes:
    """The sums of runs of rows of counters, none of which comes to more than `most`.

    As many counters as fit are added as one word: they are widened first, so that none spills into the next.
    """
    wide = lanes.astype(np.result_type(lanes.dtype, np.min_scalar_type(most)), copy=False)
    sums: Lanes = _add_words(wide.view(np.uint64), starts).view(wide.dtype)
    return sums


def _add_words(words: Words, starts: Places) -> Words:
    lengths = _lengths(starts, len(words))
    longest = int(lengths.max())
    if longest > FEW:
        return np.add.reduceat(words, starts, axis=0)
    # many short runs: all their first rows, plus all their second rows, ..., each row as a whole
    sums = words.take(starts, axis=0)
    for i in range(1, longest):
        longer = np.flatnonzero(lengths > i)
        sums[longer] += words.take(starts[longer] + i, axis=0)
    return sums


def _lengths(starts: Places, rows: int) -> Places:
    bounds = np.concatenate((starts, [rows]))
    return bounds[1:] - bounds[:-1]


def cut_runs(starts: Places, rows: int) -> tuple[Places, Places]:
    """The starts of pieces of at most 255 rows, and the place of each run's first piece among them."""
    lengths = _lengths(starts, rows)
    if lengths.max() <= MOST_ROWS:
        return starts, np.arange(len(starts))
    pieces = -(-lengths // MOST_ROWS)
    first = np.cumsum(pieces) - pieces
    within = np.arange(pieces.sum()) - np.repeat(first, pieces)
    return np.repeat(starts, pieces) + MOST_ROWS * within, first


def stretches(bounds: Places, most: int = ROWS_AT_ONCE) -> Iterator[tuple[int, int]]:
    """Cut what lies between rising bounds into stretches of whole steps and at most `most` rows, or one step."""
    a, steps = 0, len(bounds) - 1
    while a < steps:
        b = max(int(np.searchsorted(bounds, bounds[a] + most, side="right")) - 1, a + 1)
        yield a, b
        a = b


def _add_bits(words: Words, starts: Places, sums: Words) -> None:
    width = words.shape[1]
    used = np.bitwise_or.reduce(words, axis=None)
    lanes = np.empty_like(words)
    for bit in range(BITS):
        place = np.uint64(bit)
        if used >> place & EACH_BYTE:
            np.right_shift(words, place, out=lanes)
            np.bitwise_and(lanes, EACH_BYTE, out=lanes)
            np.add.reduceat(lanes, starts, axis=0, out=sums[:, bit * width : (bit + 1) * width])
