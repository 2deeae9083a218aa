"""Reading a file of facts that ships with Eyre: named columns, every mistake at once with its file and row."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong with the data: file, row (the header is row 1) and what to do about it."""

    file: str
    row: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}: {self.text}"


class DataMistakes(ValueError):
    """The data contradict themselves or their form; nothing was loaded. `mistakes` are all of them."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


@dataclass(slots=True)
class Notebook:
    """Gathers mistakes while files are read, so that all can be told at once."""

    mistakes: list[Mistake] = field(default_factory=list)

    def note(self, row: Row, text: str) -> None:
        """Write down what is wrong with a row."""
        self.mistakes.append(Mistake(row.file, row.number, text))

    def check(self) -> None:
        """Raises DataMistakes when anything was written down."""
        if self.mistakes:
            raise DataMistakes(self.mistakes)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, by the names of its columns."""

    file: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def read(self, column: str, how: Callable[[str], Value], notes: Notebook, otherwise: Value) -> Value:
        """The cell read by `how`; where that raises ValueError its words are noted and `otherwise` is given."""
        try:
            return how(self.cells[column])
        except ValueError as why:
            notes.note(self, f"{column}: {why}")
            return otherwise


def read_rows(path: Path, columns: Iterable[str], notes: Notebook) -> Iterator[Row]:
    """The rows of a CSV file that has exactly these columns; anything else is noted."""
    expected = list(columns)
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        header = next(reader, [])
        if header != expected:
            notes.note(Row(path.name, 1, {}), f"the columns are {header}, and should be {expected}")
            return
        for number, cells in enumerate(reader, start=2):
            row = Row(path.name, number, dict(zip(expected, cells, strict=False)))
            if len(cells) == len(expected):
                yield row
            else:
                notes.note(row, f"{len(cells)} cells, and should be {len(expected)}")


def whole_number(text: str) -> int | None:
    """A whole number, or None for an empty cell. Raises ValueError with a sentence."""
    if not text:
        return None
    if not text.isascii() or not text.isdecimal():
        raise ValueError(f"{text!r} is no whole number")
    return int(text)
