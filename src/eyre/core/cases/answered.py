"""The long form (a row per answer) and the wide form (a row per case) as a matrix per inspection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from eyre.core.frameworks import Edition

from .answers import WORDS, Answer
from .forms import WELL_KNOWN_GROUPS, Table
from .keys import (
    Editions,
    Fault,
    Find,
    Mask,
    check_one_edition_each,
    find_editions,
    flag,
    key_fault,
    label_fault,
    note_repeated,
    numbered,
)
from .matrix import AnswerMatrix, InspectionAnswers
from .problems import Kind, Problems, shown
from .questions import explain, place_questions, question_kinds
from .sheets import Column, Rows

Cells = NDArray[np.uint8]
MEANT = {"y": "yes", "n": "no", "notrelevant": "not_relevant"} | dict.fromkeys(
    ("1", "0", "true", "false"), "yes or no"
)


@dataclass(frozen=True, eq=False, slots=True)
class Cases:
    """The rows that can be counted, sorted to their cases: `of_row` is each row's case, `first` each case's row."""

    of_row: NDArray[np.int64]
    first: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.first)


def answer_fault(word: str) -> Fault | None:
    """What is wrong with a text that should be an answer."""
    if word.lower() in WORDS:
        return None
    plain = word.lower().replace(" ", "_").replace("-", "_")
    meant = plain if plain in WORDS else MEANT.get(plain, "")
    hint = f"; write {meant}" if meant else ""
    return Kind.IMPOSSIBLE_VALUE, f"{shown(word)} is none of yes, no, not_relevant or empty{hint}"


def answer_codes(column: Column) -> Cells:
    """The answer of each row as its byte; a text that is no answer as not answered."""
    words = [int(WORDS.get(word.lower(), 0)) for word in column.words]
    codes: Cells = np.array(words, dtype=np.uint8)[column.codes]
    return codes


def read_long(
    table: Table, default: Edition | None, find: Find, problems: Problems
) -> list[InspectionAnswers]:
    """The answers of each inspection from rows inspection, case, question, answer; [] where problems are noted.

    A question without a row for a case was not put to it. Every further column is a sub-group column: one label
    per case.
    """
    rows, named = table.rows, table.named
    inspection, case = named["inspection"], named["case"]
    good = flag(problems, "inspection", inspection, rows, key_fault("inspection"))
    good &= flag(problems, "case", case, rows, key_fault("case"))
    flag(problems, "answer", named["answer"], rows, answer_fault)
    for name, column in table.others.items():
        flag(problems, name, column, rows, label_fault)
    editions = find_editions(table, default, find, problems)
    check_one_edition_each(inspection, editions, rows, problems)
    questions = place_questions(named["question"], editions, rows, problems)
    good &= questions >= 0
    if not good.any():
        return []
    at = np.flatnonzero(good)
    of_row, first = numbered(inspection.codes[at], case.codes[at])
    cases = Cases(of_row, at[first])
    width = max(len(edition.questions) for edition in editions.used)
    flat = cases.of_row * width + questions[at]
    _note_repeated_answers(table, at, flat, len(cases) * width, problems)
    for name, column in table.others.items():
        _note_changing_labels(table, name, column, at, cases, problems)
    if problems:
        return []
    flat_cells = np.full(len(cases) * width, Answer.NOT_PUT, dtype=np.uint8)
    flat_cells[flat] = answer_codes(named["answer"])[at]
    cells = flat_cells.reshape(len(cases), width)
    return _matrices(table, editions, cases, cells, cells != Answer.NOT_PUT)


def _note_repeated_answers(
    table: Table, at: NDArray[np.int64], flat: NDArray[np.int64], size: int, problems: Problems
) -> None:
    named = table.named

    def say(i: int, row: int) -> str:
        question, case = named["question"].at(i), named["case"].at(i)
        where = f"in inspection {shown(named['inspection'].at(i))}"
        return f"question {question} about case {shown(case)} {where} is answered in row {row} already"

    note_repeated(table, "question", at, flat, size, problems, say)


def _note_changing_labels(
    table: Table, name: str, column: Column, at: NDArray[np.int64], cases: Cases, problems: Problems
) -> None:
    first = column.codes[cases.first]
    other = column.codes[at] != first[cases.of_row]
    if not other.any():
        return
    case_of = dict(zip(at[other].tolist(), cases.of_row[other].tolist(), strict=True))

    def say(i: int) -> str:
        before = int(cases.first[case_of[i]])
        return (
            f"case {shown(table.named['case'].at(i))} is {shown(column.at(i))} here and "
            f"{shown(column.at(before))} in row {table.rows[before]}: a case has one {name}"
        )

    problems.add_rows(Kind.CONTRADICTION, name, at[other], table.rows, say)


def read_wide(
    table: Table, default: Edition | None, find: Find, groups: Iterable[str], problems: Problems
) -> list[InspectionAnswers]:
    """The answers of each inspection from a row per case; [] where problems are noted.

    A column is a question of the edition, a well-known sub-group or one declared in `groups`. An empty cell is
    an answer not yet given; but a question that has no answer at all in an inspection was not put there, and a
    case answered about one kind of case was not put the questions about another.
    """
    rows, named = table.rows, table.named
    inspection, case = named["inspection"], named["case"]
    good = flag(problems, "inspection", inspection, rows, key_fault("inspection"))
    good &= flag(problems, "case", case, rows, key_fault("case"))
    editions = find_editions(table, default, find, problems)
    check_one_edition_each(inspection, editions, rows, problems)
    asked, labels = _sort_columns(table, editions, groups, problems)
    for name, column in asked.items():
        flag(problems, name, column, rows, answer_fault)
        _note_questions_of_others(name, column, editions, rows, problems)
    for name, column in labels.items():
        flag(problems, name, column, rows, label_fault)
    at = np.flatnonzero(good)
    if not len(at):
        return []
    of_row, first = numbered(inspection.codes[at], case.codes[at])
    _note_repeated_cases(table, at, of_row, len(first), problems)
    if problems:
        return []
    cases = Cases(of_row, at[first])
    cells = _wide_cells(asked, editions, cases.first)
    inspected = Table(table.form, named, labels, rows)
    return _matrices(inspected, editions, cases, cells, _is_answered(cells))


def _sort_columns(
    table: Table, editions: Editions, groups: Iterable[str], problems: Problems
) -> tuple[dict[str, Column], dict[str, Column]]:
    declared = {*WELL_KNOWN_GROUPS, *(name.strip().casefold() for name in groups)}
    asked: dict[str, Column] = {}
    labels: dict[str, Column] = {}
    for name, column in table.others.items():
        if any(refs.place(name) >= 0 for refs in editions.questions):
            asked[name] = column
        elif name.casefold() in declared:
            labels[name] = column
        elif editions.used:
            known = ", ".join(WELL_KNOWN_GROUPS)
            problems.add(
                Kind.UNKNOWN_QUESTION,
                f"{explain(name, editions.used[0])}. If it is a sub-group column, declare it: --group "
                f"{name!r} (known without that: {known})",
                1,
                name,
            )
    if editions.used and not asked:
        problems.add(Kind.MISSING_COLUMN, "the wide form needs a column for at least one question", 1)
    return asked, labels


def _note_questions_of_others(
    name: str, column: Column, editions: Editions, rows: Rows, problems: Problems
) -> None:
    """An answer in a row whose edition does not ask the question of this column."""
    filled = column.map([word != "" for word in column.words], bool).astype(bool)
    for i, edition in enumerate(editions.used):
        if editions.questions[i].place(name) < 0:
            places = np.flatnonzero(filled & (editions.codes == i))
            text = explain(name, edition)
            problems.add_rows(Kind.UNKNOWN_QUESTION, name, places, rows, partial(_same, text))


def _same(text: str, _: int) -> str:
    return text


def _note_repeated_cases(
    table: Table, at: NDArray[np.int64], of_row: NDArray[np.int64], size: int, problems: Problems
) -> None:
    def say(i: int, row: int) -> str:
        case, inspection = table.named["case"].at(i), table.named["inspection"].at(i)
        return f"case {shown(case)} of inspection {shown(inspection)} stands in row {row} already"

    note_repeated(table, "case", at, of_row, size, problems, say)


def _wide_cells(asked: Mapping[str, Column], editions: Editions, order: NDArray[np.int64]) -> Cells:
    width = max(len(edition.questions) for edition in editions.used)
    across = np.zeros((width, len(order)), dtype=np.uint8)
    codes = editions.codes[order]
    for name, column in asked.items():
        answers = answer_codes(column)[order]
        for i, refs in enumerate(editions.questions):
            place = refs.place(name)
            if place >= 0:
                np.maximum(across[place], np.where(codes == i, answers, 0), out=across[place])
    cells = np.ascontiguousarray(across.T)
    for i, edition in enumerate(editions.used):
        _mark_not_put(cells, np.flatnonzero(codes == i), edition)
    return cells


def _mark_not_put(cells: Cells, rows: NDArray[np.intp], edition: Edition) -> None:
    """A case with answers, but none about this kind of case, was not put the questions of the kind."""
    answered = _is_answered(cells[rows])
    kind_of = question_kinds(edition)
    kinds = np.array([kind_of[ref] for ref in edition.questions])
    for kind in dict.fromkeys(kind_of.values()):
        columns = np.flatnonzero(kinds == kind)
        others = rows[answered.any(axis=1) & ~answered[:, columns].any(axis=1)]
        cells[np.ix_(others, columns)] = Answer.NOT_PUT


def _is_answered(cells: Cells) -> Mask:
    answered: Mask = (cells != Answer.NOT_ANSWERED) & (cells != Answer.NOT_PUT)
    return answered


def _matrices(
    table: Table, editions: Editions, cases: Cases, cells: Cells, put: Mask
) -> list[InspectionAnswers]:
    """One matrix per inspection, of the questions put there in the order of the edition."""
    inspection, case = table.named["inspection"], table.named["case"]
    outer = inspection.codes[cases.first]
    names = np.array(case.words, dtype=object)[case.codes[cases.first]]
    labels = {
        name: np.array(column.words, dtype=object)[column.codes[cases.first]]
        for name, column in table.others.items()
    }
    starts = np.flatnonzero(np.concatenate(([True], outer[1:] != outer[:-1])))
    asked = np.logical_or.reduceat(put, starts, axis=0)
    bounds = [*starts.tolist(), len(cases)]
    found = []
    for i, (start, stop) in enumerate(pairwise(bounds)):
        edition = editions.used[int(editions.codes[cases.first[start]])]
        matrix = AnswerMatrix(
            tuple(names[start:stop].tolist()),
            *_asked(tuple(edition.questions), cells[start:stop], asked[i]),
            {name: tuple(column[start:stop].tolist()) for name, column in labels.items()},
        )
        found.append(InspectionAnswers(inspection.words[int(outer[start])], edition.id, matrix))
    return found


def _asked(questions: Sequence[str], cells: Cells, asked: Mask) -> tuple[tuple[str, ...], Cells]:
    columns = np.flatnonzero(asked)
    return tuple(questions[i] for i in columns.tolist()), np.ascontiguousarray(cells[:, columns])
