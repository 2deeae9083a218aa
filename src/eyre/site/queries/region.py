"""What do the inspections of its units say of a region? From frozen answers only, with what is missing named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef

from eyre.cases.models import FrozenAnswers
from eyre.cases.queries.in_force import frozen_now
from eyre.core.cases import AnswerMatrix
from eyre.core.cases.joining import cases_put, joined
from eyre.core.figures import Count, Undefined, percent
from eyre.core.frameworks import Edition
from eyre.core.ratings.regional import (
    FedStandard,
    PooledQuestion,
    RegionRating,
    Unit,
    is_met,
    pool,
    rate_region,
    say_extent,
)
from eyre.core.statistics.differences import FEWEST
from eyre.core.wording import Kind as VerdictKind
from eyre.core.wording import WordingPolicy, find_quantities, holds
from eyre.frameworks.queries import edition as edition_of
from eyre.frameworks.regional_feeds import feeding_of
from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.models import Inspection, PublishedCount, Review
from eyre.inspections.models.inspections import Kind
from eyre.inspections.queries import visible_to
from eyre.reports.wording import load_policy

from .groups import GroupsPage, groups_of
from .marks import Mark, outcome_mark

LETTER = "letter-counts"  # the part of an edition's method that says which question each count of the letter answers
FAILING = " (complement)"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One inspection of the review: what it is called, and how many cases of it are pooled; None where none are frozen."""

    id: str
    name: str
    cases: int | None
    is_public: bool


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One pooled question: its count, in how many units the share is in the better half of the bands, and each by name."""

    pooled: PooledQuestion
    extent: str
    named: tuple[tuple[str, Count | None], ...]

    @property
    def count(self) -> Count:
        """Sufficient of relevant over all units."""
        return self.pooled.tally.count

    @property
    def percent(self) -> str:
        """The share in whole per cents; none under ten cases."""
        found = percent(self.count)
        return "" if isinstance(found, Undefined) or self.count.of < FEWEST else f"{found}%"


@dataclass(frozen=True, slots=True)
class Theme:
    """A standard or a set of questions, with its pooled questions."""

    title: str
    is_rated: bool
    lines: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class StandardLine:
    """One standard of the region: its mark, the questions that feed it, the steps, and on what basis they feed it."""

    fed: FedStandard
    mark: Mark

    @property
    def feeding(self) -> str:
        """The numbers of the questions that feed it, those answered about regional cases named as such."""
        pooled = ", ".join(one.question.ref for one in self.fed.questions)
        own = f"{', '.join(self.fed.own)} of regional cases" if self.fed.own else ""
        return "; ".join(filter(None, (pooled, own)))

    @property
    def basis(self) -> tuple[tuple[str, str], ...]:
        """How we know that these questions feed it: status and note."""
        return (
            tuple((one.status.value, one.note) for one in self.fed.feed.provenance) if self.fed.feed else ()
        )


@dataclass(frozen=True, slots=True)
class RegionStandards:
    """The standards of the region by its own edition, and what is known of the whole."""

    edition: Edition
    rating: RegionRating
    lines: tuple[StandardLine, ...]
    whole: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the letter says of cases: the question that counts it, our count, and whether every phrase is true of it."""

    id: str
    ref: str
    measure: str
    phrase: str
    count: Count
    agrees: bool
    note: str


@dataclass(frozen=True)
class RegionPage:
    """A region's picture. `cases` says how many of each kind were pooled."""

    title: str
    region: str
    units: tuple[UnitLine, ...]
    cases: tuple[tuple[str, int], ...]
    themes: tuple[Theme, ...]
    standards: RegionStandards | None
    groups: GroupsPage | None
    editions: tuple[Edition, ...]
    said: tuple[Said, ...] = ()
    note: str = ""

    @property
    def better(self) -> str:
        """The least of the better half of the bands, by the name the edition gives it."""
        edition = self.editions[0]
        return next(band.label for band in reversed(edition.bands) if is_met(edition, band.id))

    @property
    def pooled(self) -> tuple[UnitLine, ...]:
        """The units whose answers are pooled."""
        return tuple(unit for unit in self.units if unit.cases is not None)

    @property
    def missing(self) -> tuple[UnitLine, ...]:
        """The units whose answers are not frozen."""
        return tuple(unit for unit in self.units if unit.cases is None)


