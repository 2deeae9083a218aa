"""Which editions are there, and which published inspections rest on each?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count

from eyre.core.frameworks import Edition
from eyre.frameworks.queries import editions, stored_editions
from eyre.frameworks.words import FAMILIES, OTHER_FAMILY, family_of
from eyre.inspections.queries import visible_to

from .listing import Listed, Narrowed, listed

RESULTS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition in the list: how much of it there is, and how many published inspections used it."""

    edition: Edition
    standards: int
    inspections: int


@dataclass(frozen=True, slots=True)
class Family:
    """Editions that belong together, oldest first."""

    title: str
    rows: tuple[EditionRow, ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """The published results under one edition: how many, and the latest of them."""

    inspections: int
    latest: tuple[Listed, ...]


def families() -> tuple[Family, ...]:
    """Every stored edition, by family and then by the day from which it was valid; two queries."""
    known = editions({row.id: row.digest for row in stored_editions()})
    used = inspections_by_edition()
    order = [*FAMILIES, OTHER_FAMILY]
    in_order = sorted(known.values(), key=lambda e: (order.index(family_of(e)), str(e.valid_from), e.id))
    return tuple(
        Family(title, tuple(EditionRow(e, len(e.standards), used.get(e.id, 0)) for e in group))
        for title, group in groupby(in_order, key=family_of)
    )


def inspections_by_edition() -> dict[str, int]:
    """How many published inspections used each edition."""
    counted = visible_to().order_by().values("edition").annotate(number=Count("id"))
    return dict(counted.values_list("edition", "number"))


def uses_of(edition_id: str) -> Uses:
    """The published results under an edition, the latest in full."""
    number = visible_to().filter(edition=edition_id).count()
    latest = listed(Narrowed(framework=edition_id), end=RESULTS_SHOWN) if number else ()
    return Uses(number, latest)
