"""What to take from the parts of an XLSX package: links, names of sheets, shared texts, styles and rows."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .cells import FORMULA, Cell, Row, as_text, without_tail
from .limits import MAX_COLUMNS
from .xml_rows import Events

DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # formats that every workbook knows
NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')  # what a format shows as it stands
DAY_NOUGHT = datetime(1899, 12, 30)  # noqa: DTZ001 - a date in a workbook has no time zone


def local(name: str) -> str:
    """A name without its namespace: there are two of everything, transitional and strict."""
    return name.rpartition(" ")[2]


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship: what kind of part it leads to, the id it is referred to by, and where the part is."""

    kind: str
    id: str
    target: str


class Links(Events[Link]):
    """The relationships of a part, those that lead out of the package left out."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a relationship."""
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes["Type"].rpartition("/")[2]
            self.found.append(Link(kind, attributes["Id"], attributes["Target"]))


class SheetNames(Events[tuple[str, str]]):
    """(name on the tab, id of the link) of each sheet."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a sheet."""
        if local(name) == "sheet":
            link = next(value for key, value in attributes.items() if key.endswith("/relationships id"))
            self.found.append((attributes["name"], link))


class Styles(Events[str]):
    """The numbers of the styles that show a number as a date or time."""

    def __init__(self) -> None:
        super().__init__()
        self._dates = {str(number) for number in DATES}
        self._in_cells, self._style = False, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Learn a format of this workbook, or take a style."""
        match local(name):
            case "numFmt" if re.search("[ymdhs]", NOT_CODE.sub("", attributes["formatCode"]), re.IGNORECASE):
                self._dates.add(attributes["numFmtId"])
            case "cellXfs":
                self._in_cells = True
            case "xf" if self._in_cells:
                if attributes.get("numFmtId") in self._dates:
                    self.found.append(str(self._style))
                self._style += 1

    def end(self, name: str) -> None:
        """The styles of cells are over."""
        if local(name) == "cellXfs":
            self._in_cells = False


class SharedTexts(Events[str]):
    """The texts that cells refer to by their number; how a word is pronounced is no part of it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._in_text, self._in_reading = False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A text, or a part of one, begins."""
        match local(name):
            case "si":
                self._parts = []
            case "rPh":
                self._in_reading = True
            case "t":
                self._in_text = not self._in_reading

    def end(self, name: str) -> None:
        """A text is complete."""
        match local(name):
            case "si":
                self.found.append("".join(self._parts))
            case "rPh":
                self._in_reading = False
            case "t":
                self._in_text = False

    def text(self, text: str) -> None:
        """Keep it, where it is a text's."""
        if self._in_text:
            self._parts.append(text)


class SheetRows(Events[Row]):
    """The rows that hold anything, with their numbers; cells that were left out are empty."""

    def __init__(self, texts: Sequence[str], dates: Container[str]) -> None:
        super().__init__()
        self._texts, self._dates = texts, dates
        self._number, self._cells = 0, list[Cell]()
        self._column, self._type, self._style, self._formula = 0, "n", "", False
        self._parts, self._taking, self._in_reading = list[str](), False, False
        self._names: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row, a cell or its value begins."""
        match self._local(name):
            case "c":
                self._start_cell(attributes)
            case "v" | "t":
                self._taking = not self._in_reading
            case "row":
                self._number = int(attributes.get("r", self._number + 1))
                self._cells = []
            case "f":
                self._formula = True
            case "rPh":
                self._in_reading = True

    def end(self, name: str) -> None:
        """A value, a cell or a row is complete."""
        match self._local(name):
            case "c":
                self._end_cell()
            case "v" | "t":
                self._taking = False
            case "row":
                cells = without_tail(self._cells)
                if cells:
                    self.found.append((self._number, cells))
            case "rPh":
                self._in_reading = False

    def text(self, text: str) -> None:
        """Keep it, where it is a value's."""
        if self._taking:
            self._parts.append(text)

    def _local(self, name: str) -> str:
        known = self._names.get(name)
        return known if known is not None else self._names.setdefault(name, local(name))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = column_of(reference) if reference else len(self._cells)
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._formula, self._parts = False, []

    def _end_cell(self) -> None:
        value = FORMULA if self._formula else self._value("".join(self._parts))
        if value == "" or self._column < len(self._cells):
            return
        # past the limit one cell is as good as a million: the width of the row is what will be refused
        self._cells.extend([""] * (min(self._column, MAX_COLUMNS) - len(self._cells)))
        if len(self._cells) <= MAX_COLUMNS:
            self._cells.append(value)

    def _value(self, text: str) -> Cell:
        match self._type:
            case "s":
                return as_text(self._texts[int(text)]) if text else ""
            case "b":
                return as_text(text.strip() == "1")
            case "n" if text:
                return self._number_of(text)
            case _:
                return as_text(text)

    def _number_of(self, text: str) -> Cell:
        value = float(text)
        if self._style in self._dates and abs(value) < 3_000_000:  # about the year 10000
            return as_text(DAY_NOUGHT + timedelta(days=round(value, 5)))
        return as_text(value)


def column_of(reference: str) -> int:
    """The column of a cell's reference, from 0: C7 is in column 2. Raises ValueError where there is none."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        if not "A" <= letter <= "Z":
            raise ValueError(f"{reference} is no cell")
        number = min(26 * number + ord(letter) - 64, MAX_COLUMNS + 2)
    return number - 1
