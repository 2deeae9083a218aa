"""Which results stand beside which? Reads published inspections and their scores as entries of tables.

The number of queries does not depend on how many inspections there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery

from eyre.core.calendar import parse_partial
from eyre.core.frameworks import Edition
from eyre.core.ratings import Score
from eyre.core.tables import Comparability, Entry
from eyre.frameworks.queries import editions, stored_editions
from eyre.inspections.models import Inspection, Kind
from eyre.inspections.queries import programmes, visible_to
from eyre.ratings.models import PublishedOverall

from .exceptions import ProgrammeNotFound

COLUMNS = (
    "id", "programme_id", "edition_id", "provider_id", "provider__name", "published", "published_from",
    "band", "points", "out_of",
)  # fmt: skip
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One programme in the index: how many inspections of it are here, and for how many a score is known."""

    slug: str
    title: str
    kind: str
    edition: Edition
    inspections: int
    providers: int
    scored: int
    first: date | None
    latest: date | None

    @property
    def years(self) -> str:
        """The years of publication: "2021 to 2023", "2025", or an empty text."""
        found = sorted({day.year for day in (self.first, self.latest) if day})
        return " to ".join(str(year) for year in found)


@dataclass(frozen=True, slots=True)
class Result:
    """One published inspection as an entry of a table, with its day in words and as it is sorted."""

    entry: Entry
    programme: str
    published: str
    published_from: date | None

    @property
    def time(self) -> tuple[date, str]:
        """What puts results in order of time; an unknown day counts as the earliest."""
        return (self.published_from or date.min, self.entry.inspection)


@dataclass(frozen=True, slots=True)
class Round:
    """A programme by its name, and the edition it inspects by."""

    slug: str
    title: str
    edition: str


@dataclass(frozen=True, slots=True)
class Programmes:
    """The programmes that were asked for, all others, and every edition there is with its digest."""

    asked: tuple[Round, ...]
    others: tuple[Round, ...]
    digests: tuple[tuple[str, str], ...]

    @property
    def editions(self) -> dict[str, Edition]:
        """Every edition by its id; read from the database only where this process has not read it before."""
        return editions(dict(self.digests))

    @property
    def comparable(self) -> Comparability:
        """Which of the editions are comparable."""
        return Comparability.of(self.editions.values())

    def edition(self, programme: Round) -> Edition:
        """The edition a programme inspects by."""
        return self.editions[programme.edition]


def programme_index() -> tuple[ProgrammeLine, ...]:
    """Every programme, the latest first, with what is known of its results; three queries."""
    known = editions({row.id: row.digest for row in stored_editions()})
    public = Q(inspections__is_public=True)
    counted = programmes().annotate(
        number=Count("inspections", filter=public),
        bodies=Count("inspections__provider", filter=public, distinct=True),
        first=Min("inspections__published_from", filter=public),
        latest=Max("inspections__published_from", filter=public),
    )
    scored = _scored()
    lines = (
        ProgrammeLine(
            p.slug, p.title, Kind(p.kind).label, known[p.edition_id],
            p.number, p.bodies, scored.get(p.slug, 0), p.first, p.latest,
        )
        for p in counted
    )  # fmt: skip
    return tuple(sorted(lines, key=lambda line: line.latest or date.min, reverse=True))


def _scored() -> dict[str, int]:
    """For how many published inspections of each programme a score is known."""
    scores = PublishedOverall.objects.filter(inspection__is_public=True, score_points__isnull=False)
    grouped = scores.order_by().values("inspection__programme").annotate(number=Count("pk"))
    return dict(grouped.values_list("inspection__programme", "number"))


def find_programmes(slugs: Sequence[str]) -> Programmes:
    """The programmes with these slugs, in the order asked; two queries.

    Raises:
        ProgrammeNotFound: for the first slug that none has.
    """
    rows = programmes().values_list("slug", "title", "edition")
    known = {slug: Round(slug, title, edition) for slug, title, edition in rows}
    for slug in slugs:
        if slug not in known:
            raise ProgrammeNotFound(f"There is no programme {slug!r}.")
    digests = stored_editions().order_by("id").values_list("id", "digest")
    others = tuple(one for slug, one in known.items() if slug not in slugs)
    return Programmes(tuple(known[slug] for slug in slugs), others, tuple(digests))


def read_rows(asked: Programmes) -> tuple[Row, ...]:
    """The rows of the programmes, and of every other inspection that may tell where their providers stood before.

    These are the inspections under comparable editions, and whatever else was inspected of the same providers.
    One query.
    """
    comparable, slugs = asked.comparable, [programme.slug for programme in asked.asked]
    near = [
        edition
        for edition, _ in asked.digests
        if any(comparable(edition, programme.edition) for programme in asked.asked)
    ]
    bodies = visible_to().filter(programme__in=slugs).order_by().values("provider")
    scope = Q(programme__in=slugs) | Q(edition__in=near) | Q(provider__in=bodies)
    return tuple(_with_overall(visible_to().filter(scope)).order_by("pk").values_list(*COLUMNS))


def results(rows: Iterable[Row]) -> tuple[Result, ...]:
    """The rows as results, oldest first."""
    return tuple(sorted(map(_result, rows), key=lambda result: result.time))


def _with_overall(inspections: QuerySet[Inspection]) -> QuerySet[Inspection]:
    overall = PublishedOverall.objects.filter(inspection=OuterRef("pk")).order_by()
    return inspections.annotate(
        band=Subquery(overall.values("band")),
        points=Subquery(overall.values("score_points")),
        out_of=Subquery(overall.values("score_out_of")),
    )


def _result(row: Row) -> Result:
    inspection, programme, edition, provider, name, published, day, band, points, out_of = row
    score = Score(points, out_of) if isinstance(points, int) and isinstance(out_of, int) else None
    entry = Entry(
        str(provider), str(name), str(inspection), str(edition), score, str(band) if band else None,
        day.year if isinstance(day, date) else None,
    )  # fmt: skip
    return Result(
        entry, str(programme), str(parse_partial(str(published))), day if isinstance(day, date) else None
    )
