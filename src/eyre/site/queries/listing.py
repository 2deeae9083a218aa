"""Which inspections are there, narrowed and sorted as a reader asked?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, overload

from django.db.models import (
    Case,
    Exists,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast

from eyre.core.calendar import parse_partial
from eyre.core.frameworks import Edition
from eyre.frameworks.queries import editions
from eyre.inspections.models import Inspection, Kind
from eyre.inspections.queries import visible_to
from eyre.platform.addresses import Sort
from eyre.platform.prepared import Prepared
from eyre.providers.models import ProviderName
from eyre.ratings.models import PublishedOverall

from .marks import UNRATED_BASIS, Mark, overall_mark

NOT_KNOWN, UNRATED = "not_known", "unrated"
SORTS = ("published", "provider", "kind", "region", "framework", "rating", "score")
NEWEST_FIRST = Sort("published", descending=True)
COLUMNS = (
    "id", "name_as_printed", "provider_id", "provider__name", "kind", "region_id", "region__name", "published",
    "published_basis", "edition_id", "edition__digest", "edition__short_title", "band", "basis", "points", "out_of",
    "score_basis", "table_is_complete",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed by; an empty text is not narrowed. `rating` is a band id, not_known or unrated."""

    kind: str = ""
    region: str = ""
    year: str = ""
    framework: str = ""
    rating: str = ""
    q: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One inspection as the list shows it."""

    id: str
    name: str
    provider: str
    provider_name: str
    kind: str
    kind_label: str
    region: str
    region_name: str
    published: str
    published_on: str
    published_basis: str
    framework: str
    framework_title: str
    mark: Mark
    basis: str
    points: int | None
    out_of: int | None
    score_basis: str
    table_is_complete: bool


def with_overall(inspections: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """The inspections with their published overall rating and score beside them: band, basis, points, out_of."""
    overall = PublishedOverall.objects.filter(inspection=OuterRef("pk"))
    return inspections.annotate(
        band=Subquery(overall.values("band")),
        basis=Subquery(overall.values("basis")),
        points=Subquery(overall.values("score_points")),
        out_of=Subquery(overall.values("score_out_of")),
        score_basis=Subquery(overall.values("score_basis")),
    )


def narrow(inspections: QuerySet[Inspection], by: Narrowed) -> QuerySet[Inspection]:
    """The inspections (with their overall ratings) that fit everything asked for."""
    if by.kind:
        inspections = inspections.filter(kind=by.kind)
    if by.region:
        inspections = inspections.filter(region=by.region)
    if by.framework:
        inspections = inspections.filter(edition=by.framework)
    if by.year.isdecimal():
        inspections = inspections.filter(_in_year(int(by.year)))
    if by.rating:
        inspections = inspections.filter(_rated(by.rating))
    for word in by.q.split():
        inspections = inspections.filter(_named(word))
    return inspections


def _in_year(year: int) -> Q:
    """A date that spans two years, as "2018/2019", counts in both."""
    return Q(published_from__lte=date(year, 12, 31), published_to__gte=date(year, 1, 1))


def _rated(rating: str) -> Q:
    if rating == UNRATED:
        return Q(band__isnull=True, basis=UNRATED_BASIS)
    if rating == NOT_KNOWN:
        return Q(band__isnull=True) & (Q(basis__isnull=True) | ~Q(basis=UNRATED_BASIS))
    return Q(band=rating)


def _named(word: str) -> Q:
    """Any name the provider ever went by counts, printed variants too."""
    known = Exists(ProviderName.objects.filter(provider=OuterRef("provider"), name__icontains=word))
    fields = ("id", "name_as_printed", "provider__name", "region__name", "region_as_printed")
    wanted = Q(known)
    for name in fields:
        wanted |= Q(**{f"{name}__icontains": word})
    return wanted


def how_many(by: Narrowed) -> int:
    """How many inspections fit."""
    return narrow(with_overall(visible_to()), by).count()


def listed(
    by: Narrowed,
    sort: Sort = NEWEST_FIRST,
    start: int = 0,
    end: int | None = None,
    among: Collection[str] | None = None,
) -> tuple[Listed, ...]:
    """The inspections that fit (and are among those of these ids), in order, from `start` up to and without `end`."""
    found = narrow(with_overall(visible_to()), by)
    if among is not None:
        found = found.filter(pk__in=among)
    rows = list(_sorted(found, sort).values(*COLUMNS)[start:end])
    known = editions({row["edition_id"]: row["edition__digest"] for row in rows})
    return tuple(_listed(row, known[row["edition_id"]]) for row in rows)


class Listing(Sequence[Listed]):
    """All inspections that fit, in order, of which a paginator takes a part: only that part is read."""

    def __init__(self, by: Narrowed, sort: Sort) -> None:
        self.by, self.sort = by, sort

    def __len__(self) -> int:
        return how_many(self.by)

    @overload
    def __getitem__(self, place: int) -> Listed: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Listed, ...]: ...
    def __getitem__(self, place: int | slice) -> Listed | tuple[Listed, ...]:
        if isinstance(place, int):
            return listed(self.by, self.sort, place, place + 1)[0]
        return listed(self.by, self.sort, place.start or 0, place.stop)


def _sorted(found: QuerySet[Inspection], sort: Sort) -> QuerySet[Inspection]:
    if sort.key == "rating":
        found = found.annotate(rank=_ranks())
    if sort.key == "score":
        found = found.annotate(share=Cast("points", FloatField()) / F("out_of"))
    column = {
        "published": "published_from",
        "provider": "name_as_printed",
        "region": "region__name",
        "framework": "edition__short_title",
        "rating": "rank",
        "score": "share",
    }.get(sort.key, sort.key)
    # What is not known stands last whichever way the table is sorted
    first = F(column).desc(nulls_last=True) if sort.descending else F(column).asc(nulls_last=True)
    second = ("name_as_printed",) if sort.key == "published" else ("-published_from",)
    return found.order_by(first, *second, "id")


def _ranks() -> Case:
    """The place of each band on its edition's scale, in SQL."""
    whens = [When(band=mark.band, then=Value(mark.rank)) for mark in bands_met()]
    return Case(*whens, default=None, output_field=IntegerField())


