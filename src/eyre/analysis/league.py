"""What stands in the league table of a programme, and how does a page or a file show it?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from eyre.core.figures import Count, Undefined, percent
from eyre.core.frameworks import Edition
from eyre.core.tables import (
    CannotSay,
    Entry,
    LeagueTable,
    Moved,
    Movement,
    TrendRow,
    WhyNot,
    league_table,
    trend,
)
from eyre.platform.addresses import Sort

from .queries import Programmes, Result, Row, results

SORTS = ("place", "provider", "published", "rating", "movement")
BY_PLACE = Sort("place")
NOTHING_KNOWN = "Cannot be said: neither score nor overall ratings of both inspections are known."


@dataclass(frozen=True, slots=True)
class Line:
    """One provider as the table prints it: `place` is empty where it has none; `rank` counts bands from the lowest.

    `is_first`: no previous inspection of the provider is known, so there is nothing to have moved from.
    """

    place: str
    number: int
    provider: str
    name: str
    inspection: str
    edition: str
    published: str
    day: date
    band: str
    rank: int | None
    points: int | None
    out_of: int | None
    per_cent: int | None
    movement: str
    moved: Fraction | None
    is_first: bool


@dataclass(frozen=True, eq=False)
class League:
    """A league table ready for a page: its lines, those not placed, and every result for the trend.

    Two of them are the same only where they are one, so that what is drawn of one can be remembered by it.
    """

    asked: Programmes
    known: dict[str, Edition]
    edition: Edition
    table: LeagueTable
    results: tuple[Result, ...]
    latest: dict[str, Result]

    @cached_property
    def placed(self) -> tuple[Line, ...]:
        """The placed providers, from the first place down."""
        return tuple(
            self._line(row.entry, row.movement, str(row.place), row.place.number) for row in self.table.rows
        )

    @cached_property
    def unplaced(self) -> tuple[Line, ...]:
        """The providers without a score, the best overall rating first, and last those whose rating is not known."""
        order = [band.id for band in self.edition.bands]
        lines = (self._line(one.entry, one.movement, "", 0) for one in self.table.unplaced)
        return tuple(
            sorted(lines, key=lambda one: (order.index(one.band) if one.band else len(order), one.name))
        )

    @cached_property
    def trend(self) -> tuple[TrendRow, ...]:
        """Every result of the programmes, year by year; earlier inspections of a provider count too."""
        return trend(
            (result.entry for result in self.results),
            bands=self.edition.bands,
            comparable=self.asked.comparable,
        )

    @property
    def shows_movement(self) -> bool:
        """Whether anything is to be said of the movement of those placed: some had an inspection before."""
        return not all(line.is_first for line in self.placed)

    @property
    def shows_unplaced_movement(self) -> bool:
        """The same of those without a place."""
        return not all(line.is_first for line in self.unplaced)

    @property
    def editions(self) -> list[Edition]:
        """The editions under which the results in the table were rated."""
        return [self.known[edition] for edition in self.table.editions]

    @property
    def earlier(self) -> int:
        """How many inspections of the programmes are not in the table, because the provider has a later one."""
        return len(self.results) - len(self.latest)

    @property
    def is_rated(self) -> bool:
        """Whether any overall rating is known: some kinds of inspection give none."""
        return any(result.entry.band or result.entry.score for result in self.results)

    def _line(self, entry: Entry, movement: Movement, place: str, number: int) -> Line:
        score, result = entry.score, self.latest[entry.provider]
        whole = percent(Count(score.points, score.out_of)) if score else None
        return Line(
            place, number, entry.provider, entry.name, entry.inspection, entry.edition,
            result.published, result.published_from or date.min,
            entry.band or "", self.edition.rank(entry.band) if entry.band else None,
            score.points if score else None, score.out_of if score else None,
            None if isinstance(whole, Undefined) else whole,
            self._say(movement), movement.share if isinstance(movement, Moved) else None,
            isinstance(movement, CannotSay) and movement.previous is None,
        )  # fmt: skip

    def _say(self, movement: Movement) -> str:
        """The movement in words; editions by their short titles."""
        if isinstance(movement, CannotSay) and movement.reason is WhyNot.INCOMPARABLE and movement.previous:
            title = self.known[movement.previous.edition].short_title
            return f"Cannot be said: the previous inspection was under {title}, which is not comparable."
        if isinstance(movement, CannotSay) and movement.reason is WhyNot.SCORE_NOT_KNOWN:
            # Such lines stand under a heading that says so already
            return movement.sentence.removeprefix("The score is not known.").strip() or NOTHING_KNOWN
        return movement.sentence


@lru_cache(maxsize=32)
def league_of(asked: Programmes, rows: tuple[Row, ...]) -> League:
    """The league table made of these rows. The rows are read each time; the same rows give the same table again.

    Raises:
        IncomparableEditions: when the programmes inspect by editions that cannot be compared.
    """
    return build_league(asked, results(rows))


def build_league(asked: Programmes, found: Sequence[Result]) -> League:
    """The league table of the programmes: the latest inspection of each provider in them.

    Raises:
        IncomparableEditions: when the programmes inspect by editions that cannot be compared.
    """
    slugs = {programme.slug for programme in asked.asked}
    within = tuple(result for result in found if result.programme in slugs)
    latest = {result.entry.provider: result for result in within}
    edition = asked.edition(asked.asked[0])
    table = league_table(
        (result.entry for result in latest.values()),
        bands=edition.bands,
        comparable=asked.comparable,
        previous=(result.entry for result in before(latest, found, asked)),
    )
    return League(asked, asked.editions, edition, table, within, latest)


def before(latest: dict[str, Result], results: Iterable[Result], asked: Programmes) -> list[Result]:
    """The previous inspection of each provider, oldest first: the latest comparable one, else the latest of any kind.

    Providers that are not in the table today stand here with their latest comparable inspection before the first
    of the table, for they had a place in the table of that time.
    """
    editions = {programme.edition for programme in asked.asked}
    comparable = asked.comparable
    days = [now.published_from for now in latest.values() if now.published_from]
    first = min(days, default=date.min)
    found: dict[str, tuple[bool, Result]] = {}
    for result in results:
        fits = any(comparable(result.entry.edition, edition) for edition in editions)
        held = found.get(result.entry.provider)
        if _came_before(result, latest.get(result.entry.provider), first, fits) and (
            held is None or fits >= held[0]
        ):
            found[result.entry.provider] = (fits, result)
    return [result for _, result in found.values()]


def _came_before(result: Result, now: Result | None, first: date, fits: bool) -> bool:
    """Whether a result is earlier than the provider's own in the table, or, without one, than the whole table."""
    if now is not None:
        return result.time < now.time
    return fits and result.published_from is not None and result.published_from < first


ORDERS: dict[str, Callable[[Line], Any]] = {
    "place": lambda line: (line.number, line.name),
    "provider": lambda line: line.name,
    "published": lambda line: (line.day, line.name),
    "rating": lambda line: (-1 if line.rank is None else line.rank, line.name),
    "movement": lambda line: (line.moved is not None, line.moved or 0, line.name),
}


def sort_lines(lines: Sequence[Line], sort: Sort) -> list[Line]:
    """The lines in the order asked for."""
    return sorted(lines, key=ORDERS[sort.key], reverse=sort.descending)
