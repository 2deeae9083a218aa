"""CSV as columns of words: by pyarrow where the text is regular, row by row where it is not.

Both ways give the same sheet (a property in the tests). The careful way also says what is wrong, and where.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eyre.core.cases.problems import Kind, Problems
from eyre.core.cases.sheets import Column, Sheet, sheet_of

from .limits import MAX_COLUMNS, MAX_ROWS

WIDE = 40  # bytes; no header of ours is shorter in UTF-16
SMALL = 200_000  # bytes; below this, importing pyarrow takes longer than reading
Record = tuple[int, list[str]]


def read_delimited(data: bytes, problems: Problems) -> Sheet | None:
    """The sheet in the bytes of a CSV file; None where problems leave nothing to go on with."""
    utf8 = to_utf8(data, problems)
    if utf8 is None:
        return None
    if not utf8.strip():
        problems.add(Kind.NO_ROWS, "the file is empty")
        return None
    sheet = read_regular(utf8) if len(utf8) >= SMALL else None
    return sheet if sheet is not None else read_carefully(utf8, problems)


def to_utf8(data: bytes, problems: Problems) -> bytes | None:
    """The text as UTF-8 without a byte order mark; UTF-16 needs its mark to be known."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :]
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        problems.add(Kind.ENCODING, "it is UTF-32: save it as CSV UTF-8")
        return None
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _not_wide(data, problems)
    try:
        return data.decode("utf-16").encode("utf-8")
    except UnicodeError:
        problems.add(Kind.ENCODING, "the file begins as UTF-16 and does not go on so: save it as CSV UTF-8")
        return None


def _not_wide(data: bytes, problems: Problems) -> bytes | None:
    """The text, unless every other byte of its beginning is NUL, as in UTF-16 that lacks its mark."""
    start = data[:WIDE]
    start = start[: len(start) // 2 * 2]
    halves = [set(start[::2]), set(start[1::2])]
    if {0} in halves and not all(0 in half for half in halves):
        words = "it is UTF-16 without a byte order mark: save it as CSV UTF-8"
        problems.add(Kind.ENCODING, words)
        return None
    return data


def delimiter_of(data: bytes) -> str:
    """The comma; where the header has none, the semicolon or tab that some spreadsheets write instead."""
    header = data.partition(b"\n")[0]
    if b"," in header:
        return ","
    return next((mark for mark in ";\t" if mark.encode() in header), ",")


def read_carefully(data: bytes, problems: Problems) -> Sheet | None:
    """The sheet, row by row; every row that cannot be read is noted and left out."""
    text = data.decode("utf-8", "surrogateescape")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(data), strict=True)
    records = _records(reader, problems)
    _, header = next(records, (1, []))
    if not _header_fits(header, problems):
        return None
    doubtful = "\0" in text or not _is_utf8(data)
    if doubtful and _note_characters(1, header, header, problems):
        return None
    kept = []
    for number, cells in records:
        if not cells:
            continue
        if len(cells) != len(header):
            has = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
            problems.add(Kind.RAGGED_ROW, f"it has {has}, the header has {len(header)}", number)
        elif not (doubtful and _note_characters(number, cells, header, problems)):
            kept.append((number, cells))
    return sheet_of(header, kept)


def _header_fits(header: list[str], problems: Problems) -> bool:
    if not header and not problems:
        problems.add(Kind.MISSING_COLUMN, "it is empty: the header belongs here", 1)
    elif len(header) > MAX_COLUMNS:
        problems.add(Kind.WRONG_COLUMN, f"{len(header):,} columns; the limit is {MAX_COLUMNS:,}", 1)
    return 0 < len(header) <= MAX_COLUMNS


