"""XLSX as columns of words, read as a stream (ECMA-376, part 1, chapters 12 and 18)."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from zipfile import BadZipFile, ZipFile

from eyre.core.cases.problems import Kind, Problems
from eyre.core.cases.sheets import Sheet

from .cells import DAMAGED, DAMAGED_TOO, Row, sheet_of_rows, the_only_sheet
from .kinds import open_package
from .xlsx_events import Link, Links, SharedTexts, SheetNames, SheetRows, Styles
from .xml_rows import Events, ExpatError, walk

Found = TypeVar("Found")


def read_xlsx(data: bytes, problems: Problems) -> Sheet | None:
    """The sheet in the bytes of an XLSX workbook; None where problems leave nothing to go on with."""
    package = open_package(data, problems)
    if package is None:
        return None
    try:
        return _read(package, problems)
    except (*DAMAGED, *DAMAGED_TOO, BadZipFile, ExpatError, zlib.error) as error:
        problems.add(Kind.FILE, f"the workbook is damaged and cannot be read ({type(error).__name__})")
        return None


def _read(package: ZipFile, problems: Problems) -> Sheet | None:
    book = _book(package)
    filled = [sheet for sheet in book.sheets if next(_rows(package, book, sheet.part), None) is not None]
    if not the_only_sheet([sheet.name for sheet in filled], problems):
        return None
    return sheet_of_rows(_rows(package, book, filled[0].part), problems)


@dataclass(frozen=True, slots=True)
class NamedSheet:
    """A sheet by the name on its tab, and the part of the package that holds its cells."""

    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of a workbook refer to: shared texts by number, and the styles that show a date."""

    sheets: tuple[NamedSheet, ...]
    texts: Sequence[str]
    dates: frozenset[str]


def _book(package: ZipFile) -> Book:
    start = next(link.target for link in _links(package, "") if link.kind == "officeDocument")
    links = _links(package, start)
    by_id = {link.id: link for link in links}
    parts = {link.kind: link.target for link in links}
    tabs = [(name, by_id[link_id]) for name, link_id in _walk(package, start, SheetNames())]
    sheets = tuple(NamedSheet(name, link.target) for name, link in tabs if link.kind == "worksheet")
    texts = list(_walk(package, parts["sharedStrings"], SharedTexts())) if "sharedStrings" in parts else []
    dates = frozenset(_walk(package, parts["styles"], Styles())) if "styles" in parts else frozenset()
    return Book(sheets, texts, dates)


def _links(package: ZipFile, part: str) -> list[Link]:
    """What a part refers to; the package itself is the part without a name."""
    folder, name = posixpath.split(part)
    found = _walk(package, posixpath.join(folder, "_rels", f"{name}.rels"), Links())
    return [Link(link.kind, link.id, posixpath.normpath(_resolved(folder, link.target))) for link in found]


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)


def _rows(package: ZipFile, book: Book, part: str) -> Iterator[Row]:
    return _walk(package, part, SheetRows(book.texts, book.dates))


def _walk(package: ZipFile, part: str, events: Events[Found]) -> Iterator[Found]:
    with package.open(part) as source:
        yield from walk(source, events)
