"""What was the previous inspection of this provider, and how did it move since? Said in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eyre.core.calendar import NotADate, parse_partial
from eyre.core.frameworks import Edition
from eyre.core.ratings import Score
from eyre.core.tables import Comparability
from eyre.core.tables.movement import join, say_bands, say_score
from eyre.frameworks.queries import editions


@dataclass(frozen=True, slots=True)
class Previous:
    """The previous inspection: its id where Eyre holds it, what it is called, and the movement since in words."""

    id: str
    title: str
    movement: str


def say_previous(edition: Edition, row: dict[str, Any], score: Score | None) -> Previous | None:
    """The previous inspection named in a row of `inspection_row`; None where none is known."""
    if row["previous_id"]:
        when = str(parse_partial(row["previous_published"]))
        title = f"{row['previous_name']}, {when or 'date not known'} ({row['previous_framework']})"
        return Previous(row["previous_id"], title, _moved(edition, row, score))
    if not row["previous_as_printed"]:
        return None
    rating = row["previous_overall_as_printed"]
    return Previous(
        "", _printed(row["previous_as_printed"]), f"Overall rating then: {rating}." if rating else ""
    )


def _printed(text: str) -> str:
    """When it was, as a source prints it: "March 2023", "2018 (Western Bay)"; some say only that there was one."""
    if not any(letter.isdecimal() for letter in text):
        return "An earlier one, of which the date is not known"
    try:
        return str(parse_partial(text))
    except NotADate:
        return text


def _moved(edition: Edition, row: dict[str, Any], score: Score | None) -> str:
    then = editions({row["previous_edition"]: row["previous_digest"]})[row["previous_edition"]]
    if not Comparability.of((edition, then))(edition.id, then.id):
        rated = f"rated {then.band(row['previous_band']).label}" if row["previous_band"] else "inspected"
        return f"It was {rated} under {then.short_title}, which is not comparable, so no movement is stated."
    before = Score(row["previous_points"], row["previous_out_of"]) if row["previous_out_of"] else None
    scores = say_score(before, score) if score and before else ""
    told = join(say_bands(row["previous_band"], row["band"], edition.bands), scores)
    return told or _unsaid(row)


def _unsaid(row: dict[str, Any]) -> str:
    which = "now" if row["previous_band"] else "then"
    return f"The overall rating {which} is not known, so no movement is stated."
