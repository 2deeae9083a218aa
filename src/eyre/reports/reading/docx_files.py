"""DOCX: the paragraphs and tables of a document in order, numbered as Word numbers them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from .exceptions import CannotRead
from .writing import Writer, squeezed

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

MAX_UNPACKED = 100_000_000
_HEADING = re.compile(r"(?:heading|titre|überschrift) ?(\d)", re.I)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DAMAGED = "is damaged: it is no DOCX that can be opened; open it in a word processor and save it again"


def read_docx(content: bytes) -> dict[str, object]:
    """The text of a DOCX document; headers, footers and deleted text are left out, inserted text is in.

    Raises:
        CannotRead: where it is another kind of package, damaged, protected, or too large when unpacked.
    """
    _check_package(content)
    from docx import Document as open_docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = open_docx(BytesIO(content))
        walk = _Walk(document)
        walk.write()
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        SyntaxError,
        zipfile.BadZipFile,
        AttributeError,
    ) as error:
        if isinstance(error, CannotRead):
            raise
        raise CannotRead(_DAMAGED) from error
    return walk.writer.answer()


def _check_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            infos = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise CannotRead(_DAMAGED) from error
    names = {info.filename for info in infos}
    if "word/document.xml" not in names:
        for inner, words in _OTHERS.items():
            if any(name.startswith(inner) for name in names):
                raise CannotRead(words)
        raise CannotRead("is a ZIP package and no DOCX document; unpack it and read what is in it")
    if sum(info.file_size for info in infos) > MAX_UNPACKED or len(infos) > 10_000:
        raise CannotRead(
            f"would be more than {MAX_UNPACKED // 1_000_000} MB unpacked, which no real document is"
        )
    if any(info.flag_bits & 1 for info in infos):
        raise CannotRead("is protected by a password; save a copy without one")


_OTHERS = {
    "xl/": "is an Excel workbook; save the sheet you need as CSV, or the document as PDF",
    "ppt/": "is a PowerPoint presentation; save it as PDF",
    "content.xml": "is an OpenDocument text; save it as DOCX or PDF",
    "EPUB/": "is an e-book; save it as PDF",
}


class _Walk:
    """Goes through the body in order and counts paragraphs."""

    def __init__(self, document: Document) -> None:
        self.document, self.writer = document, Writer()
        self.numbers = _Numbers(document)
        self.count = 0

    def write(self) -> None:
        """Write the whole body."""
        from docx.table import Table

        for part in self.document.iter_inner_content():
            if isinstance(part, Table):
                self._table(part)
            else:
                self._paragraph(part)

    def _paragraph(self, paragraph: Any) -> None:
        self.count += 1
        words = _words(paragraph._p)
        if not words.strip():
            return
        lines = [squeezed(line) if "\t" not in line else line.strip() for line in words.split("\n")]
        self.writer.paragraph(self._lead(paragraph, lines[0]), self.count)
        for line in lines[1:]:
            self.writer.paragraph(line, self.count, goes_on=True)

    def _lead(self, paragraph: Any, words: str) -> str:
        """The paragraph with the mark of what it is."""
        style = (paragraph.style.name or "") if paragraph.style is not None else ""
        if style.lower() == "title":
            return f"# {words}"
        if heading := _HEADING.match(style):
            return f"{'#' * min(int(heading[1]), 6)} {words}"
        if (number := self.numbers.of(paragraph)) is not None:
            return f"{number} {words}"
        is_bold = bool(paragraph.runs) and all(run.bold for run in paragraph.runs if run.text.strip())
        return f"**{words}**" if is_bold and len(words.split()) < 13 and "\t" not in words else words

    def _table(self, table: Table) -> None:
        for row in table.rows:
            self.count += 1
            cells: list[str] = []
            seen: list[object] = []
            for cell in row.cells:
                if not any(
                    cell._tc is each for each in seen
                ):  # a merged cell stands in every column it spans
                    seen.append(cell._tc)
                    cells.append(squeezed(" ".join(_words(p._p) for p in cell.paragraphs)))
            if len(cells) == 1:
                for cell in row.cells[:1]:
                    self._box(cell)
            else:
                self.writer.row(cells, self.count)

    def _box(self, cell: Any) -> None:
        """A table of one column only frames what it holds."""
        from docx.table import Table

        for part in cell.iter_inner_content():
            if isinstance(part, Table):
                self._table(part)
            else:
                self._paragraph(part)


def _words(paragraph: Any) -> str:
    """The words of a paragraph: inserted ones and those of fields are in, deleted ones are not."""
    words: list[str] = []
    for node in _nodes(paragraph):
        if node.tag == f"{_W}t":
            words.append(node.text or "")
        elif node.tag == f"{_W}tab":
            words.append("\t")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            words.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            words.append("-")
    return "".join(words)


def _nodes(paragraph: Any) -> Iterator[Any]:
    """Every node but those of a fallback, of properties, and of text that was moved away."""
    stack = [paragraph]
    while stack:
        node = stack.pop()
        if node.tag in (_FALLBACK, f"{_W}pPr", f"{_W}rPr", f"{_W}moveFrom", f"{_W}instrText"):
            continue
        yield node
        stack.extend(reversed(list(node)))


class _Numbers:
    """The numbers of list items, counted as Word does: per list, and on through lists that share a definition."""

    def __init__(self, document: Document) -> None:
        self.formats: dict[
            tuple[str, str], tuple[str, int]
        ] = {}  # (abstract list, level): format, first number
        self.lists: dict[
            str, tuple[str, dict[str, int]]
        ] = {}  # list: its abstract list, levels that start anew
        self.counted: dict[tuple[str, str], int] = {}
        self._read(document)

    def _read(self, document: Document) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE

        parts = [
            rel.target_part
            for rel in document.part.rels.values()
            if rel.reltype == RELATIONSHIP_TYPE.NUMBERING
        ]
        for root in (part.element for part in parts):
            for abstract in root.iter(f"{_W}abstractNum"):
                for level in abstract.iter(f"{_W}lvl"):
                    key = (abstract.get(f"{_W}abstractNumId", ""), level.get(f"{_W}ilvl", "0"))
                    self.formats[key] = (
                        _value(level, "numFmt", "decimal"),
                        int(_value(level, "start", "1") or 1),
                    )
            for number in root.iter(f"{_W}num"):
                starts = {
                    each.get(f"{_W}ilvl", "0"): int(_value(each, "startOverride", "1") or 1)
                    for each in number.iter(f"{_W}lvlOverride")
                    if each.find(f"{_W}startOverride") is not None
                }
                self.lists[number.get(f"{_W}numId", "")] = (_value(number, "abstractNumId", ""), starts)

    def of(self, paragraph: Any) -> str | None:
        """The mark of a list item: "3." or "-"; None where the paragraph is in no list."""
        properties = _numbering(paragraph)
        if properties is None:
            return None
        list_id, level = _value(properties, "numId", "0"), _value(properties, "ilvl", "0")
        if list_id == "0" or list_id not in self.lists:
            return None
        abstract, starts = self.lists[list_id]
        form, first = self.formats.get((abstract, level), ("bullet", 1))
        if form in ("bullet", "none"):
            return "-"
        key = (f"list {list_id}" if level in starts else abstract, level)
        self.counted[key] = self.counted.get(key, starts.get(level, first) - 1) + 1
        return f"{self.counted[key]}." if form.startswith("decimal") else "-"


def _numbering(paragraph: Any) -> Any:
    """The list properties of a paragraph, its own or those of its style and the styles that is based on."""
    own = paragraph._p.find(f"{_W}pPr/{_W}numPr")
    style = paragraph.style
    for _ in range(10):
        if own is not None or style is None:
            return own
        own = style.element.find(f"{_W}pPr/{_W}numPr")
        style = style.base_style
    return own


def _value(node: Any, name: str, default: str) -> str:
    child = node.find(f"{_W}{name}")
    return default if child is None else child.get(f"{_W}val", default)