def bands_met() -> tuple[Mark, ...]:
    """The bands of the overall ratings there are, best first, each as the first edition that uses it has it."""
    known = editions(_editions_enough(BANDS.rows()))
    marks = {m.band: m for e in known.values() for m in (overall_mark(e, b.id, None) for b in e.bands)}
    return tuple(sorted(marks.values(), key=lambda mark: -(mark.rank or 0)))


BANDS = Prepared(
    lambda: (
        PublishedOverall.objects.filter(band__isnull=False, inspection__is_public=True)
        .order_by()
        .values("band", "inspection__edition", "inspection__edition__digest")
        .distinct()
    )
)


def _editions_enough(met: list[tuple[str, str, str]]) -> dict[str, str]:
    """One edition for each band that is met."""
    by_band = {band: (edition, digest) for band, edition, digest in met}
    return dict(by_band.values())


def _listed(row: dict[str, Any], edition: Edition) -> Listed:
    return Listed(
        id=row["id"],
        name=row["name_as_printed"],
        provider=row["provider_id"],
        provider_name=row["provider__name"],
        kind=row["kind"],
        kind_label=Kind(row["kind"]).label,
        region=row["region_id"] or "",
        region_name=(row["region__name"] or "").removesuffix(" region"),
        published=row["published"],
        published_on=str(parse_partial(row["published"])),
        published_basis=row["published_basis"],
        framework=row["edition_id"],
        framework_title=row["edition__short_title"],
        mark=overall_mark(edition, row["band"], row["basis"]),
        basis=row["basis"] or "",
        points=row["points"],
        out_of=row["out_of"],
        score_basis=row["score_basis"] or "",
        table_is_complete=row["table_is_complete"],
    )
