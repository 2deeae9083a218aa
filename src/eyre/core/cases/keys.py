"""Which inspection, case and edition does a row belong to? Checks word by word, not row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from eyre.core.frameworks import Edition

from .forms import Table
from .problems import Kind, Problems, shown
from .sheets import Codes, Column, Rows

Find = Callable[[str], Edition | None]  # an edition by its id; None where there is none
Fault = tuple[Kind, str]
Mask = NDArray[np.bool_]
LONGEST = 200  # characters of an id or a label


class Refs:
    """Refs by what a file may call them: letter case does not matter where it tells nothing apart."""

    def __init__(self, refs: Iterable[str]) -> None:
        self.refs = tuple(refs)
        folded = Counter(ref.casefold() for ref in self.refs)
        self._exact = {ref: i for i, ref in enumerate(self.refs)}
        self._folded = {ref.casefold(): i for i, ref in enumerate(self.refs) if folded[ref.casefold()] == 1}

    def place(self, word: str) -> int:
        """The place of the ref a word stands for; -1 where it stands for none."""
        return self._exact.get(word, self._folded.get(word.casefold(), -1))


@dataclass(frozen=True, eq=False)
class Editions:
    """The edition each row answers: `codes[i]` is a place in `used`, or -1 where it is not known."""

    used: tuple[Edition, ...]
    codes: Codes

    @cached_property
    def questions(self) -> tuple[Refs, ...]:
        """For each edition the questions it asks about cases."""
        return tuple(Refs(edition.questions) for edition in self.used)


def flag(
    problems: Problems, name: str, column: Column, rows: Rows, fault: Callable[[str], Fault | None]
) -> Mask:
    """Note a problem for every row whose word has a fault; True where a row has none."""
    kinds = [_kind(fault(word)) for word in column.words]
    found = set(kinds) - {None}
    if not found:
        return np.ones(len(column), dtype=bool)

    def say(i: int) -> str:  # asked again, since a million faults in words would fill the memory
        again = fault(column.at(i))
        assert again is not None, "only rows with a fault are put into words"
        return again[1]

    for kind in (each for each in Kind if each in found):
        places = np.flatnonzero(np.array([each is kind for each in kinds])[column.codes])
        problems.add_rows(kind, name, places, rows, say)
    good: Mask = np.array([kind is None for kind in kinds])[column.codes]
    return good


def _kind(fault: Fault | None) -> Kind | None:
    return None if fault is None else fault[0]


def key_fault(name: str) -> Callable[[str], Fault | None]:
    """What is wrong with an id: empty, unprintable, overlong, or something a spreadsheet would run."""

    def fault(word: str) -> Fault | None:
        if not word:
            return Kind.EMPTY_KEY, f"the {name} is empty"
        if word[0] in "=+-@":
            return (
                Kind.IMPOSSIBLE_VALUE,
                f"{shown(word)} begins like a formula: an id may not begin with = + - @",
            )
        return label_fault(word)

    return fault


def label_fault(word: str) -> Fault | None:
    """What is wrong with a label: it is overlong or holds characters that cannot be printed."""
    if len(word) > LONGEST:
        return Kind.IMPOSSIBLE_VALUE, f"{shown(word)} is longer than {LONGEST} characters"
    if not word.isprintable() and not all(c.isprintable() or (c.isspace() and ord(c) > 0x9F) for c in word):
        return Kind.IMPOSSIBLE_VALUE, f"{shown(word)} holds a character that cannot be printed"
    return None


def find_editions(table: Table, default: Edition | None, find: Find, problems: Problems) -> Editions:
    """The edition of each row: its own where there is an `edition` column, else the default."""
    column = table.named.get("edition")
    if column is None:
        if default is None:
            problems.add(Kind.MISSING_COLUMN, "no edition is named: give --framework, or a column edition", 1)
            return Editions((), np.full(len(table), -1, dtype=np.int32))
        return Editions((default,), np.zeros(len(table), dtype=np.int32))
    editions = {word: _edition(word, default, find) for word in column.words}
    flag(problems, "edition", column, table.rows, lambda word: _edition_fault(word, editions[word]))
    used = {edition.id: edition for edition in editions.values() if edition is not None}
    places = {edition_id: i for i, edition_id in enumerate(used)}
    of_words = [editions[word] for word in column.words]
    codes = column.map([-1 if edition is None else places[edition.id] for edition in of_words])
    return Editions(tuple(used.values()), codes.astype(np.int32))


def _edition(word: str, default: Edition | None, find: Find) -> Edition | None:
    if not word or (default is not None and word == default.id):
        return default
    return find(word)


def _edition_fault(word: str, edition: Edition | None) -> Fault | None:
    if edition is not None:
        return None
    if not word:
        return Kind.EMPTY_KEY, "the edition is empty and no --framework is given"
    return Kind.UNKNOWN_EDITION, f"there is no edition {shown(word)}"


def check_one_edition_each(inspection: Column, editions: Editions, rows: Rows, problems: Problems) -> None:
    """Note each inspection that names two editions, at the first row of the second."""
    if len(editions.used) < 2:
        return
    first = first_places(inspection.codes, len(inspection.words))
    other = (editions.codes != editions.codes[first][inspection.codes]) & (editions.codes >= 0)
    other &= (editions.codes[first] >= 0)[inspection.codes]
    places = np.flatnonzero(other)
    _, once = np.unique(inspection.codes[places], return_index=True)

    def say(i: int) -> str:
        before = int(first[inspection.codes[i]])
        here, there = editions.used[editions.codes[i]].id, editions.used[editions.codes[before]].id
        return (
            f"inspection {shown(inspection.at(i))} names edition {here} here and {there} in row {rows[before]}: "
            "one inspection has one edition"
        )

    problems.add_rows(Kind.CONTRADICTION, "edition", np.sort(places[once]), rows, say)


def first_places(codes: NDArray[np.signedinteger], n: int) -> NDArray[np.int64]:
    """For each of the codes 0 to n - 1 the first place it stands at; 0 for one that stands nowhere."""
    first = np.zeros(n, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return first


def numbered(outer: Codes, inner: Codes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers for the pairs (outer, inner), those of one outer code side by side, both in order of appearance.

    Returns the number of each row's pair, and for each number the first row that holds it.
    """
    key = outer.astype(np.int64) * (int(inner.max(initial=0)) + 1) + inner
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    _, first, inverse = np.unique(key[starts], return_index=True, return_inverse=True)
    rows = starts[first]
    outers = outer[np.sort(rows)]
    appearance = first_places(outers, int(outer.max(initial=0)) + 1)
    order = np.lexsort((rows, appearance[outer[rows]]))
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    lengths = np.diff(np.append(starts, len(key)))
    return np.repeat(place[inverse], lengths), rows[order]


def repeats(numbers: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places whose number stood before, and for each the place where it stood first."""
    if size <= 16 * len(numbers) + 1_000_000:
        seen = np.zeros(size, dtype=bool)
        seen[numbers] = True
        if np.count_nonzero(seen) == len(numbers):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    again = np.flatnonzero(first[inverse] != np.arange(len(numbers)))
    return again, first[inverse][again]


def note_repeated(
    table: Table,
    column: str,
    at: NDArray[np.int64],
    numbers: NDArray[np.int64],
    size: int,
    problems: Problems,
    say: Callable[[int, int], str] | None = None,
) -> None:
    """Note each of the rows `at` whose number, one of `size`, an earlier one has.

    `say` tells of a place and the first row with its number; without it, that the column of the inspection stands there.
    """
    again, before = repeats(numbers, size)
    first = dict(zip(at[again].tolist(), table.rows[at[before]].tolist(), strict=True))

    def stands(i: int, row: int) -> str:
        inspection = table.named["inspection"].at(i)
        return f"{column} {table.named[column].at(i)} of inspection {shown(inspection)} stands in row {row} already"

    told = say or stands
    problems.add_rows(Kind.DUPLICATE_ROW, column, at[again], table.rows, lambda i: told(i, first[i]))
