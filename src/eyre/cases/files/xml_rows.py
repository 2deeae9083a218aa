"""XML read as a stream of events, with rows handed out as they are complete; what the XLSX and ODS readers share.

Straight on expat: openpyxl and odfpy build objects for every cell, which takes three times as long. A document
type is refused, since no workbook has one and every XML bomb needs one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Generic, NoReturn, TypeVar
from xml.parsers.expat import ExpatError, ParserCreate

CHUNK = 1 << 16
Found = TypeVar("Found")

__all__ = ["Events", "ExpatError", "NoWorkbook", "walk"]


class NoWorkbook(ValueError):
    """The XML declares a document type, or says something that no workbook says."""


class Events(Generic[Found]):
    """What a reader does at each event; what it appends to `found` is handed out.

    Names are `namespace local`, with a space between, or `local` where there is no namespace.
    """

    def __init__(self) -> None:
        self.found: list[Found] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text inside the element that began latest."""


def walk(source: IO[bytes], events: Events[Found]) -> Iterator[Found]:
    """What the events find, while the source is read.

    Raises:
        NoWorkbook: for a document type.
        ExpatError: for what is no XML.
    """
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = events.start
    parser.EndElementHandler = events.end
    parser.CharacterDataHandler = events.text
    while chunk := source.read(CHUNK):
        parser.Parse(chunk)
        yield from events.found
        events.found.clear()
    parser.Parse(b"", True)
    yield from events.found
    events.found.clear()


def _refuse(*_: object) -> NoReturn:
    raise NoWorkbook("it declares a document type")
