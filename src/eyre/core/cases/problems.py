"""What is wrong with a file of answers? Every problem at once, with its row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

LISTED = 50  # of one kind in one column; a reader has seen the pattern by then
KEPT = 10_000  # of all kinds together, for the complete list


class Kind(StrEnum):
    """The kinds of problem, in the order in which a person would put them right."""

    FILE = "unreadable file"
    ENCODING = "wrong encoding"
    RAGGED_ROW = "ragged row"
    QUOTE = "unclosed quote"
    MISSING_COLUMN = "missing column"
    DUPLICATE_COLUMN = "duplicate column"
    WRONG_COLUMN = "wrong column"
    NO_ROWS = "no rows"
    UNKNOWN_EDITION = "unknown edition"
    UNKNOWN_QUESTION = "unknown question"
    UNKNOWN_STANDARD = "unknown standard"
    EMPTY_KEY = "empty key"
    FORMULA = "formula"
    IMPOSSIBLE_VALUE = "impossible value"
    MORE_THAN_RELEVANT = "more sufficient than relevant"
    DUPLICATE_ROW = "duplicate row"
    CONTRADICTION = "contradiction"


ORDER = {kind: i for i, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: `row` as a spreadsheet numbers it (the header is row 1; None: the whole file)."""

    kind: Kind
    text: str
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        row = f"row {self.row}" if self.row is not None else ""
        place = ", ".join(part for part in (row, f"column {self.column}" if self.column else "") if part)
        return f"{place}: {self.text}" if place else self.text


@dataclass(frozen=True, slots=True)
class Group:
    """The problems of one kind in one column: how many there are, and the first of them by row."""

    kind: Kind
    column: str
    total: int
    first: tuple[Problem, ...]

    @property
    def more(self) -> int:
        """How many there are beyond those listed."""
        return self.total - len(self.first)


@dataclass(slots=True)
class Problems:
    """Collects problems. All are counted; of each kind and column the first are kept, `most` in all."""

    _kept: dict[tuple[Kind, str], list[Problem]] = field(default_factory=dict)
    _totals: dict[tuple[Kind, str], int] = field(default_factory=dict)
    _size: int = 0
    most: int = KEPT

    def __len__(self) -> int:
        return sum(self._totals.values())

    def __bool__(self) -> bool:
        return bool(self._totals)

    def add(self, kind: Kind, text: str, row: int | None = None, column: str = "") -> None:
        """Note one problem."""
        column = printable(column)
        self._count(kind, column, 1)
        self._keep(Problem(kind, text, row, column))

    def add_rows(
        self,
        kind: Kind,
        column: str,
        places: NDArray[np.intp],
        rows: NDArray[np.int64],
        say: Callable[[int], str],
    ) -> None:
        """Note one problem for each of `places`: indices into `rows` and of what `say` puts into words."""
        if not len(places):
            return
        self._count(kind, column, len(places))
        for i in places[: self.most].tolist():
            if not self._keep(Problem(kind, say(i), int(rows[i]), column)):
                break

    def extend(self, other: Problems) -> None:
        """Note all that another collection noted."""
        for (kind, column), total in other._totals.items():
            self._count(kind, column, total)
            for problem in other._kept.get((kind, column), ()):
                self._keep(problem)

    def _count(self, kind: Kind, column: str, n: int) -> None:
        self._totals[kind, column] = self._totals.get((kind, column), 0) + n

    def _keep(self, problem: Problem) -> bool:
        kept = self._kept.setdefault((problem.kind, problem.column), [])
        if self._size >= self.most and len(kept) >= LISTED:
            return False
        kept.append(problem)
        self._size += 1
        return True

    def all(self) -> list[Problem]:
        """The first `most` problems in the order of the file; `len()` gives the true number."""
        kept = [problem for problems in self._kept.values() for problem in problems]
        return sorted(kept, key=_place)[: self.most]

    def groups(self) -> list[Group]:
        """By kind and column, with the first `LISTED` of each."""
        keys = sorted(self._totals, key=lambda key: (ORDER[key[0]], key[1]))
        return [
            Group(kind, column, self._totals[kind, column], self._first(kind, column))
            for kind, column in keys
        ]

    def _first(self, kind: Kind, column: str) -> tuple[Problem, ...]:
        return tuple(sorted(self._kept[kind, column], key=_place)[:LISTED])

    def lines(self) -> Iterator[str]:
        """What a person reads: every listed problem in the order of the file, then how many more of each kind."""
        groups = self.groups()
        first = [problem for group in groups for problem in group.first]
        yield from (str(problem) for problem in sorted(first, key=_place))
        for group in groups:
            if group.more:
                where = f" in column {group.column}" if group.column else ""
                yield f"and {group.more:,} more like it{where} ({group.kind})"


def _place(problem: Problem) -> tuple[int, int, str, str]:
    return (problem.row or 0, ORDER[problem.kind], problem.column, problem.text)


def shown(word: str, longest: int = 60) -> str:
    """A value as it is quoted in a message: cut where it is long, with no character that could move a terminal."""
    cut = word if len(word) <= longest else word[:longest] + "…"
    return f"“{printable(cut)}”"


def printable(text: str) -> str:
    """A text in which what cannot be printed is written out, as in \\x1b; bytes of a file's name that are no text too."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def listed(words: Iterable[str], most: int = 12) -> str:
    """Words in a row with commas, cut after `most` with a number for the rest."""
    every: Sequence[str] = list(words)
    rest = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + rest
