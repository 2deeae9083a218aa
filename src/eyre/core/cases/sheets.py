"""A file of answers as columns of words, whatever format it came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """The cells of a column: `codes[i]` is the place in `words` of the text in the i-th row.

    A word is kept once however often it stands there, so that it is checked once.
    """

    words: tuple[str, ...]
    codes: Codes

    def __len__(self) -> int:
        return len(self.codes)

    def at(self, i: int) -> str:
        """The text of the i-th row."""
        return self.words[int(self.codes[i])]

    def cells(self) -> list[str]:
        """Every text, in the order of the rows."""
        return [self.words[code] for code in self.codes.tolist()]

    @property
    def is_blank(self) -> NDArray[np.bool_]:
        """For each row, whether there is nothing but space in the cell."""
        blank = np.array([not word.strip() for word in self.words], dtype=bool)
        found: NDArray[np.bool_] = blank[self.codes] if len(self.words) else np.zeros(len(self), dtype=bool)
        return found

    def trimmed(self) -> Column:
        """The same column without the space around its words."""
        if all(word == word.strip() for word in self.words):
            return self
        return encode([word.strip() for word in self.words]).taken(self.codes)

    def taken(self, codes: Codes) -> Column:
        """A column whose i-th text is this one's `codes[i]`-th."""
        return Column(self.words, self.codes[codes])

    def map(self, values: Sequence[int], dtype: type = np.int32) -> NDArray[np.signedinteger]:
        """One number per row, given one number per word."""
        mapped: NDArray[np.signedinteger] = (
            np.array(values, dtype=dtype)[self.codes] if values else self.codes
        )
        return mapped


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """A header and its columns; `rows` holds the number a spreadsheet shows beside each row (the header is 1)."""

    header: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Rows

    def __len__(self) -> int:
        return len(self.rows)

    def without_blanks(self) -> Sheet:
        """The same sheet without rows and unnamed columns in which every cell is blank."""
        named = [
            i for i, name in enumerate(self.header) if name.strip() or not self.columns[i].is_blank.all()
        ]
        columns = [self.columns[i] for i in named]
        blank = np.ones(len(self), dtype=bool)
        for column in columns:
            if not blank.any():
                break
            blank &= column.is_blank
        keep = np.flatnonzero(~blank)
        if len(keep) < len(self):
            columns = [Column(column.words, column.codes[keep]) for column in columns]
        return Sheet(tuple(self.header[i] for i in named), tuple(columns), self.rows[keep])


def encode(cells: Iterable[str]) -> Column:
    """The column of these texts."""
    places: dict[str, int] = {}
    codes = [places.setdefault(cell, len(places)) for cell in cells]
    return Column(tuple(places), np.array(codes, dtype=np.int32))


def sheet_of(header: Sequence[str], records: Sequence[tuple[int, Sequence[str]]]) -> Sheet:
    """The sheet of rows given as (number of the row, its texts), each as long as the header."""
    numbers = np.array([number for number, _ in records], dtype=np.int64)
    across = list(zip(*(cells for _, cells in records), strict=True)) or [()] * len(header)
    return Sheet(tuple(header), tuple(encode(cells) for cells in across), numbers)
