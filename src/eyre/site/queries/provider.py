"""What is known of one provider: its names, its relations, its inspections, and what it was told to do?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from eyre.core.calendar import parse_partial
from eyre.core.ratings import Score
from eyre.core.tables import Comparability, comparable_sets
from eyre.frameworks.queries import editions, stored_editions
from eyre.inspections.queries import visible_to
from eyre.providers import queries as register
from eyre.providers.models import Kind, PartOf, Provider, ProviderName, Succession
from eyre.recommendations.models import Addressee, Recommendation
from eyre.recommendations.queries import recommendations_to

from .listing import Listed, Narrowed, listed

# How a provider came from another, and how it went into one: Succession.How in words that fit behind the other's name
CAME = {
    "merged": "merged into it",
    "split": "was split, and a part went to it",
    "renamed": "was renamed to it",
}
WENT = {
    "merged": "it merged into this",
    "split": "a part of it went to this",
    "renamed": "it was renamed to this",
}


@dataclass(frozen=True, slots=True)
class NameLine:
    """One name it goes or went by."""

    name: str
    use: str
    when: str
    source: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Another provider it belongs to or followed, since when, and how that is known."""

    slug: str
    name: str
    what: str
    when: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation with the inspection it was made in."""

    number: int
    text: str
    is_paraphrase: bool


@dataclass(frozen=True, slots=True)
class AdviceOf:
    """The recommendations of one inspection to one body."""

    inspection: str
    provider: str
    addressee: str
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A score at a time, for the trend: the share of the maximum and the score as printed."""

    day: date
    when: str
    share: Fraction
    score: str


@dataclass(frozen=True)
class ProviderSheet:
    """Everything on the page of one provider. `trends` holds one run of scores for each set of comparable editions."""

    slug: str
    name: str
    kind: str
    existed: str
    note: str
    names: tuple[NameLine, ...]
    wholes: tuple[Relation, ...]
    parts: tuple[Relation, ...]
    before: tuple[Relation, ...]
    after: tuple[Relation, ...]
    inspections: tuple[Listed, ...]
    of_parts: tuple[Listed, ...]
    trends: tuple[tuple[str, tuple[Known, ...]], ...]
    told: tuple[AdviceOf, ...]
    told_others: tuple[AdviceOf, ...]
    sources: tuple[str, ...]


def provider_sheet(slug: str) -> ProviderSheet:
    """Everything on the page of one provider; the number of queries does not grow with its history.

    Raises:
        ProviderNotFound: when there is none.
    """
    found = register.provider(slug)
    names, relations = list(register.names_of(found)), _relations(found)
    own, parts = _inspections(found)
    to, others = _advice(found)
    return ProviderSheet(
        slug=found.slug,
        name=found.name,
        kind=Kind(found.kind).label,
        existed=_existed(found),
        note=found.note,
        names=tuple(_name(one) for one in names),
        wholes=relations["wholes"],
        parts=relations["parts"],
        before=relations["before"],
        after=relations["after"],
        inspections=own,
        of_parts=parts,
        trends=_trends(own),
        told=to,
        told_others=others,
        sources=_sources(found, names, relations),
    )


def _existed(provider: Provider) -> str:
    return say_span(provider.exists_from, provider.exists_to)


def say_span(since: str, until: str) -> str:
    """ "from 26 June 2021", "until 2019", "1 June 2014 to 25 June 2021", or an empty text."""
    first, last = str(parse_partial(since)), str(parse_partial(until))
    if first and last:
        return f"{first} to {last}"
    if first:
        return f"from {first}"
    return f"until {last}" if last else ""


def _name(one: ProviderName) -> NameLine:
    return NameLine(one.name, ProviderName.Use(one.use).label, say_span(one.since, one.until), one.source)


def _relations(found: Provider) -> dict[str, tuple[Relation, ...]]:
    return {
        "wholes": tuple(_member(one, one.whole) for one in register.wholes_of(found)),
        "parts": tuple(_member(one, one.provider) for one in register.parts_of(found)),
        "before": tuple(_follows(one, one.predecessor, CAME) for one in register.predecessors_of(found)),
        "after": tuple(_follows(one, one.successor, WENT) for one in register.successors_of(found)),
    }


def _member(one: PartOf, other: Provider) -> Relation:
    return Relation(other.slug, other.name, "", say_span(one.since, one.until), "", one.source)


def _follows(one: Succession, other: Provider, words: Mapping[str, str]) -> Relation:
    when = str(parse_partial(one.on))
    return Relation(other.slug, other.name, words[one.how], when, one.note, one.source)


def _inspections(found: Provider) -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
    """Its own inspections and those of its parts, each newest first."""
    near = visible_to().filter(provider=found) | visible_to().filter(region=found)
    rows = listed(Narrowed(), among=list(near.order_by().values_list("pk", flat=True)))
    own = tuple(row for row in rows if row.provider == found.slug)
    return own, tuple(row for row in rows if row.provider != found.slug)


def _trends(own: Iterable[Listed]) -> tuple[tuple[str, tuple[Known, ...]], ...]:
    scored = [row for row in reversed(list(own)) if row.out_of and row.points is not None]
    known = editions({row.id: row.digest for row in stored_editions()})
    sets = comparable_sets((row.framework for row in scored), Comparability.of(known.values()))
    return tuple(
        (
            " and ".join(known[edition].short_title for edition in together),
            tuple(_known(row) for row in scored if row.framework in together and row.published),
        )
        for together in sets
    )


def _known(row: Listed) -> Known:
    assert row.points is not None, "asked only of scored inspections"
    assert row.out_of, "asked only of scored inspections"
    day, score = parse_partial(row.published).earliest, Score(row.points, row.out_of)
    assert day is not None, "asked only of inspections with a date"
    assert isinstance(score.share, Fraction), "asked only of scored inspections"
    return Known(day, row.published_on, score.share, str(score))


def _advice(found: Provider) -> tuple[tuple[AdviceOf, ...], tuple[AdviceOf, ...]]:
    """What it was told, and what was told to others in its inspections, by inspection and addressee."""
    told = recommendations_to(found)
    made = Recommendation.objects.filter(inspection__provider=found, inspection__is_public=True).exclude(
        addressed_to=found
    )
    made = made.select_related("inspection__provider", "addressed_to").order_by(
        "-inspection__published_from", "inspection_id", "number"
    )
    return _by_inspection((one, found.name) for one in told), _by_inspection((one, _to(one)) for one in made)


def _by_inspection(rows: Iterable[tuple[Recommendation, str]]) -> tuple[AdviceOf, ...]:
    grouped = groupby(rows, key=lambda row: (row[0].inspection_id, row[0].inspection.provider.name, row[1]))
    return tuple(
        AdviceOf(
            inspection, name, to, tuple(Advice(one.number, one.text, one.is_paraphrase) for one, _ in group)
        )
        for (inspection, name, to), group in grouped
    )


def _to(one: Recommendation) -> str:
    return (
        one.addressed_to.name if one.addressed_to_id and one.addressed_to else Addressee(one.addressee).label
    )


def _sources(
    found: Provider, names: Iterable[ProviderName], relations: dict[str, tuple[Relation, ...]]
) -> tuple[str, ...]:
    related = (one.source for those in relations.values() for one in those)
    return tuple(
        dict.fromkeys(source for source in (found.source, *(one.source for one in names), *related) if source)
    )
