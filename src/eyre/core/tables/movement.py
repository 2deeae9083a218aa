"""How did a provider move since its previous inspection? Or why can that not be said?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from eyre.core.frameworks import Band
from eyre.core.ratings import Score

from .comparability import Comparable, comparable_sets
from .entries import Entry, Place, place_shares


class WhyNot(StrEnum):
    """Why movement cannot be said."""

    NO_PREVIOUS = "no_previous"
    INCOMPARABLE = "incomparable"
    PREVIOUS_SCORE_NOT_KNOWN = "previous_score_not_known"
    SCORE_NOT_KNOWN = "score_not_known"


@dataclass(frozen=True, slots=True)
class Moved:
    """The movement since the previous comparable inspection.

    `places` is how many places up (negative: down) from `place_before`, which was among `placed_before` providers.
    `points` is the change in points, None where the maximum is not the same; `share` is the change in the share of
    the maximum. `bands` is how many bands the overall rating went up, None where one of the two is not known.
    """

    previous: Entry
    place_before: Place
    placed_before: int
    places: int
    points: int | None
    share: Fraction
    bands: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class CannotSay:
    """No movement of places, and why. `bands` still tells of the overall rating where both are known and comparable."""

    reason: WhyNot
    sentence: str
    previous: Entry | None = None
    bands: int | None = None


Movement = Moved | CannotSay


@dataclass(frozen=True, slots=True)
class Standing:
    """A scored entry with its place, and among how many it stood."""

    entry: Entry
    score: Score
    share: Fraction
    place: Place
    among: int


def standings(entries: Iterable[Entry]) -> list[Standing]:
    """The entries with a score, placed among each other, in the order given."""
    scored = [(entry, entry.score, entry.share) for entry in entries]
    known = [(e, score, share) for e, score, share in scored if score is not None and share is not None]
    places = place_shares([share for _, _, share in known])
    return [Standing(*row, place, len(known)) for row, place in zip(known, places, strict=True)]


def earlier_standings(previous: Sequence[Entry], comparable: Comparable) -> dict[str, Standing]:
    """The standing of each previous inspection, by its id, within the set of editions comparable with its own."""
    found = {}
    for editions in comparable_sets((entry.edition for entry in previous), comparable):
        together = standings(entry for entry in previous if entry.edition in editions)
        found.update({standing.entry.inspection: standing for standing in together})
    return found


def movement(
    entry: Entry,
    now: Standing | None,
    previous: Entry | None,
    earlier: Mapping[str, Standing],
    bands: Sequence[Band],
    comparable: Comparable,
) -> Movement:
    """The movement of one entry since `previous`, or the reason why it cannot be said."""
    if previous is None:
        return CannotSay(WhyNot.NO_PREVIOUS, "No previous inspection is known.")
    if not comparable(entry.edition, previous.edition):
        text = f"The previous inspection was under {previous.edition}, which is not comparable."
        return CannotSay(WhyNot.INCOMPARABLE, text, previous)
    before, steps = earlier.get(previous.inspection), bands_up(previous.band, entry.band, bands)
    told = say_bands(previous.band, entry.band, bands)
    if now is None:
        return CannotSay(WhyNot.SCORE_NOT_KNOWN, join("The score is not known.", told), previous, steps)
    if before is None:
        text = join("The score of the previous inspection is not known.", told)
        return CannotSay(WhyNot.PREVIOUS_SCORE_NOT_KNOWN, text, previous, steps)
    return _moved(before, now, steps, told)


def bands_up(before: str | None, now: str | None, bands: Sequence[Band]) -> int | None:
    """How many bands up from one to the other, `bands` running from the best to the worst; None if one is not known."""
    if before is None or now is None:
        return None
    order = [band.id for band in bands]
    return order.index(before) - order.index(now)


def points_up(before: Score, now: Score) -> int | None:
    """How many points up from one score to the other; None where the maximum is not the same."""
    return now.points - before.points if before.out_of == now.out_of else None


def _moved(before: Standing, now: Standing, steps: int | None, told: str) -> Moved:
    points = points_up(before.score, now.score)
    places = before.place.number - now.place.number
    sentence = join(say_places(before, now, places), say_score(before.score, now.score), told)
    share = now.share - before.share
    return Moved(before.entry, before.place, before.among, places, points, share, steps, sentence)


def say_places(before: Standing, now: Standing, places: int) -> str:
    """The movement of places as a sentence: "Down 4 places, from 4= of 7 to 8= of 9."."""
    where = f"from {before.place} of {before.among} to {now.place} of {now.among}"
    if places == 0:
        return f"No change of place, {where}."
    return f"{'Up' if places > 0 else 'Down'} {_many(abs(places), 'place')}, {where}."


def say_score(before: Score, now: Score) -> str:
    """The change of score as a sentence; only the scores themselves where the maximum is not the same."""
    points = points_up(before, now)
    if points is None:
        return f"Score from {before} to {now}, out of a different maximum."
    if points == 0:
        return f"Score unchanged at {now}."
    return f"Score {'up' if points > 0 else 'down'} {_many(abs(points), 'point')}, from {before} to {now}."


def say_bands(before: str | None, now: str | None, bands: Sequence[Band]) -> str:
    """The change of the overall rating as a sentence; an empty text where one of the two is not known."""
    labels = {band.id: band.label for band in bands}
    if before is None or now is None:
        return ""
    if before == now:
        return f"Overall rating unchanged: {labels[now]}."
    return f"Overall rating from {labels[before]} to {labels[now]}."


def join(*sentences: str) -> str:
    """The sentences that have words, one after the other."""
    return " ".join(filter(None, sentences))


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
