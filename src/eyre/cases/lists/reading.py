"""From the bytes of an upload to a sheet, or to everything that keeps it from being one.

The readers are those of answers files (eyre.cases.files), with their limits. What they cannot know is asked here: a
case list is cut in half more often than it is damaged, and merged cells hide which row a value belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from zipfile import ZipFile

from eyre.cases.files.delimited import delimiter_of, to_utf8
from eyre.cases.files.kinds import FileKind, kind_of, open_package
from eyre.cases.files.reading import READERS
from eyre.core.cases.problems import Kind, Problems, listed
from eyre.core.cases.sheets import Sheet
from eyre.platform.files.packages import BROKEN

MOST_BYTES = 60_000_000  # a list of a million cases has less
MOST_ROWS = 250_000
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".ods")
DIRECTORY, LONGEST_TAIL = b"PK\x05\x06", 1 << 17  # where a packed file says what is in it: at its very end
CUT = "its end is missing, so it was cut off on its way: send it again from where it lies whole"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]{2,20})"')
_SPANNED = re.compile(rb'number-(?:columns|rows)-spanned="(?!1")')
CHUNK, OVERLAP = 1 << 20, 200


def read_upload(content: bytes, name: str, problems: Problems) -> Sheet | None:
    """The sheet in an upload of this name; None where what is noted leaves nothing to go on with."""
    if PurePath(name).suffix.lower() not in ENDINGS:
        problems.add(Kind.FILE, "it is no file of a kind that is read: send CSV, XLSX or ODS")
        return None
    kind = kind_of(name, content, problems)
    if kind is None or _is_cut(content, kind, problems):
        return None
    _note_merged(content, kind, problems)
    sheet = READERS[kind](content, problems)
    if kind is FileKind.CSV:
        _note_cut_row(content, problems)
    if sheet is not None and len(sheet) > MOST_ROWS:
        problems.add(Kind.FILE, f"it has {len(sheet):,} rows; at most {MOST_ROWS:,} are read")
        return None
    return sheet


def _is_cut(content: bytes, kind: FileKind, problems: Problems) -> bool:
    """Whether a workbook lacks its end, where a packed file keeps its directory."""
    if kind is FileKind.CSV or DIRECTORY in content[-LONGEST_TAIL:]:
        return False
    problems.add(Kind.FILE, CUT)
    return True


def _note_cut_row(content: bytes, problems: Problems) -> None:
    """Note a CSV that ends within a row: its last line is not ended, and has fewer cells than the header."""
    text = to_utf8(content, Problems())
    if text is None or text.rstrip(b" ").endswith((b"\n", b"\r")) or b"\n" not in text:
        return
    mark = delimiter_of(text).encode()
    header, last = text.partition(b"\n")[0], text.rpartition(b"\n")[2]
    if last.strip() and last.count(mark) < header.count(mark):
        problems.add(Kind.FILE, f"the last row stops in the middle: {CUT}", text.count(b"\n") + 1)


def _note_merged(content: bytes, kind: FileKind, problems: Problems) -> None:
    """Note merged cells, of which all but one look empty."""
    if kind is FileKind.CSV:
        return
    package = open_package(content, Problems())
    if package is None:
        return  # the reader says so
    found = list(dict.fromkeys(_merged(package, kind)))
    if found:
        where = f" ({listed(found, 6)})" if kind is FileKind.XLSX else ""
        words = f"cells are merged{where}: undo it, for every row needs values of its own"
        problems.add(Kind.FILE, words)


def _merged(package: ZipFile, kind: FileKind) -> Iterator[str]:
    if kind is FileKind.ODS:
        yield from ("" for _ in _matches(package, "content.xml", _SPANNED))
        return
    for part in package.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            yield from (found[1].decode() for found in _matches(package, part, _MERGED))


def _matches(package: ZipFile, part: str, pattern: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
    """Where a part holds this, read piece by piece; a part that cannot be read holds nothing, and its reader says so."""
    try:
        with package.open(part) as stream:
            before = b""
            while piece := stream.read(CHUNK):
                yield from pattern.finditer(before + piece)
                before = piece[-OVERLAP:]
    except (*BROKEN, KeyError):
        return