def region_page(review: Review, inspections: Sequence[Inspection]) -> RegionPage:
    """The picture of a region from the inspections of its review: its units, and its own where it has one."""
    own = next((one for one in inspections if one.kind == Kind.REGION), None)
    units = [one for one in inspections if one.kind != Kind.REGION]
    held = frozen_now([one.pk for one in inspections])
    page = _page(review.title, review.region.name, units, held)
    return page if own is None else replace(page, standards=_standards(own, page, held))


def published_region(region: str, programme: str) -> RegionPage:
    """The same from the published inspections of a round in a region, for everybody: from reconstructed answers only.

    Raises:
        InspectionNotFound: when we hold none of any of them.
    """
    found = visible_to().filter(region=region, programme=programme)
    units = list(
        found.select_related("region", "programme", "edition")
        .defer("edition__text")
        .order_by("name_as_printed", "pk")
    )
    made = FrozenAnswers.objects.filter(
        inspection__in=[one.pk for one in units], is_reconstructed=True
    ).order_by("pk")
    notes = dict(made.values_list("inspection", "note"))
    if not notes:
        raise InspectionNotFound(f"There are no answers of {region!r} in {programme!r}.")
    first = next(one for one in units if one.pk in notes)
    name = first.region.name if first.region else first.region_as_printed
    page = _page(f"{name}, {first.programme.title}", name, units, frozen_now(list(notes)))
    said = tuple(_said(region, page, load_policy()))
    return replace(page, said=said, note=notes[first.pk])


def published_pictures(region: str) -> tuple[tuple[str, str], ...]:
    """The rounds of which a region's picture is published: slug and title."""
    made = FrozenAnswers.objects.filter(inspection=OuterRef("pk"), is_reconstructed=True).order_by()
    found = visible_to().filter(Exists(made), region=region).order_by("programme__order")
    return tuple(found.values_list("programme", "programme__title").distinct())


def _page(
    title: str, region: str, units: Sequence[Inspection], held: Mapping[str, AnswerMatrix]
) -> RegionPage:
    editions = {one.edition_id: edition_of(one.edition_id) for one in units if one.pk in held}
    counted = [
        Unit(one.pk, one.name_as_printed, editions[one.edition_id], held[one.pk].tallies())
        for one in units
        if one.pk in held
    ]
    pooled = pool(counted)
    matrices = {one.pk: held[one.pk] for one in units if one.pk in held}
    return RegionPage(
        title,
        region,
        tuple(
            UnitLine(
                one.pk,
                one.name_as_printed,
                len(held[one.pk].cases) if one.pk in held else None,
                one.is_public,
            )
            for one in units
        ),
        tuple(_cases(matrices, editions, units)),
        _themes(pooled, counted),
        None,
        _groups(matrices, tuple(editions.values())),
        tuple(editions.values()),
    )


def _cases(
    matrices: Mapping[str, AnswerMatrix], editions: Mapping[str, Edition], units: Iterable[Inspection]
) -> Iterator[tuple[str, int]]:
    """How many cases of each kind were pooled, the kinds as the editions know them."""
    found: dict[str, int] = {}
    for one in units:
        if one.pk in matrices:
            for kind, refs in _kinds(editions[one.edition_id]).items():
                found[kind] = found.get(kind, 0) + cases_put(matrices[one.pk], refs)
    yield from (
        (kind.replace("_", " ").replace("-", " "), number) for kind, number in found.items() if number
    )


def _kinds(edition: Edition) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for standard in edition.case_standards:
        kinds.setdefault(standard.case_kind, []).extend(q.ref for q in standard.key_questions)
    for group in edition.question_sets:
        kinds.setdefault(group.case_kind, []).extend(q.ref for q in group.questions)
    return kinds


def _themes(pooled: Sequence[PooledQuestion], units: Sequence[Unit]) -> tuple[Theme, ...]:
    policy = load_policy()
    return tuple(
        Theme(f"{place} {title}".strip(), rated, tuple(_line(one, units, policy) for one in together))
        for (place, title, rated), together in _together(pooled).items()
    )


