"""Is this text a question of the edition, and where it is none, what did the writer mean?"""

from __future__ import annotations

import re
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from eyre.core.frameworks import Edition

from .keys import Editions
from .problems import Kind, Problems, listed, shown
from .sheets import Column, Rows

DATE = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}( 00:00:00)?")


def question_kinds(edition: Edition) -> dict[str, str]:
    """The kind of case each question is put to, by the ref of the question."""
    kinds = {q.ref: standard.case_kind for standard in edition.case_standards for q in standard.key_questions}
    return kinds | {q.ref: group.case_kind for group in edition.question_sets for q in group.questions}


def place_questions(column: Column, editions: Editions, rows: Rows, problems: Problems) -> NDArray[np.int32]:
    """The place of each row's question among those of its edition; -1, with a problem noted, for no question."""
    places = np.full(len(column), -1, dtype=np.int32)
    for i, edition in enumerate(editions.used):
        refs = editions.questions[i]
        found = column.map([refs.place(word) for word in column.words]).astype(np.int32)
        mine = editions.codes == i
        places = found if mine.all() else np.where(mine, found, places)
        strange = np.flatnonzero((places < 0) & mine)
        _note_strange(column, edition, strange, rows, problems)
    return places


def _note_strange(
    column: Column, edition: Edition, strange: NDArray[np.intp], rows: Rows, problems: Problems
) -> None:
    said: dict[str, str] = {}

    def say(i: int) -> str:
        word = column.at(i)
        return said.setdefault(word, explain(word, edition))

    empty = np.array([word == "" for word in column.words], dtype=bool)[column.codes[strange]]
    problems.add_rows(Kind.EMPTY_KEY, "question", strange[empty], rows, lambda i: "the question is empty")
    problems.add_rows(Kind.UNKNOWN_QUESTION, "question", strange[~empty], rows, say)


def explain(word: str, edition: Edition) -> str:
    """Why a text is no question about cases in this edition, and the way out."""
    start = f"{shown(word)} is no question about cases in {edition.id}"
    elsewhere = {q.ref: standard for standard, q in edition.walk_key_questions()}
    if word in elsewhere:
        standard = elsewhere[word]
        return (
            f"{start}: standard {standard.ref} {standard.title} is judged from other evidence; give its rating in "
            "the standards form (--with)"
        )
    if DATE.fullmatch(word):
        return f"{start}: it looks like a date a spreadsheet made of a number; format the column as text"
    near = get_close_matches(word, list(edition.questions), 1, 0.75)
    hint = f" (did you mean {near[0]}?)" if near else ""
    return f"{start}{hint}; it asks {listed(edition.questions) or 'none'}"
