"""The counts form: for each inspection and question, how many cases were sufficient of how many relevant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eyre.core.frameworks import Edition

from .answers import Tally
from .forms import Table
from .keys import (
    Editions,
    Fault,
    Find,
    check_one_edition_each,
    find_editions,
    flag,
    key_fault,
    note_repeated,
    numbered,
)
from .problems import Kind, Problems, shown
from .questions import place_questions
from .sheets import Column

WHOLE = re.compile(r"[0-9]{1,9}(\.0+)?", re.ASCII)
NUMBERS = ("sufficient", "relevant", "not_relevant", "not_answered")


@dataclass(frozen=True)
class InspectionTallies:
    """The tallies of one inspection by question, and the edition whose questions they are."""

    inspection: str
    edition: str
    tallies: Mapping[str, Tally]


def whole(word: str) -> int | None:
    """The whole number a text states ("3", "3.0"); None where it states none, or one beyond nine digits."""
    return int(word.split(".")[0]) if WHOLE.fullmatch(word) else None


def read_counts(
    table: Table, default: Edition | None, find: Find, problems: Problems
) -> list[InspectionTallies]:
    """The tallies of each inspection; [] where problems are noted.

    `sufficient` may not exceed `relevant`; `not_relevant` and `not_answered` may be left out or empty.
    """
    rows, named = table.rows, table.named
    inspection = named["inspection"]
    good = flag(problems, "inspection", inspection, rows, key_fault("inspection"))
    editions = find_editions(table, default, find, problems)
    check_one_edition_each(inspection, editions, rows, problems)
    questions = place_questions(named["question"], editions, rows, problems)
    numbers = {name: _numbers(table, name, problems) for name in NUMBERS}
    _note_more_than_relevant(table, numbers, problems)
    at = np.flatnonzero(good & (questions >= 0))
    if not len(at):
        return []
    pairs, first = numbered(inspection.codes[at], questions[at])
    note_repeated(table, "question", at, pairs, len(first), problems)
    if problems:
        return []
    return _tallied(inspection, editions, questions, numbers)


def _tallied(
    inspection: Column,
    editions: Editions,
    questions: NDArray[np.int32],
    numbers: Mapping[str, NDArray[np.int64]],
) -> list[InspectionTallies]:
    counted: dict[str, dict[int, Tally]] = {}
    edition_of: dict[str, Edition] = {}
    across = zip(*(numbers[name].tolist() for name in NUMBERS), strict=True)
    for i, (x, n, not_relevant, not_answered) in enumerate(across):
        name = inspection.at(i)
        edition_of[name] = editions.used[int(editions.codes[i])]
        tallies = counted.setdefault(name, {})
        tallies[int(questions[i])] = Tally(x, n - x, not_relevant, not_answered)
    return [_in_order(name, edition_of[name], tallies) for name, tallies in counted.items()]


def _in_order(name: str, edition: Edition, tallies: Mapping[int, Tally]) -> InspectionTallies:
    refs = tuple(edition.questions)
    return InspectionTallies(name, edition.id, {refs[i]: tallies[i] for i in sorted(tallies)})


def _numbers(table: Table, name: str, problems: Problems) -> NDArray[np.int64]:
    column = table.named.get(name)
    if column is None:
        return np.zeros(len(table), dtype=np.int64)
    optional = name.startswith("not_")

    def fault(word: str) -> Fault | None:
        if whole(word) is not None or (optional and not word):
            return None
        return Kind.IMPOSSIBLE_VALUE, f"{shown(word)} is no whole number of cases"

    flag(problems, name, column, table.rows, fault)
    return np.array([whole(word) or 0 for word in column.words], dtype=np.int64)[column.codes]


def _note_more_than_relevant(
    table: Table, numbers: Mapping[str, NDArray[np.int64]], problems: Problems
) -> None:
    readable = _readable(table.named["sufficient"]) & _readable(table.named["relevant"])
    places = np.flatnonzero((numbers["sufficient"] > numbers["relevant"]) & readable)

    def say(i: int) -> str:
        x, n = numbers["sufficient"][i], numbers["relevant"][i]
        return f"{x} sufficient of {n} relevant cases: there cannot be more sufficient than relevant"

    problems.add_rows(Kind.MORE_THAN_RELEVANT, "sufficient", places, table.rows, say)


def _readable(column: Column) -> NDArray[np.bool_]:
    readable: NDArray[np.bool_] = np.array([whole(word) is not None for word in column.words], dtype=bool)
    return readable[column.codes]
