"""What to take from the content.xml of an ODS package: the rows that hold anything."""

from __future__ import annotations

from collections.abc import Sequence

from .cells import FORMULA, Cell, as_text, without_tail
from .limits import MAX_COLUMNS
from .xml_rows import Events

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
ASIDE = (f"{OFFICE}annotation", f"{TEXT}note")  # what is said about a cell is not in it
MAX_SPACES = 1_000

NamedRow = tuple[
    str, int, Sequence[Cell], int
]  # name of the sheet, number of the row, cells, how often it stands there


class TableRows(Events[NamedRow]):
    """The rows that hold anything. A million empty cells or rows are one element with a number, and stay one."""

    def __init__(self) -> None:
        super().__init__()
        self._tables, self._name, self._next = 0, "", 1
        self._cells, self._empty, self._row_times = list[Cell](), 0, 1
        self._attributes: dict[str, str] = {}
        self._paragraphs, self._depth, self._aside = list[list[str]](), 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A table, row, cell or paragraph begins."""
        if self._aside or name in ASIDE:
            self._aside += 1
        elif name in CELLS:
            self._attributes, self._paragraphs = attributes, []
        elif name == f"{TEXT}p":
            self._paragraphs.append([])
            self._depth += 1
        elif name.startswith(TEXT):
            self._take(_spacing(name, attributes))
        elif name == f"{TABLE}table-row":
            self._cells, self._empty = [], 0
            self._row_times = int(attributes.get(f"{TABLE}number-rows-repeated", "1"))
        elif name == f"{TABLE}table":
            self._tables += 1
            self._name, self._next = attributes.get(f"{TABLE}name", f"sheet {self._tables}"), 1

    def end(self, name: str) -> None:
        """A row, cell or paragraph is complete."""
        if self._aside:
            self._aside -= 1
        elif name in CELLS:
            self._end_cell(int(self._attributes.get(f"{TABLE}number-columns-repeated", "1")))
        elif name == f"{TEXT}p":
            self._depth -= 1
        elif name == f"{TABLE}table-row":
            cells = without_tail(self._cells)
            if cells:
                self.found.append((self._name, self._next, cells, self._row_times))
            self._next += self._row_times

    def text(self, text: str) -> None:
        """Keep it, where it is a paragraph's."""
        if not self._aside:
            self._take(text)

    def _take(self, text: str) -> None:
        if self._depth and self._paragraphs:
            self._paragraphs[-1].append(text)

    def _end_cell(self, times: int) -> None:
        value = self._value()
        if value == "":
            self._empty += times
            return
        for text, n in (("", self._empty), (value, times)):
            self._cells.extend([text] * min(n, MAX_COLUMNS + 1 - len(self._cells)))
        self._empty = 0

    def _value(self) -> Cell:
        if self._attributes.get(f"{TABLE}formula"):
            return FORMULA
        kind = self._attributes.get(f"{OFFICE}value-type", "")
        if kind in ("float", "percentage", "currency"):
            return as_text(float(self._attributes.get(f"{OFFICE}value", "nan")))
        if kind in ("date", "time", "boolean"):
            return self._attributes.get(f"{OFFICE}{kind}-value", "")
        words = "\n".join("".join(parts) for parts in self._paragraphs)
        return as_text(self._attributes.get(f"{OFFICE}string-value", words))


def _spacing(name: str, attributes: dict[str, str]) -> str:
    """Spaces, tabs and line breaks are elements, since XML would fold them."""
    match name.removeprefix(TEXT):
        case "s":
            return " " * min(int(attributes.get(f"{TEXT}c", "1")), MAX_SPACES)
        case "tab":
            return "\t"
        case "line-break":
            return "\n"
        case _:
            return ""