def _records(reader: Iterator[list[str]], problems: Problems) -> Iterator[Record]:
    """Each record with the number a spreadsheet shows beside it: a line break inside quotes makes no new row."""
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error:
            # after a quote gone astray nobody knows where the next row begins, so reading ends here
            words = "a quotation mark in this row is not closed, or closed before the end of its cell"
            problems.add(Kind.QUOTE, f"{words}; the rows after it could not be checked", number)
            return


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _note_characters(number: int, cells: list[str], header: list[str], problems: Problems) -> bool:
    found = False
    for name, cell in zip(header, cells, strict=True):
        strange = next((c for c in cell if "\udc80" <= c <= "\udcff"), None)
        if strange is not None:
            problems.add(Kind.ENCODING, _say_byte(ord(strange) - 0xDC00), number, name.strip())
        if "\0" in cell:
            words = "it holds a NUL byte: the file is damaged, or UTF-16 without a byte order mark"
            problems.add(Kind.ENCODING, words, number, name.strip())
        found = found or strange is not None or "\0" in cell
    return found


def _say_byte(byte: int) -> str:
    try:
        guess = f"; in Windows-1252 it is “{bytes([byte]).decode('cp1252')}”"
    except UnicodeDecodeError:
        guess = ""
    return f"byte 0x{byte:02x} is not UTF-8{guess}. Save the file as “CSV UTF-8”"


def read_regular(data: bytes) -> Sheet | None:
    """The same sheet in bulk; None where anything is irregular, and the careful way has to look."""
    end = data.find(b"\n")
    if end < 0 or not is_regular(data):
        return None
    header = _header(data[:end], delimiter_of(data))
    if not 0 < len(header) <= MAX_COLUMNS:
        return None
    columns = _parse(data, end + 1, delimiter_of(data), len(header))
    if columns is None:
        return None
    rows = np.arange(2, len(columns[0]) + 2, dtype=np.int64)
    return Sheet(tuple(header), columns, rows)


def _header(line: bytes, mark: str) -> list[str]:
    try:
        return next(csv.reader([line.decode("utf-8")], delimiter=mark, strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        return []


def is_regular(data: bytes) -> bool:
    """No NUL, no lone carriage return, and every quotation mark opens or closes a whole cell on one line."""
    if b"\0" in data or data.count(b"\r") != data.count(b"\r\n"):
        return False
    if b'"' not in data:
        return True
    text = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(text == ord('"'))
    if len(quotes) % 2:
        return False
    borders = np.zeros(256, dtype=bool)
    borders[list(b"\r\n" + delimiter_of(data).encode())] = True
    opening, closing = quotes[::2], quotes[1::2]
    opens = (opening == 0) | borders[text[opening - 1]]
    closes = (closing == len(text) - 1) | borders[text[np.minimum(closing + 1, len(text) - 1)]]
    lines = np.flatnonzero(text == ord("\n"))
    on_one_line = np.searchsorted(lines, opening) == np.searchsorted(lines, closing)
    return bool(opens.all() and closes.all() and on_one_line.all())


def _parse(data: bytes, start: int, mark: str, width: int) -> tuple[Column, ...] | None:
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    stop = len(data)
    while stop > start and data[stop - 1] in b"\r\n":
        stop -= 1
    names = [str(i) for i in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(data).slice(start, stop - start)),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=1 << 23),
            parse_options=arrow_csv.ParseOptions(delimiter=mark, ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types={name: pa.dictionary(pa.int32(), pa.string()) for name in names},
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowException:
        return None
    table = table.unify_dictionaries().combine_chunks()
    columns = tuple(_column(column) for column in table.columns)
    longest = max((len(word) for column in columns for word in column.words), default=0)
    return columns if table.num_rows <= MAX_ROWS and longest <= csv.field_size_limit() else None


def _column(column: Any) -> Column:
    chunk = column.chunk(0)
    return Column(tuple(chunk.dictionary.to_pylist()), indices_of(chunk))


def indices_of(array: Any) -> NDArray[np.int32]:
    """The codes of a dictionary array; read as they lie, since pyarrow's own way imports pandas where it is there."""
    indices = array.indices
    start = indices.offset
    codes: NDArray[np.int32] = np.frombuffer(indices.buffers()[1], dtype=np.int32)[
        start : start + len(indices)
    ]
    return codes
