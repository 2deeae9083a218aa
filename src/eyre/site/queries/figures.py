"""Which figures were published about an inspection, in whose words?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, QuerySet

from eyre.inspections.models import PublishedCount
from eyre.ratings.models import PublishedRating


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A published number: in figures as Eyre holds it, and the phrase of its source."""

    id: str
    about: str
    section: str
    standard: str
    measure: str
    figure: str
    unit: str
    counts: str
    phrase: str
    note: str
    citation: str
    url: str


def about(inspection: str) -> Q:
    """Figures about this inspection, and those its sources state about no single inspection."""
    sources = PublishedRating.objects.filter(inspection=inspection).order_by().values("source")
    return Q(inspection=inspection) | Q(inspection=None, source__in=sources)


def published_figures(inspection: str) -> tuple[PublishedFigure, ...]:
    """The figures about this inspection first, then what its sources say of the region or of several units."""
    return _read(
        PublishedCount.objects.filter(about(inspection)).order_by(F("inspection").asc(nulls_last=True), "id")
    )


def _read(rows: QuerySet[PublishedCount]) -> tuple[PublishedFigure, ...]:
    return tuple(
        PublishedFigure(
            id=row.id,
            about=row.about,
            section=row.section,
            standard=row.standard_ref,
            measure=row.measure,
            figure=say_figure(row),
            unit=row.unit,
            counts=row.polarity.replace("_", " "),
            phrase=row.phrase,
            note=row.note,
            citation=row.source.citation,
            url=row.source.url,
        )
        for row in rows.select_related("source")
    )


BOUNDS = {"": "", "<": "under ", ">": "over ", "<=": "at most ", ">=": "at least "}


def say_figure(row: PublishedCount) -> str:
    """The number as far as it was given: "32 of 87", "70 to 75 per cent", "12"; an empty text where only words were."""
    parts = []
    if row.x is not None:
        of = f" of {BOUNDS[row.of_bound]}{row.of:,}" if row.of is not None else ""
        parts.append(f"{BOUNDS[row.x_bound]}{row.x:,}{of}")
    if row.percent_from is not None and row.percent_to is not None:
        parts.append(f"{_percents(row.percent_from, row.percent_to)} per cent")
    if row.value:
        parts.append(say_value(row.value))
    if not parts and row.of is not None:
        parts.append(f"of {BOUNDS[row.of_bound]}{row.of:,}")
    return ", ".join(parts)


def say_value(value: str) -> str:
    """A value with its bound in words: ">17000" is "over 17,000"; what is no number stays as it is."""
    number = value.lstrip("<>=")
    bound = value.removesuffix(number)
    if bound not in BOUNDS or not number.isdecimal():
        return value
    return f"{BOUNDS[bound]}{int(number):,}"


def _percents(low: Decimal, high: Decimal) -> str:
    first, last = f"{low.normalize():f}", f"{high.normalize():f}"
    return first if low == high else f"{first} to {last}"
