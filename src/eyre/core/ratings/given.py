"""The standards form: ratings that were given, not counted from cases, as rows inspection, standard, rating."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from eyre.core.cases.counted import whole
from eyre.core.cases.forms import Table
from eyre.core.cases.keys import (
    Editions,
    Find,
    Refs,
    check_one_edition_each,
    find_editions,
    flag,
    key_fault,
    note_repeated,
    numbered,
)
from eyre.core.cases.nearest import nearest_label, nearest_ref
from eyre.core.cases.problems import Kind, Problems, listed, shown
from eyre.core.frameworks import Edition

from .outcomes import NotKnown, NotRated, Outcome, Rated

NOT_RATED = ("not rated", "not_rated")
NOT_KNOWN = ("", "not known", "not_known")
TRUTH = {"yes": True, "no": False}


@dataclass(frozen=True)
class GivenStandards:
    """The outcomes of one inspection's standards as they were given, by number, and the facts that are true.

    A standard that is not in `outcomes` was not mentioned, and is not known.
    """

    inspection: str
    edition: str
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()


def read_standards(
    table: Table, default: Edition | None, find: Find, problems: Problems
) -> list[GivenStandards]:
    """The given standards of each inspection; [] where problems are noted.

    `rating` is the label or id of a band, "Not rated", or "Not known" (as is an empty cell); `score` the score
    of exactly one band. A row whose `standard` is a fact of the edition says yes or no.
    """
    rows, named = table.rows, table.named
    inspection = named["inspection"]
    good = flag(problems, "inspection", inspection, rows, key_fault("inspection"))
    editions = find_editions(table, default, find, problems)
    check_one_edition_each(inspection, editions, rows, problems)
    values: dict[int, Outcome | bool] = {}
    places = np.full(len(table), -1, dtype=np.int32)
    for i, edition in enumerate(editions.used):
        _read_rows(table, edition, np.flatnonzero(editions.codes == i), places, values, problems)
    at = np.flatnonzero(good & (places >= 0))
    if len(at):
        pairs, first = numbered(inspection.codes[at], places[at])
        note_repeated(table, "standard", at, pairs, len(first), problems)
    return [] if problems else _given(table, editions, places, values)


def _names(edition: Edition) -> Refs:
    return Refs([*(s.ref for s in edition.standards), *(fact.id for fact in edition.facts)])


def _read_rows(
    table: Table,
    edition: Edition,
    at: NDArray[np.intp],
    places: NDArray[np.int32],
    values: dict[int, Outcome | bool],
    problems: Problems,
) -> None:
    """The place and value of each row of one edition; faults are put into words only as far as they are listed."""
    refs = _names(edition)
    given = "rating" if "rating" in table.named else "score"
    standard, column = table.named["standard"], table.named[given]
    places[at] = standard.map([refs.place(word) for word in standard.words])[at]
    _note_unknown(table, edition, at[places[at] < 0], problems)
    read: dict[tuple[bool, str], Outcome | bool | None] = {}
    wrong = []
    for i in at[places[at] >= 0].tolist():
        key = (_is_fact(places[i], edition), column.at(i))
        if key not in read:
            read[key] = _value(edition, given, *key)
        value = read[key]
        if value is None:
            wrong.append(i)
        else:
            values[i] = value

    def say(i: int) -> str:
        return _fault(edition, given, _is_fact(places[i], edition), column.at(i))

    problems.add_rows(Kind.IMPOSSIBLE_VALUE, given, np.array(wrong, dtype=np.intp), table.rows, say)


def _is_fact(place: int, edition: Edition) -> bool:
    return bool(place >= len(edition.standards))


def _note_unknown(table: Table, edition: Edition, at: NDArray[np.intp], problems: Problems) -> None:
    standard = table.named["standard"]
    blank = standard.is_blank[at]
    problems.add_rows(Kind.EMPTY_KEY, "standard", at[blank], table.rows, lambda i: "the standard is empty")
    problems.add_rows(
        Kind.UNKNOWN_STANDARD, "standard", at[~blank], table.rows, lambda i: _unknown(standard.at(i), edition)
    )


def _unknown(name: str, edition: Edition) -> str:
    facts = f"; facts: {listed(fact.id for fact in edition.facts)}" if edition.facts else ""
    known = listed((s.ref for s in edition.standards), most=20)
    meant = nearest_ref(name, [s.ref for s in edition.standards], {s.ref: s.title for s in edition.standards})
    hint = f" (did you mean {meant}?)" if meant else ""
    return f"{shown(name)} is no standard of {edition.id}{hint}; it has {known}{facts}"


def _value(edition: Edition, given: str, is_fact: bool, word: str) -> Outcome | bool | None:
    """What a cell says; None where it says nothing that fits."""
    plain = word.casefold()
    if is_fact:
        return TRUTH.get(plain)
    if plain in NOT_RATED:
        return NotRated("the file says Not rated")
    if plain in NOT_KNOWN:
        return NotKnown("the file does not say")
    return _rating(edition, plain) if given == "rating" else _score(edition, word)


def _rating(edition: Edition, plain: str) -> Rated | None:
    fitting = (band for band in edition.bands if plain in (band.id.casefold(), band.label.casefold()))
    return next((Rated(band.id) for band in fitting), None)


def _score(edition: Edition, word: str) -> Rated | None:
    bands = [band.id for band in edition.bands if band.score == whole(word)]
    return Rated(bands[0]) if len(bands) == 1 else None


def _fault(edition: Edition, given: str, is_fact: bool, word: str) -> str:
    """Why a cell says nothing that fits, and what may have been meant."""
    if is_fact:
        return f"{shown(word)} is neither yes nor no, as a fact needs"
    return _no_rating(edition, word) if given == "rating" else _no_score(edition, word)


def _no_rating(edition: Edition, word: str) -> str:
    labels = [band.label for band in edition.bands]
    meant = nearest_label(word, [*labels, "Not rated", "Not known"])
    hint = f" (did you mean {meant}?)" if meant else ""
    hint = " (scores stand in a column headed score)" if whole(word) is not None else hint
    return f"{shown(word)} is no band of {edition.id}{hint}: {listed(labels)}, Not rated or Not known"


def _no_score(edition: Edition, word: str) -> str:
    several = [band for band in edition.bands if band.score == whole(word)]
    scores = listed(f"{band.score} {band.label}" for band in edition.bands)
    which = "the score of several bands" if several else "the score of no band"
    named = _rating(edition, word.casefold()) is not None
    hint = " (names of bands stand in a column headed rating)" if named else ""
    return f"{shown(word)} is {which} of {edition.id}{hint}: {scores}, or Not rated"


def _given(
    table: Table, editions: Editions, places: NDArray[np.int32], values: Mapping[int, Outcome | bool]
) -> list[GivenStandards]:
    names = [_names(edition).refs for edition in editions.used]
    edition_of: dict[str, int] = {}
    said: dict[str, dict[str, Outcome | bool]] = {}
    for i, value in values.items():
        inspection, code = table.named["inspection"].at(i), int(editions.codes[i])
        edition_of[inspection] = code
        said.setdefault(inspection, {})[names[code][places[i]]] = value
    return [
        GivenStandards(
            inspection,
            editions.used[edition_of[inspection]].id,
            {ref: value for ref, value in row.items() if not isinstance(value, bool)},
            frozenset(ref for ref, value in row.items() if value is True),
        )
        for inspection, row in said.items()
    ]
