"""By what can the list of inspections be narrowed, and how many inspections would each value show?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from eyre.inspections.models import Kind
from eyre.inspections.queries import visible_to
from eyre.platform.filters import Choice
from eyre.platform.prepared import Prepared

from .listing import NOT_KNOWN, UNRATED, bands_met, with_overall
from .marks import UNRATED_BASIS, UNRATED_TYPE


@dataclass(frozen=True, slots=True)
class Facets:
    """What the list can be narrowed by, each value with how many inspections it has."""

    kinds: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    years: tuple[Choice, ...]
    frameworks: tuple[Choice, ...]
    ratings: tuple[Choice, ...]


COLUMNS = (
    "kind", "region_id", "region__name", "edition_id", "edition__short_title", "published_from", "published_to",
    "band", "basis",
)  # fmt: skip
FACETS = Prepared(lambda: with_overall(visible_to()).order_by().values(*COLUMNS))


def facets() -> Facets:
    """Everything the list can be narrowed by, with how many of all inspections each value would show."""
    rows = FACETS.rows()
    return Facets(
        kinds=_counted((kind, Kind(kind).label) for kind, *_ in rows),
        regions=_counted((row[1], row[2].removesuffix(" region")) for row in rows if row[1]),
        years=tuple(reversed(_counted((str(y), str(y)) for row in rows for y in _years(row[5], row[6])))),
        frameworks=_counted((row[3], row[4]) for row in rows),
        ratings=_ratings(Counter(_rating(band, basis) for *_, band, basis in rows)),
    )


def _counted(values: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    counts = Counter(values)
    return tuple(
        Choice(value, label, counts[value, label]) for value, label in sorted(counts, key=lambda v: v[1])
    )


def _years(first: date | None, last: date | None) -> range:
    return range(first.year, last.year + 1) if first and last else range(0)


def _rating(band: str | None, basis: str | None) -> str:
    return band or (UNRATED if basis == UNRATED_BASIS else NOT_KNOWN)


def _ratings(counts: Counter[str]) -> tuple[Choice, ...]:
    bands = [Choice(mark.band, mark.label, counts[mark.band]) for mark in bands_met() if counts[mark.band]]
    others = ((NOT_KNOWN, "Not known"), (UNRATED, UNRATED_TYPE))
    return (*bands, *(Choice(value, label, counts[value]) for value, label in others if counts[value]))
