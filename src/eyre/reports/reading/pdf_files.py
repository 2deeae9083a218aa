"""PDF: the text of each page with its places, by PDFium. Pictures of text are named and never guessed at."""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, Any

from .decoding import MAX_CHARACTERS
from .exceptions import CannotRead
from .page_lines import PageLine, Piece, lay_out

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MAX_PAGES = 2_000
_WIDE_GAP = 1.5  # times the size of the letters: a gap between cells or columns, not between words
_WIDER = 2.2  # times the narrowest gap of the line
_ALWAYS = 3  # times the size of the letters: no line of prose is drawn out so far
_MARK = re.compile(r"(?<=[a-z.,;:?!’”'\")])\d{1,2}(?=[\s.,;)]|$)|^\d{1,2}(?=\s)")
_LINE = re.compile(r"[^\r\n\ufffe]+\ufffe?")  # U+FFFE: where PDFium joined a word broken by a hyphen
_ERRORS = {
    4: "is protected by a password; save a copy without one",
    5: "is protected in a way that cannot be opened; print it to a new PDF",
}
_DAMAGED = "is damaged and cannot be opened as PDF; open it in a reader and print it to a new PDF"


def read_pdf(content: bytes) -> dict[str, object]:
    """The text of all pages in reading order, and which pages hold pictures and no text.

    Raises:
        CannotRead: where it is protected, damaged, too long, or holds no text at all.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise CannotRead(_ERRORS.get(getattr(error, "err_code", 0) or 0, _DAMAGED)) from error
    pages, empty = _pages(document)
    text, marks = lay_out(pages)
    if not text.strip():
        raise CannotRead(_no_text(len(pages)))
    unread = [(_start(marks, number), "no-text", _NO_TEXT.format(number)) for number in empty]
    return {"text": text, "marks": marks, "unread": unread}


_NO_TEXT = "page {} holds a picture and no text; make its text with text recognition (OCR) and read it again"


def _no_text(pages: int) -> str:
    what = "its one page holds" if pages == 1 else f"its {pages} pages hold"
    return f"has no text: {what} pictures at most (a scan?); make its text with text recognition (OCR) first"


def _start(marks: list[tuple[int, int]], number: int) -> int:
    """Where the page would begin: at the page after it."""
    return next((start for start, page in marks if page >= number), marks[-1][0] if marks else 0)


def _pages(document: PdfDocument) -> tuple[list[list[PageLine]], list[int]]:
    import pypdfium2

    if len(document) > MAX_PAGES:
        raise CannotRead(f"has {len(document):,} pages, and no more than {MAX_PAGES:,} are read; split it")
    pages: list[list[PageLine]] = []
    empty: list[int] = []
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
            lines = _page(page.get_textpage())
        except pypdfium2.PdfiumError:
            lines = []
        if not lines:
            empty.append(number + 1)
        characters += sum(line.length for line in lines)
        if characters > MAX_CHARACTERS:
            raise CannotRead(f"has more than {MAX_CHARACTERS:,} characters; split it")
        pages.append(lines)
    return pages, empty


def _page(textpage: PdfTextPage) -> list[PageLine]:
    text = textpage.get_text_range()
    characters = _Characters(textpage)
    if len(text) != textpage.count_chars():  # characters beyond the first plane: places would be wrong
        return [PageLine((Piece(0, match[0]),), 0, 0) for match in _LINE.finditer(text)]
    lines = (
        _line(match[0].replace("\ufffe", "-"), match.start(), characters)
        for match in _LINE.finditer(text)
        if match[0].strip()
    )
    return _rows([line for line in lines if line.length])


class _Characters:
    """Asks PDFium for the place and size of a character."""

    def __init__(self, textpage: PdfTextPage) -> None:
        import pypdfium2.raw as raw

        self._raw: Any = raw
        self._page = textpage.raw
        self._box = [ctypes.c_double() for _ in range(4)]
        self._at = [ctypes.byref(each) for each in self._box]

    def edges(self, n: int) -> tuple[float, float]:
        """Its left and right edge."""
        self._raw.FPDFText_GetCharBox(self._page, n, *self._at)
        return self._box[0].value, self._box[1].value

    def origin(self, n: int) -> tuple[float, float]:
        """Its left edge and the line on which it stands."""
        self._raw.FPDFText_GetCharOrigin(self._page, n, self._at[0], self._at[1])
        return self._box[0].value, self._box[1].value

    def size(self, n: int) -> float:
        """The size of its letters in points, as they stand on the page."""
        self._raw.FPDFText_GetLooseCharBox(self._page, n, self._loose_at)
        return float(self._loose.top - self._loose.bottom)

    @property
    def _loose(self) -> Any:
        if not hasattr(self, "_rect"):
            self._rect = self._raw.FS_RECTF()
        return self._rect

    @property
    def _loose_at(self) -> Any:
        return ctypes.byref(self._loose)


def _line(words: str, start: int, characters: _Characters) -> PageLine:
    """The line with its pieces; a small raised figure is the number of a note."""
    first = start + len(words) - len(words.lstrip())
    left, bottom = characters.origin(first)
    last = start + len(words.rstrip()) - 1
    size = max(characters.size(first), characters.size(last))
    cuts = [0, *_cuts(words, start, size, characters)]
    pieces = []
    for one, two in zip(cuts, [*cuts[1:], len(words)], strict=True):
        place = left if one == 0 else characters.edges(start + one)[0]
        pieces.append(Piece(place, _with_marks(words[one:two], start + one, size, characters)))
    return PageLine(tuple(piece for piece in pieces if piece.words.strip()), bottom, size)


def _cuts(words: str, start: int, size: float, characters: _Characters) -> list[int]:
    """Where a gap is wide, and wider than others of the line: where all are alike, the line is only drawn out."""
    gaps: list[tuple[float, int]] = []
    at = words.find(" ", 1)
    while 0 < at < len(words) - 1:
        if not (words[at + 1].isspace() or words[at - 1].isspace()):
            gaps.append((characters.edges(start + at + 1)[0] - characters.edges(start + at - 1)[1], at + 1))
        at = words.find(" ", at + 1)
    if not gaps:
        return []
    least = min(gaps)[0] if len(gaps) > 1 else 0.0
    alike = 0.0 if least > _ALWAYS * size else _WIDER * least
    return [cut for gap, cut in gaps if gap > max(_WIDE_GAP * size, alike)]


def _with_marks(words: str, start: int, size: float, characters: _Characters) -> str:
    def mark(match: re.Match[str]) -> str:
        is_small = characters.size(start + match.start()) < 0.85 * size
        return f"<sup>{match[0]}</sup>" if is_small else match[0]

    return _MARK.sub(mark, words)


def _rows(lines: list[PageLine]) -> list[PageLine]:
    """Lines that stand at one height, one right of the other, are one row."""
    rows: list[PageLine] = []
    for line in lines:
        before = rows[-1] if rows else None
        if (
            before
            and abs(before.bottom - line.bottom) < 0.3 * line.size
            and line.pieces[0].left > before.pieces[-1].left
        ):
            rows[-1] = PageLine((*before.pieces, *line.pieces), before.bottom, before.size)
        else:
            rows.append(line)
    return rows
