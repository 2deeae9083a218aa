"""From a path to frozen values: which form the file has, what it says, or everything that is wrong with it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eyre.core.cases import InspectionAnswers
from eyre.core.cases.answered import read_long, read_wide
from eyre.core.cases.counted import InspectionTallies, read_counts
from eyre.core.cases.forms import Form, Table, arrange
from eyre.core.cases.problems import Kind, Problems, printable
from eyre.core.cases.sheets import Sheet
from eyre.core.frameworks import Edition
from eyre.core.ratings.given import GivenStandards, read_standards
from eyre.frameworks.reading import load_edition, shipped_editions

from .delimited import read_delimited
from .kinds import FileKind, kind_of
from .limits import MAX_BYTES
from .ods import read_ods
from .parquet import read_parquet
from .xlsx import read_xlsx

STANDARD_INPUT = "-"
READERS: dict[FileKind, Callable[[bytes, Problems], Sheet | None]] = {
    FileKind.CSV: read_delimited,
    FileKind.XLSX: read_xlsx,
    FileKind.ODS: read_ods,
    FileKind.PARQUET: read_parquet,
}


@dataclass(frozen=True, eq=False, slots=True)
class Contents:
    """What a file says: answers about cases, or tallies of them, or given standards, by its form."""

    form: Form
    answers: tuple[InspectionAnswers, ...] = ()
    tallies: tuple[InspectionTallies, ...] = ()
    given: tuple[GivenStandards, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class FileProblems:
    """Everything that is wrong with one file."""

    file: str
    problems: Problems

    @property
    def name(self) -> str:
        """What a message calls the file: a name may hold bytes that are no text, or that move a terminal."""
        return "standard input" if self.file == STANDARD_INPUT else printable(self.file)


class AnswersRefused(ValueError):
    """Files of answers hold mistakes, all of which are listed; nothing of them was taken."""

    def __init__(self, files: Sequence[FileProblems]) -> None:
        self.files = tuple(files)
        self.total = sum(len(file.problems) for file in files)
        super().__init__(f"{self.total} problems")


def read_answers(path: str | Path, framework: Edition | None = None, groups: Iterable[str] = ()) -> Contents:
    """What one file says; `framework` is the edition where the file names none, `groups` further sub-groups.

    Raises:
        AnswersRefused: with every problem of the file.
    """
    return read_many([path], framework, groups)[0]


def read_many(
    paths: Iterable[str | Path], framework: Edition | None = None, groups: Iterable[str] = ()
) -> list[Contents]:
    """What each of several files says.

    Raises:
        AnswersRefused: with every problem of every file.
    """
    declared, read, wrong = tuple(groups), [], []
    for path in paths:
        problems = Problems()
        contents = _read(str(path), framework, declared, problems)
        if contents is None or problems:
            wrong.append(FileProblems(str(path), problems))
        else:
            read.append(contents)
    if wrong:
        raise AnswersRefused(wrong)
    return read


def read_bytes(
    data: bytes, name: str, framework: Edition | None = None, groups: Iterable[str] = ()
) -> Contents:
    """What the bytes of a file of this name say, for what was sent and not laid on a disk.

    Raises:
        AnswersRefused: with every problem.
    """
    problems = Problems()
    contents = _read_bytes(data, name, framework, tuple(groups), problems)
    if contents is None or problems:
        raise AnswersRefused([FileProblems(name, problems)])
    return contents


def read_sheet(path: str | Path) -> Sheet:
    """The header and the filled rows of a CSV, XLSX, ODS or Parquet file, whatever it is about.

    Raises:
        AnswersRefused: with every problem of the file.
    """
    problems = Problems()
    data = _bytes(str(path), problems)
    sheet = None if data is None else _sheet(data, str(path), problems)
    if sheet is None or problems:
        raise AnswersRefused([FileProblems(str(path), problems)])
    return sheet.without_blanks()


def _sheet(data: bytes, name: str, problems: Problems) -> Sheet | None:
    kind = kind_of(name, data, problems)
    return None if kind is None else READERS[kind](data, problems)


def _read(path: str, framework: Edition | None, groups: Sequence[str], problems: Problems) -> Contents | None:
    data = _bytes(path, problems)
    return None if data is None else _read_bytes(data, path, framework, groups, problems)


def _read_bytes(
    data: bytes, name: str, framework: Edition | None, groups: Sequence[str], problems: Problems
) -> Contents | None:
    sheet = _sheet(data, name, problems)
    table = None if sheet is None else arrange(sheet, problems)
    return None if table is None else _contents(table, framework, groups, problems)


def _bytes(path: str, problems: Problems) -> bytes | None:
    too_large = False
    try:
        if path == STANDARD_INPUT:
            data = _standard_input()
        else:
            with Path(path).open("rb") as file:
                # a device or a pipe has no size, and is read as far as a file may go
                too_large = os.fstat(file.fileno()).st_size > MAX_BYTES
                data = b"" if too_large else file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or str(error)
        problems.add(Kind.FILE, f"it cannot be read: {words[:1].lower()}{words[1:]}")
        return None
    if too_large or len(data) > MAX_BYTES:
        problems.add(Kind.FILE, f"it is larger than {MAX_BYTES:,} bytes: split it")
        return None
    return data


def _standard_input() -> bytes:
    if sys.stdin is None:  # closed by whoever started us
        raise ValueError("standard input is closed")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _contents(table: Table, framework: Edition | None, groups: Sequence[str], problems: Problems) -> Contents:
    match table.form:
        case Form.LONG:
            return Contents(Form.LONG, answers=tuple(read_long(table, framework, find_shipped, problems)))
        case Form.WIDE:
            return Contents(
                Form.WIDE, answers=tuple(read_wide(table, framework, find_shipped, groups, problems))
            )
        case Form.COUNTS:
            return Contents(Form.COUNTS, tallies=tuple(read_counts(table, framework, find_shipped, problems)))
        case Form.STANDARDS:
            return Contents(
                Form.STANDARDS, given=tuple(read_standards(table, framework, find_shipped, problems))
            )


def find_shipped(edition_id: str) -> Edition | None:
    """The shipped edition of this id. A file of answers can name no path: it must not make us open one."""
    return load_edition(edition_id) if edition_id in shipped_editions() else None
