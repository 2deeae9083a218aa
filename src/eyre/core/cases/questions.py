"""Is this text a question of the edition, and where it is none, what did the writer mean?"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from eyre.core.frameworks import Edition

from .keys import Editions
from .nearest import nearest_ref
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
    named = next((s for s in edition.case_standards if s.ref.casefold() == word.casefold()), None)
    if named is not None:
        asked = listed(q.ref for q in named.key_questions)
        return f"{start}: it is the standard {named.title}; its key questions are {asked or 'not known'}"
    meant = nearest_ref(word, edition.questions)
    hint = f" (did you mean {meant}?)" if meant else ""
    return f"{start}{hint}; it asks {listed(edition.questions) or 'none'}"
