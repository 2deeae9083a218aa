"""The league table: providers in order of their share of the maximum, joint places marked, nobody placed by guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from eyre.core.figures import Count, percent
from eyre.core.frameworks import Band
from eyre.core.ratings import Score

from .comparability import Comparable, check_comparable
from .entries import Entry, Place
from .movement import Movement, Standing, earlier_standings, movement, standings
from .trend import band_counts


@dataclass(frozen=True, slots=True)
class Row:
    """One placed provider; `share` is its exact share of the maximum."""

    entry: Entry
    place: Place
    score: Score
    share: Fraction
    movement: Movement
    sentence: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A provider without a score: it is listed, never placed, and `sentence` says why."""

    entry: Entry
    movement: Movement
    sentence: str


@dataclass(frozen=True, slots=True)
class LeagueTable:
    """`rows` from the first place down, then those `unplaced`; `distribution` counts overall ratings of both.

    `distribution` holds (band id, how many), best band first, and last (None, how many) for ratings not known.
    """

    editions: tuple[str, ...]
    rows: tuple[Row, ...]
    unplaced: tuple[Unplaced, ...]
    distribution: tuple[tuple[str | None, int], ...]
    sentence: str


def league_table(
    entries: Iterable[Entry],
    *,
    bands: Sequence[Band],
    comparable: Comparable,
    previous: Iterable[Entry] = (),
) -> LeagueTable:
    """The league table of one entry per provider, with movement since each provider's `previous` inspection.

    `bands` run from the best to the worst, as an edition has them. The place before is the place among all the
    `previous` entries under comparable editions, whether or not they are in the table today.

    Raises:
        IncomparableEditions: when two entries were rated under editions that cannot be compared.
        ValueError: when a provider comes twice, or a band is none of `bands`.
    """
    now, before = sorted(entries, key=_by_name), list(previous)
    check_comparable((entry.edition for entry in now), comparable)
    latest = _one_each(before)
    placed = {standing.entry.provider: standing for standing in standings(_one_each(now).values())}
    earlier = earlier_standings(before, comparable)
    moves = {
        e.provider: movement(e, placed.get(e.provider), latest.get(e.provider), earlier, bands, comparable)
        for e in now
    }
    rows = sorted(placed.values(), key=lambda standing: standing.place.number)
    return LeagueTable(
        editions=tuple(sorted({entry.edition for entry in now})),
        rows=tuple(_row(standing, moves[standing.entry.provider]) for standing in rows),
        unplaced=tuple(_unplaced(e, moves[e.provider]) for e in now if e.provider not in placed),
        distribution=band_counts(now, bands),
        sentence=_explain(len(placed), len(now)),
    )


def _by_name(entry: Entry) -> tuple[str, str]:
    return entry.name, entry.provider


def _one_each(entries: Sequence[Entry]) -> dict[str, Entry]:
    twice = [provider for provider, n in Counter(entry.provider for entry in entries).items() if n > 1]
    if twice:
        raise ValueError(
            f"a league table has one inspection of each provider; more than one of {', '.join(twice)}"
        )
    return {entry.provider: entry for entry in entries}


def _row(standing: Standing, moved: Movement) -> Row:
    score = standing.score
    of = percent(Count(score.points, score.out_of))
    sentence = f"{standing.place} of {standing.among}: {score}, {of} per cent of the maximum."
    return Row(standing.entry, standing.place, score, standing.share, moved, sentence)


def _unplaced(entry: Entry, moved: Movement) -> Unplaced:
    why = "its score is not known" if entry.score is None else "no standard was rated"
    return Unplaced(entry, moved, f"Not placed: {why}.")


def _explain(placed: int, entries: int) -> str:
    text = "In order of the share of the greatest possible score; equal shares share a place, marked with =."
    left = entries - placed
    return text if not left else f"{text} Not placed, for want of a score: {left} of {entries}."
