"""Which ratings tables does a document print? Row by row, however the file gave them: in cells, in lines, cut by a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .cells import Cell, CellKind
from .scale import Shelf, folded, plain_ref, without_mark

_GENERIC = re.compile(
    r"(?:\d{1,3}|ratings?|our ratings|pdu ratings|summary of ratings|standards?|domains?|annexe?.*|appendix.*|"
    r"contents|score|table \d+.*|page.*|overall.*|continued|.*set out below.*|\(continued\))[:.]?",
    re.I,
)
_CONTINUED = re.compile(r"\s*[(\[]?(?:continued|cont[.’'d]*|cont)[)\]]?\s*$", re.I)
_KIND_ALONE = re.compile(
    r"(?:(?:probation|youth|justice|offending|delivery|community|rehabilitation|service|services|unit|company|team|division|region|PDU|CRC)\s*)+",
    re.I,
)
_HEAD_REACH = 8  # cells before the first cell of a table among which its heading is looked for
_MOST_ROWS = 60  # no edition has as many standards
_NEAR = 3  # lines within which the band of a standard without a number stands
_SHORT = 8  # words: what is longer is no heading and no cell


@dataclass(slots=True)
class Row:
    """A rated standard, or the overall rating where `ref` is None; a `ref` without words is one that is not printed."""

    ref: Cell | None
    title: str = ""
    printed: str = ""
    places: list[Cell] = field(default_factory=list)
    closed: bool = False  # a cell was found for it
    is_numbered: bool = True  # its number is printed


@dataclass(slots=True)
class Table:
    """The rows of a table as they were printed."""

    heading: Cell | None = None
    fieldwork: Cell | None = None
    score: Cell | None = None
    overall: Row | None = None
    rows: list[Row] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    broken_off: bool = False

    @property
    def is_table(self) -> bool:
        """Whether it rates anything: two standards, or one beside an overall rating."""
        rated = sum(row.closed for row in self.rows)
        return rated > 1 or (rated == 1 and self.overall is not None)


def find_tables(cells: Iterable[Cell], shelf: Shelf) -> list[Table]:
    """Every ratings table in the order of the text."""
    builder = _Builder(shelf)
    for cell in cells:
        builder.take(cell)
    builder.finish()
    return _joined(builder.tables)


class _Builder:
    """Takes cells one after another; a table begins with its score, fieldwork, overall rating or first standard."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.tables: list[Table] = []
        self.table: Table | None = None
        self.before: list[Cell] = []  # what stood before the table and may be its heading
        self.inside: list[Cell] = []  # what stood inside it and may be the heading of the next
        self.open: Row | None = None  # the row that waits for its cell
        self.domains: list[int] = []  # lines with heads of domains after the latest rating

    def take(self, cell: Cell) -> None:
        """Take the next cell."""
        {
            CellKind.SCORE: self._score,
            CellKind.FIELDWORK: self._fieldwork,
            CellKind.OVERALL: self._overall,
            CellKind.REF: self._ref,
            CellKind.TITLE: self._title,
            CellKind.BAND: self._band,
            CellKind.DOMAIN: self._domain,
            CellKind.OTHER: self._other,
            CellKind.PROSE: self._prose,
        }[cell.kind](cell)

    def _score(self, cell: Cell) -> None:
        table = self._begin(lambda table: table.score is not None or bool(table.rows and self.inside))
        if table.score is None:
            table.score = cell
            table.lines.add(cell.line)

    def _fieldwork(self, cell: Cell) -> None:
        table = self._begin(lambda table: table.fieldwork is not None or bool(table.rows and self.inside))
        if table.fieldwork is None:
            table.fieldwork = cell
            table.lines.add(cell.line)

    def _overall(self, cell: Cell) -> None:
        table = self._begin(lambda table: table.overall is not None and bool(table.rows))
        if table.overall is None or not table.overall.closed:
            table.overall = Row(None, places=[cell])
        self.open = table.overall
        table.lines.add(cell.line)

    def _ref(self, cell: Cell) -> None:
        ref = plain_ref(cell.words)
        table = self._begin(
            lambda table: (
                bool(self.inside) and any(row.ref and plain_ref(row.ref.words) == ref for row in table.rows)
            )
        )
        if len(table.rows) >= _MOST_ROWS:
            self.finish()
            return
        self.open = Row(cell, places=[cell])
        table.rows.append(self.open)

    def _title(self, cell: Cell) -> None:
        if self.open and self.open.ref and not self.open.closed and not self.open.title:
            self.open.title = cell.words
            self.open.places.append(cell)
        elif self.open and not self.open.closed and self.open.ref and self.open.ref.words:
            self._other(cell)
        else:  # perhaps a standard without its number, where a band follows
            self.open = Row(
                Cell(CellKind.REF, cell.line, cell.start, cell.start, ""), cell.words, places=[cell]
            )

    def _band(self, cell: Cell) -> None:
        row = self.open
        if row is None or row.closed:
            return
        if row.ref is None or row.ref.words:
            self._close(cell)
        elif cell.line - row.places[0].line < _NEAR:
            table = self._begin(
                lambda table: bool(self.inside) and any(row.title == each.title for each in table.rows)
            )
            self.open = row
            if len(table.rows) < _MOST_ROWS:
                table.rows.append(row)
                self._close(cell)

    def _domain(self, cell: Cell) -> None:
        """The head of a domain belongs to the table where a rating follows."""
        if self.table:
            self.domains.append(cell.line)
        self.open = None

    def _other(self, cell: Cell) -> None:
        row = self.open
        if row and not row.closed and self.table and (row.ref is None or row.ref.words):
            if row.ref and not row.title:
                row.title = cell.words
                row.places.append(cell)
            elif row.ref and (band := self._band_over_two_lines(row, cell)):
                row.title = row.title.rpartition(" ")[0]
                self._close(cell, band)
            elif row.ref and self._is_more_of_the_title(row, cell):
                row.title = f"{row.title} {cell.words}"
                row.places.append(cell)
            elif self._begins_a_band(cell):
                row.printed = cell.words
                row.places.append(cell)
            elif row.printed and self.shelf.band(f"{row.printed} {cell.words}"):
                row.printed = f"{row.printed} {cell.words}"
                self._close(cell, row.printed)
            elif self._may_stand_for_a_band(row, cell):
                self._close(cell)
            else:
                self._aside(cell)
        else:
            self._aside(cell)

    def _aside(self, cell: Cell) -> None:
        fieldwork = self.table.fieldwork if self.table else None
        if (
            fieldwork
            and fieldwork.line == cell.line
            and self.table
            and not any(c.isdigit() for c in fieldwork.words)
        ):
            words = f"{fieldwork.words} {cell.words}"
            self.table.fieldwork = Cell(
                CellKind.FIELDWORK, cell.line, fieldwork.start, cell.end, words, row=True
            )
            return
        (self.inside if self.table else self.before).append(cell)
        if self.table and len(self.inside) > _SHORT:
            self.finish()

    def _prose(self, cell: Cell) -> None:
        self.finish()
        self.before = []

    def _begin(self, is_another: Callable[[Table], bool]) -> Table:
        """The table that goes on, or a new one where the cell is another table's."""
        if self.table is not None and is_another(self.table):
            inside = self.inside
            self.finish()
            self.before = inside
        if self.table is None:
            self.table = Table(_heading(self.before))
            self.inside = []
        return self.table

    def _close(self, cell: Cell, printed: str = "") -> None:
        assert self.open is not None
        assert self.table is not None
        self.open.printed = printed or cell.words
        self.open.places.append(cell)
        self.open.closed = True
        self.table.lines.update(each.line for each in self.open.places)
        self.table.lines.update(self.domains)
        self.domains = []

    def finish(self) -> None:
        """The table is over."""
        if self.table is not None and self.table.is_table:
            self.table.broken_off = bool(self.table.rows and not self.table.rows[-1].closed)
            self.tables.append(self.table)
        if self.table is not None:
            self.before = []
        self.table, self.open, self.inside, self.domains = None, None, [], []

    def _band_over_two_lines(self, row: Row, cell: Cell) -> str:
        """The band whose first word stands at the end of the title and whose rest is the cell: "Requires"."""
        words = f"{row.title.rpartition(' ')[2]} {cell.words}"
        return words if " " in row.title and self.shelf.band(words) else ""

    def _is_more_of_the_title(self, row: Row, cell: Cell) -> bool:
        longer = folded(f"{row.title} {cell.words}")
        return folded(row.title) not in self.shelf.titles and any(
            title.startswith(longer) for title in self.shelf.titles
        )

    def _begins_a_band(self, cell: Cell) -> bool:
        said = folded(cell.words)
        return bool(said) and any(
            band.startswith(said) and band != said for band in (*self.shelf.bands, "notrated")
        )

    def _may_stand_for_a_band(self, row: Row, cell: Cell) -> bool:
        """In a row of cells the last one is the rating, whatever it says; in lines, one or two words alone."""
        if cell.row and cell.line == row.places[-1].line:
            return True
        return (
            len(cell.words.split()) < 3
            and cell.line - row.places[-1].line < 3
            and not cell.words[0].isdigit()
        )


