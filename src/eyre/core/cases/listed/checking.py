"""What is wrong with a case list? Everything at once, by row and column; or the list, column by column.

A cell is looked at once however often it stands there: a hundred thousand cases have few different days and kinds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from eyre.core.cases.problems import Kind, Problems, shown
from eyre.core.cases.sheets import Column as Cells
from eyre.core.cases.sheets import Sheet, encode

from .days import Unreadable, read_day
from .header import arrange
from .specification import Column, Specification, Type, plain

Value = str | date | None
FORMULA = "=+-@＝＋－＠"  # what is kept in the open leaves in files, where a spreadsheet would run it
# What a word comes to: its value, or the kind of problem it is and the words for it
Read = tuple[Value, Kind | None, str]


@dataclass(frozen=True, eq=False, slots=True)
class Checked:
    """A list in which nothing is wrong: for each row its number in the file, and for each column its values.

    A value is a text, a day, or None where nothing stands; `blank` rows were left out.
    """

    rows: Sequence[int]
    values: Mapping[str, Sequence[Value]]
    blank: int = 0

    def __len__(self) -> int:
        return len(self.rows)

    def texts(self, column: str) -> list[str]:
        """The values of a column as texts, "" for nothing; days as 2026-03-27."""
        found = self.values.get(column)
        return [""] * len(self) if found is None else [_as_text(value) for value in found]

    def days(self, column: str) -> list[date | None]:
        """The values of a column of days; None for nothing."""
        found = self.values.get(column, [None] * len(self))
        return [value if isinstance(value, date) else None for value in found]


def _as_text(value: Value) -> str:
    return "" if value is None else str(value)


def check_list(sheet: Sheet, specification: Specification, today: date, problems: Problems) -> Checked | None:
    """The list, or None where something is wrong; each problem is noted with row and column. No day is after `today`."""
    filled = sheet.without_blanks()
    blank = len(sheet) - len(filled)
    if not len(filled):
        problems.add(Kind.NO_ROWS, "there is no case in it: each case is a row below the header")
    columns = arrange(filled, specification, problems)
    filled, columns = _without_headers(filled, columns, problems)
    values = {
        column.name: _values(column, columns[column.name], filled.rows, today, problems)
        for column in specification.columns
        if column.name in columns
    }
    _no_identifier_twice(specification, columns, filled.rows, problems)
    _in_order(specification, values, filled.rows, problems)
    return None if problems else Checked(filled.rows.tolist(), values, blank)


def _without_headers(
    sheet: Sheet, columns: dict[str, Cells], problems: Problems
) -> tuple[Sheet, dict[str, Cells]]:
    """The rows but for those that say the header again, as happens where two files were put together."""
    again = np.ones(len(sheet), dtype=bool)
    for title, cells in zip(sheet.header, sheet.columns, strict=True):
        same = np.array([plain(word) == plain(title) for word in cells.words], dtype=bool)
        again &= same[cells.codes] if len(cells.words) else again
    if not again.any():
        return sheet, columns
    words = "the header stands here again: take the row out, and look whether two lists were put together"
    problems.add_rows(Kind.DUPLICATE_ROW, "", np.flatnonzero(again), sheet.rows, lambda _: words)
    keep = np.flatnonzero(~again)
    kept = Sheet(sheet.header, tuple(_taken(cells, keep) for cells in sheet.columns), sheet.rows[keep])
    return kept, {name: _taken(cells, keep) for name, cells in columns.items()}


def _taken(cells: Cells, places: NDArray[np.intp]) -> Cells:
    return Cells(cells.words, cells.codes[places])


def _values(
    column: Column, cells: Cells, rows: NDArray[np.int64], today: date, problems: Problems
) -> list[Value]:
    """The value of each row; what is none is noted, by kind of problem."""
    read = _reader(column, today)
    found = [read(word) for word in cells.words]
    for kind in {kind for _, kind, _ in found if kind}:
        wrong = np.array([each == kind for _, each, _ in found], dtype=bool)
        places = np.flatnonzero(wrong[cells.codes])
        problems.add_rows(kind, column.name, places, rows, lambda place: found[cells.codes[place]][2])
    values = [value for value, _, _ in found]
    return [values[code] for code in cells.codes.tolist()]


def _reader(column: Column, today: date) -> Callable[[str], Read]:
    by_type: dict[Type, Callable[[str], Read]] = {
        Type.DAY: lambda word: _day(word, today),
        Type.CHOICE: _chooser(column),
        Type.WORDS: lambda word: _words(column, word),
        Type.IDENTIFIER: lambda word: _words(column, word),
    }

    def read(word: str) -> Read:
        if word:
            return by_type[column.type](word)
        if column.is_needed:
            return None, Kind.EMPTY_KEY, f"nothing stands here; every case needs its {column.name}"
        return None, None, ""

    return read


def _words(column: Column, word: str) -> Read:
    text = " ".join(word.split())
    if not text.isprintable():
        return None, Kind.IMPOSSIBLE_VALUE, f"{shown(text)} holds a character that cannot be seen"
    if column.key and text[0] in FORMULA:
        words = f"{shown(text)} begins like a formula of a spreadsheet: take the first character away"
        return None, Kind.IMPOSSIBLE_VALUE, words
    if len(text) > column.longest:
        words = f"it has {len(text)} characters, and at most {column.longest} are kept: {shown(text, 30)}"
        return None, Kind.IMPOSSIBLE_VALUE, words
    return text, None, ""


def _day(word: str, today: date) -> Read:
    try:
        day = read_day(word)
    except Unreadable as why:
        return None, Kind.IMPOSSIBLE_VALUE, f"{shown(word)}: {why}"
    if day > today:
        words = f"{shown(word)} lies in the future; the list was sent on {today:%d/%m/%Y}"
        return None, Kind.IMPOSSIBLE_VALUE, words
    return day, None, ""


def _chooser(column: Column) -> Callable[[str], Read]:
    meant = column.meant()
    allowed = ", ".join(choice.value for choice in column.choices)

    def choose(word: str) -> Read:
        value = meant.get(plain(word))
        if value is not None:
            return value, None, ""
        near = get_close_matches(plain(word), list(meant), 1, 0.7)
        hint = f" Did you mean “{column.label(meant[near[0]])}”?" if near else ""
        return None, Kind.IMPOSSIBLE_VALUE, f"{shown(word)} is not one of: {allowed}.{hint}"

    return choose


def _no_identifier_twice(
    specification: Specification, columns: dict[str, Cells], rows: NDArray[np.int64], problems: Problems
) -> None:
    column = specification.of_part("identifier")
    if column.name not in columns:
        return
    cells = columns[column.name]
    same = encode(compared(word) for word in cells.words).codes[cells.codes] if len(cells) else cells.codes
    filled = np.array([bool(word) for word in cells.words], dtype=bool)
    _, first, back = np.unique(same, return_index=True, return_inverse=True)
    before = first[back]
    again = np.flatnonzero((before != np.arange(len(same))) & (filled[cells.codes] if len(cells) else False))

    def say(place: int) -> str:
        return f"{shown(cells.at(place))} stands in row {rows[before[place]]} already; a case is listed once"

    problems.add_rows(Kind.DUPLICATE_ROW, column.name, again, rows, say)


def compared(identifier: str) -> str:
    """An identifier as it is compared: “x123 456” and “X123456” are one case."""
    return "".join(unicodedata.normalize("NFC", identifier).split()).casefold()


def _in_order(
    specification: Specification,
    values: dict[str, list[Value]],
    rows: NDArray[np.int64],
    problems: Problems,
) -> None:
    """No case ends before it starts, and nobody is born after their case began."""
    named = {column.part: column.name for column in specification.columns if column.part}
    _order(named.get("started"), named.get("ended"), values, rows, problems, "ends before it starts")
    _order(
        named.get("date-of-birth"), named.get("started"), values, rows, problems, "starts before the birth"
    )


def _order(
    first: str | None,
    then: str | None,
    values: dict[str, list[Value]],
    rows: NDArray[np.int64],
    problems: Problems,
    words: str,
) -> None:
    if first is None or then is None or first not in values or then not in values:
        return
    pairs = list(zip(values[first], values[then], strict=True))
    wrong = [
        place
        for place, (one, two) in enumerate(pairs)
        if isinstance(one, date) and isinstance(two, date) and two < one
    ]

    def say(place: int) -> str:
        one, two = pairs[place]
        return f"the case {words}: {then} {two:%d/%m/%Y}, {first} {one:%d/%m/%Y}"

    problems.add_rows(Kind.CONTRADICTION, then, np.array(wrong, dtype=np.intp), rows, say)
