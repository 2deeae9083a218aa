"""ODS as columns of words, from its content.xml through defusedxml.

Read as a stream rather than through odfpy, which holds the whole document in memory and unfolds repeated cells.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from eyre.core.cases.problems import Kind, Problems
from eyre.core.cases.sheets import Sheet

from .cells import (
    DAMAGED,
    DAMAGED_TOO,
    FORMULA,
    TOO_MANY_ROWS,
    Cell,
    Row,
    TooLarge,
    as_text,
    sheet_of_rows,
    the_only_sheet,
    without_tail,
)
from .kinds import OLD_OR_LOCKED, open_package
from .limits import MAX_COLUMNS, MAX_SHEET_ROWS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
MAX_SPACES = 1_000


def read_ods(data: bytes, problems: Problems) -> Sheet | None:
    """The sheet in the bytes of an ODS workbook; None where problems leave nothing to go on with."""
    package = open_package(data, problems)
    if package is None:
        return None
    try:
        return _read(package, problems)
    except TooLarge as error:
        problems.add(Kind.FILE, str(error))
        return None
    except (*DAMAGED, *DAMAGED_TOO, BadZipFile, zlib.error) as error:
        problems.add(Kind.FILE, f"the workbook is damaged and cannot be read ({type(error).__name__})")
        return None


def _read(package: ZipFile, problems: Problems) -> Sheet | None:
    manifest = "META-INF/manifest.xml"
    if manifest in package.namelist() and b"encryption-data" in package.read(manifest):
        problems.add(Kind.FILE, OLD_OR_LOCKED)
        return None
    with package.open("content.xml") as content:
        filled = list(dict.fromkeys(name for name, _ in _rows(content, once=True)))
    if not the_only_sheet(filled, problems):
        return None
    with package.open("content.xml") as content:
        return sheet_of_rows((row for _, row in _rows(content)), problems)


def _rows(content: IO[bytes], *, once: bool = False) -> Iterator[tuple[str, Row]]:
    """(name of the sheet, row) for every row that holds anything; a repeated row comes as often as it stands there,
    or only once."""
    from defusedxml.ElementTree import iterparse

    name, number, tables = "", 0, 0
    for event, element in iterparse(content, events=("start", "end"), forbid_dtd=True):
        if event == "start" and element.tag == f"{TABLE}table":
            tables += 1
            name, number = element.get(f"{TABLE}name", f"sheet {tables}"), 0
        elif event == "end" and element.tag == f"{TABLE}table-row":
            cells = without_tail(list(_cells(element)))
            times = int(element.get(f"{TABLE}number-rows-repeated", "1"))
            if cells and number + times > MAX_SHEET_ROWS:
                raise TooLarge(TOO_MANY_ROWS)
            for i in range(min(times, 1 if once else times) if cells else 0):
                yield name, (number + i + 1, cells)
            number += times
            element.clear()


def _cells(row: Element) -> Iterator[Cell]:
    """The cells of a row as far as one is filled: a million empty ones at its end are one element, and stay one."""
    empty, room = 0, MAX_COLUMNS + 1
    for element in row:
        if element.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        times = int(element.get(f"{TABLE}number-columns-repeated", "1"))
        value = _value(element)
        if value == "":
            empty += times
            continue
        filled = min(times, room)
        yield from [""] * min(empty, room)
        yield from [value] * filled
        empty, room = 0, max(0, room - empty - filled)


def _value(cell: Element) -> Cell:
    if cell.get(f"{TABLE}formula"):
        return FORMULA
    kind = cell.get(f"{OFFICE}value-type", "")
    if kind in ("float", "percentage", "currency"):
        return as_text(float(cell.get(f"{OFFICE}value", "nan")))
    if kind in ("date", "time", "boolean"):
        return cell.get(f"{OFFICE}{kind}-value", "")
    words = "\n".join(_text(paragraph) for paragraph in cell.findall(f"{TEXT}p"))
    return as_text(cell.get(f"{OFFICE}string-value", words))


def _text(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            parts.append(" " * min(int(child.get(f"{TEXT}c", "1")), MAX_SPACES))
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        else:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