def _heading(before: Sequence[Cell]) -> Cell | None:
    """The nearest short words before the table that are not words of every table."""
    near = before[-_HEAD_REACH:]
    for n in range(len(near) - 1, -1, -1):
        words = without_mark(near[n].words)
        if words and len(words.split()) <= 2 * _SHORT and not _GENERIC.fullmatch(words):
            is_broken = n > 0 and _KIND_ALONE.fullmatch(words) and near[n - 1].line == near[n].line - 1
            return _whole_heading(near[n - 1], near[n]) if is_broken else near[n]
    return None


def _whole_heading(first: Cell, second: Cell) -> Cell:
    """A heading broken over two lines; its place is the first."""
    return Cell(first.kind, first.line, first.start, first.end, f"{first.words} {second.words}", first.row)


def name_of(heading: str) -> str:
    """A heading without "(continued)" and without the words around a body's name."""
    return _CONTINUED.sub("", heading).strip(" :–-")


def _joined(tables: list[Table]) -> list[Table]:
    """A table that goes on after a page's end under its heading again, or without one, is one with the first half."""
    joined: list[Table] = []
    for table in tables:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, table):
            before.rows.extend(table.rows)
            before.lines |= table.lines
            before.overall = before.overall or table.overall
            before.score = before.score or table.score
            before.broken_off = table.broken_off
        else:
            joined.append(table)
    return joined


def _goes_on(before: Table, table: Table) -> bool:
    if before.heading and table.heading and _plain(before.heading) != _plain(table.heading):
        return False
    if before.heading is None and table.heading is not None:
        return False
    if (before.overall and table.overall) or (table.heading is None and (table.score or table.overall)):
        return False
    return not set(_refs(before)) & set(_refs(table)) and max(_refs(before)) < min(_refs(table))


def _plain(cell: Cell) -> str:
    return folded(name_of(cell.words))


def _refs(table: Table) -> Iterator[str]:
    return (plain_ref(row.ref.words) for row in table.rows if row.ref)