def _together(pooled: Iterable[PooledQuestion]) -> dict[tuple[str, str, bool], list[PooledQuestion]]:
    found: dict[tuple[str, str, bool], list[PooledQuestion]] = {}
    for one in pooled:
        found.setdefault((one.place, one.place_title, one.is_rated), []).append(one)
    return found


def _line(one: PooledQuestion, units: Sequence[Unit], policy: WordingPolicy) -> QuestionLine:
    counts = {unit.inspection: unit.tally.count for unit in one.units}
    words = say_extent(policy, one.met_in) if one.is_rated and one.met_in.of else ""
    named = tuple((unit.name, counts.get(unit.inspection)) for unit in units)
    return QuestionLine(one, words[:1].upper() + words[1:], named)


def _groups(matrices: Mapping[str, AnswerMatrix], editions: Sequence[Edition]) -> GroupsPage | None:
    """The sub-groups of all cases together; None where the units answered different editions, or none answered."""
    if len(editions) != 1:
        return None
    return groups_of(joined(matrices, tuple(editions[0].questions)), editions[0])


def _standards(own: Inspection, page: RegionPage, held: Mapping[str, AnswerMatrix]) -> RegionStandards:
    edition = edition_of(own.edition_id)
    pooled = [line.pooled for theme in page.themes for line in theme.lines]
    regional = held[own.pk].tallies() if own.pk in held else {}
    rating = rate_region(edition, feeding_of(edition.id), pooled, regional=regional)
    lines = tuple(StandardLine(one, outcome_mark(edition, one.rating.outcome)) for one in rating.standards)
    return RegionStandards(
        edition, rating, lines, rating.overall.steps[-1].text if rating.overall.steps else ""
    )


def _said(region: str, page: RegionPage, policy: WordingPolicy) -> Iterator[Said]:
    """What the letter to the region says of cases, each with our count of the question that its edition names for it."""
    lines = {line.pooled.question.ref: line for theme in page.themes for line in theme.lines}
    named = {number: ref for edition in page.editions for number, ref in _letter(edition)}
    for one in PublishedCount.objects.filter(pk__in=named, provider=region).order_by("pk"):
        ref = named[one.pk].removesuffix(FAILING)
        if ref in lines:
            is_failing = named[one.pk].endswith(FAILING)
            count = lines[ref].count.complement if is_failing else lines[ref].count
            yield Said(one.pk, ref, one.measure, one.phrase, count, _agrees(one, count, policy), one.note)


def _letter(edition: Edition) -> Iterable[tuple[str, str]]:
    return next((note.values for note in edition.method_notes if note.part == LETTER), ())


def _agrees(one: PublishedCount, count: Count, policy: WordingPolicy) -> bool:
    """Whether the printed number is ours; where only words are printed, whether they are true of ours."""
    if one.x is not None and one.of is not None:
        return (one.x, one.of) == (count.x, count.of)
    kinds = {holds(policy, found, count).kind for found in find_quantities(one.phrase)}
    return VerdictKind.TRUE in kinds and VerdictKind.FALSE not in kinds


HEADER = ("place", "question", "text", "sufficient", "relevant", "not_relevant", "met_in_units", "of_units")


def csv_rows(page: RegionPage) -> Iterator[tuple[object, ...]]:
    """Every pooled question as a row, with a column pair for each unit that is pooled."""
    for theme in page.themes:
        for line in theme.lines:
            one = line.pooled
            sides = [(unit.x, unit.of) if unit else (None, None) for _, unit in line.named]
            yield (theme.title, one.question.ref, one.question.text, line.count.x, line.count.of, one.tally.not_relevant,
                   one.met_in.x, one.met_in.of, *(each for side in sides for each in side))  # fmt: skip


def csv_header(page: RegionPage) -> tuple[str, ...]:
    """The names of the columns of `csv_rows`."""
    units = (unit.id for unit in page.pooled)
    return (*HEADER, *(f"{unit}_{side}" for unit in units for side in ("sufficient", "relevant")))
