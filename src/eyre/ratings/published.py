"""The published ratings as they ship: read into rows, with every mistake told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eyre.core.frameworks import Edition
from eyre.platform.facts import Notebook, Row, read_rows, whole_number

from .models import NOT_KNOWN, NOT_RATED, PublishedOverall, PublishedRating

DATA = Path(__file__).parent / "data"
OVERALL = ["inspection_id", "overall_rating", "overall_rating_basis", "score", "score_max", "score_basis"]
RATINGS = ["inspection_id", "standard", "title", "rating", "source"]


@dataclass(frozen=True)
class PublishedRatings:
    """What ships about ratings, as rows that are not yet saved."""

    overalls: list[PublishedOverall]
    ratings: list[PublishedRating]

    @property
    def references(self) -> set[str]:
        """The sources that are named."""
        return {rating.source_id for rating in self.ratings}


def read_published_ratings(editions: Mapping[str, Edition], folder: Path = DATA) -> PublishedRatings:
    """The published ratings of this folder; `editions` gives the edition of each inspection by its id.

    Raises:
        DataMistakes: with every unknown inspection, band and number, and every standard that is rated twice.
    """
    notes = Notebook()
    overalls = [
        _overall(row, editions, notes) for row in read_rows(folder / "overall_ratings.csv", OVERALL, notes)
    ]
    rows = list(read_rows(folder / "standard_ratings.csv", RATINGS, notes))
    ratings = [_rating(row, editions, notes) for row in rows]
    _refuse_repeated(rows, ratings, notes)
    notes.check()
    return PublishedRatings(overalls, ratings)


def outcome_named(edition: Edition, words: str) -> str:
    """The id of the band with this label, or the word for Not rated or Not known; else the words themselves."""
    plain = words.casefold()
    if plain in {"not rated", "not known"}:
        return NOT_RATED if plain == "not rated" else NOT_KNOWN
    return next((band.id for band in edition.bands if plain in {band.label.casefold(), band.id}), words)


def _edition(row: Row, editions: Mapping[str, Edition], notes: Notebook) -> Edition | None:
    edition = editions.get(row["inspection_id"].lower())
    if edition is None:
        notes.note(row, f"inspection_id: there is no inspection {row['inspection_id']!r}")
    return edition


def _band(row: Row, column: str, edition: Edition | None, notes: Notebook) -> str:
    if edition is None:
        return row[column]
    outcome = outcome_named(edition, row[column])
    if not edition.has_band(outcome) and outcome not in {NOT_RATED, NOT_KNOWN}:
        labels = ", ".join(band.label for band in edition.bands)
        notes.note(row, f"{column}: {row[column]!r} is no band of {edition.id}: {labels}, Not rated")
    return outcome


def _overall(row: Row, editions: Mapping[str, Edition], notes: Notebook) -> PublishedOverall:
    edition = _edition(row, editions, notes)
    points = row.read("score", whole_number, notes, None)
    out_of = row.read("score_max", whole_number, notes, None)
    if (points is None) != (out_of is None):
        notes.note(row, "score and score_max: a score has points and a maximum, or neither")
    elif points is not None and out_of is not None and not points <= out_of > 0:
        notes.note(row, f"score: {points} is more than the maximum of {out_of}")
    return PublishedOverall(
        inspection_id=row["inspection_id"].lower(),
        band=_band(row, "overall_rating", edition, notes) if row["overall_rating"] else None,
        basis=row["overall_rating_basis"],
        score_points=points,
        score_out_of=out_of,
        score_basis=row["score_basis"],
        is_shipped=True,
    )


def _rating(row: Row, editions: Mapping[str, Edition], notes: Notebook) -> PublishedRating:
    return PublishedRating(
        inspection_id=row["inspection_id"].lower(),
        standard_ref=row["standard"],
        title_as_printed=row["title"],
        outcome=_band(row, "rating", _edition(row, editions, notes), notes),
        source_id=row["source"],
        is_shipped=True,
    )


def _refuse_repeated(rows: list[Row], ratings: list[PublishedRating], notes: Notebook) -> None:
    seen: set[tuple[str, str]] = set()
    for row, rating in zip(rows, ratings, strict=True):
        key = (rating.inspection_id, rating.standard_ref)
        if key in seen:
            notes.note(row, f"standard {row['standard']} of {row['inspection_id']} is rated a second time")
        seen.add(key)
