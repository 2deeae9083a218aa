"""May a panel depart from what the rule gives for a standard? On which ground, in which direction, and how far?

Discretion is exceptional: an edition names its grounds (`discretion_rules`), and each holds or does not hold of the
counts themselves, in exact arithmetic. What no ground supports is refused, in words that say what is lacking. A standard
rated on other evidence has no counts: there the panel may weigh the evidence otherwise, where the edition's grounds say so.
Where the rule gives no band, the panel decides with its reasons; that is no departure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from eyre.core.editions import Status
from eyre.core.figures import Scale
from eyre.core.figures.words import say_per_cent
from eyre.core.frameworks import CaseRule, Edition

from .outcomes import NotKnown, NotRated, Outcome, Rated, Undetermined
from .results import KeyQuestionRating, StandardRating


class Kind(StrEnum):
    """What a ground is about, and so how it is seen whether it holds."""

    POINTS = "points"  # the lowest share is near a cut
    ONE_CASE = "one-case"  # one judgement about one case changes the band
    FEW_CASES = "few-cases"  # the lowest share is of few cases
    EVIDENCE = "evidence"  # a standard rated on other evidence, which the panel weighs otherwise
    NAMED = "named"  # the edition names it, and the panel says why it holds


class Way(StrEnum):
    """In which direction a panel departs."""

    UP = "up"
    DOWN = "down"

    @property
    def words(self) -> str:
        """As a sentence says it."""
        return "a higher band" if self is Way.UP else "a lower band"


BOTH = frozenset(Way)
NO_WAY: frozenset[Way] = frozenset()


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground on which an edition lets a panel depart, and how we know that it does.

    `within` is a share (five points are 5/100), `at_most` is cases; `most` is how many bands the panel may move.
    `towards`: only across the cut it is close to.
    """

    code: str
    kind: Kind
    words: str
    most: int
    status: Status
    within: Fraction | None = None
    at_most: int | None = None
    towards: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Discretion:
    """The grounds of an edition; none of them where nothing allows its panel to depart."""

    id: str
    title: str
    editions: tuple[str, ...]
    grounds: tuple[Ground, ...]
    note: str = ""

    def ground(self, code: str) -> Ground | None:
        """The ground with this code, or None."""
        return next((ground for ground in self.grounds if ground.code == code), None)


@dataclass(frozen=True, slots=True)
class Held:
    """A ground that holds of a standard: in which directions, and what makes it hold, in words."""

    ground: Ground
    ways: frozenset[Way]
    because: str


def grounds_held(edition: Edition, rule: Discretion, rating: StandardRating) -> tuple[Held, ...]:
    """Which grounds hold of a standard as the rule rates it, in the order of the edition."""
    seen = [_held(edition, ground, rating) for ground in rule.grounds]
    return tuple(held for held in seen if held.ways)


def check_departure(
    edition: Edition,
    rule: Discretion,
    rating: StandardRating,
    final: Outcome,
    *,
    ground: str = "",
    reasoning: str = "",
) -> tuple[str, ...]:
    """Everything that speaks against a panel's decision on one standard, in words; nothing where it may be made.

    `rating` is what the rule gives, with its counts; `final` what the panel decides; `ground` the code of the ground.
    """
    first = tuple(_against_final(edition, rating, final))
    if first or is_same(rating.outcome, final):
        return first
    return tuple(_against_departure(edition, rule, rating, final, ground, reasoning))


def is_same(one: Outcome, other: Outcome) -> bool:
    """Whether two outcomes say the same, whatever their reasons."""
    return type(one) is type(other) and getattr(one, "band", "") == getattr(other, "band", "")


def _against_final(edition: Edition, rating: StandardRating, final: Outcome) -> Iterator[str]:
    name = f"{rating.ref} {rating.title}"
    if isinstance(rating.outcome, NotKnown):
        yield f"{name} has no rating to decide on: {rating.outcome.reason or 'it is not judged yet'}."
    if isinstance(final, NotKnown | Undetermined):
        yield f"{name}: the panel decides on a band."
    if isinstance(final, Rated) and not edition.has_band(final.band):
        yield f"{name}: {final.band} is no band of {edition.id}."
    if isinstance(final, NotRated) and not edition.standard(rating.ref).may_be_not_rated:
        yield f"{name}: the edition does not let it be not rated."


def _against_departure(
    edition: Edition, rule: Discretion, rating: StandardRating, final: Outcome, ground: str, reasoning: str
) -> Iterator[str]:
    name = f"{rating.ref} {rating.title}"
    if not reasoning.strip():
        yield f"{name}: say why the panel decides so."
    if isinstance(rating.outcome, Undetermined):
        return
    if not rule.grounds:
        yield f"{name}: {edition.id} allows its panel no discretion. Confirm the rating, or send it back to judgement."
        return
    chosen = rule.ground(ground)
    if chosen is None:
        yield f"{name}: choose the ground on which the panel departs from the rating."
        return
    yield from _against_ground(edition, chosen, rating, final)


def _against_ground(
    edition: Edition, ground: Ground, rating: StandardRating, final: Outcome
) -> Iterator[str]:
    name = f"{rating.ref} {rating.title}"
    held = _held(edition, ground, rating)
    if not held.ways:
        yield f"{name}: “{ground.words}” does not hold here. {held.because}"
        return
    if not (isinstance(rating.outcome, Rated) and isinstance(final, Rated)):
        if ground.kind is not Kind.EVIDENCE:
            yield f"{name}: discretion moves a rating from one band to another."
        return
    steps = _rank(edition, final.band) - _rank(edition, rating.outcome.band)
    way = Way.UP if steps > 0 else Way.DOWN
    if way not in held.ways:
        yield f"{name}: “{ground.words}” supports no {way.words.removeprefix('a ')}. {held.because}"
    if abs(steps) > ground.most:
        yield f"{name}: on this ground a panel moves {_bands(ground.most)} at most, and this is {abs(steps)}."


def _bands(number: int) -> str:
    return "one band" if number == 1 else f"{number} bands"


def _rank(edition: Edition, band: str) -> int:
    return sorted(edition.bands, key=lambda each: each.score).index(edition.band(band))


def _held(edition: Edition, ground: Ground, rating: StandardRating) -> Held:
    """Whether a ground holds of a standard, in which directions, and why or why not."""
    is_judged = edition.standard(rating.ref) not in edition.case_standards
    if ground.kind is Kind.EVIDENCE:
        why = "It was judged on other evidence." if is_judged else "It is rated from cases."
        return Held(ground, BOTH if is_judged else NO_WAY, why)
    lowest = rating.governing
    if edition.cases is None or lowest is None:
        return Held(ground, NO_WAY, "No answers about cases govern it.")
    if ground.kind is Kind.NAMED:
        return Held(ground, BOTH, "The panel says why it holds.")
    if ground.kind is Kind.POINTS:
        return _points(edition.cases, ground, lowest)
    if ground.kind is Kind.ONE_CASE:
        return _one_case(edition.cases, ground, rating)
    return _few(ground, lowest)


def _points(rule: CaseRule, ground: Ground, lowest: KeyQuestionRating) -> Held:
    """How far the lowest share is from the cuts beside its band; equal to the limit is within it."""
    assert ground.within is not None, "the reader asks for the limit"
    assert lowest.band is not None, "the question that governs has relevant cases"
    scale, share = rule.scale, Fraction(lowest.count.x, lowest.count.of)
    place = scale.bands.index(lowest.band)
    cuts = {Way.DOWN: place - 1, Way.UP: place}
    found = {way: scale.cuts[at].at for way, at in cuts.items() if 0 <= at < len(scale.cuts)}
    near = {way for way, cut in found.items() if abs(share - cut) <= ground.within}
    ways = frozenset(near) if ground.towards else BOTH if near else NO_WAY
    sides = " and ".join(
        f"{_say_points(abs(share - cut))} {'below' if way is Way.UP else 'above'} the cut of {say_per_cent(cut)}"
        for way, cut in found.items()
    )
    return Held(ground, ways, f"{lowest.ref} is {lowest.count} ({say_per_cent(share)}), {sides}.")


def _say_points(share: Fraction) -> str:
    """A distance as points, to one decimal place, rounded half up."""
    tenths = (2000 * share.numerator + share.denominator) // (2 * share.denominator)
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth} points" if tenth else f"{whole} point{'' if whole == 1 else 's'}"


def _one_case(rule: CaseRule, ground: Ground, rating: StandardRating) -> Held:
    """What one answer to one key question about one case, judged otherwise, makes of the band of the standard."""
    ways = frozenset(_turns(rule.scale, rating.key_questions))
    told = " and ".join(way.words for way in Way if way in ways)
    why = (
        f"One case judged otherwise gives {told}."
        if ways
        else "No single case judged otherwise changes its band."
    )
    return Held(ground, ways if ground.towards or not ways else BOTH, why)


def _turns(scale: Scale, questions: tuple[KeyQuestionRating, ...]) -> Iterator[Way]:
    counts = [(each.count.x, each.count.of) for each in questions if each.count.of]
    places = [scale.bands.index(scale.place_share(x, of)) for x, of in counts]
    now = min(places)
    for number, (x, of) in enumerate(counts):
        others = places[:number] + places[number + 1 :]
        for turned in (x - 1, x + 1):
            if 0 <= turned <= of:
                then = min([*others, scale.bands.index(scale.place_share(turned, of))])
                if then != now:
                    yield Way.UP if then > now else Way.DOWN


def _few(ground: Ground, lowest: KeyQuestionRating) -> Held:
    assert ground.at_most is not None, "the reader asks for the limit"
    relevant = lowest.count.of
    cases = "case is" if relevant == 1 else "cases are"
    is_few = relevant <= ground.at_most
    return Held(
        ground, BOTH if is_few else NO_WAY, f"{relevant} {cases} relevant to {lowest.ref}, which governs."
    )


__all__ = [
    "Discretion",
    "Ground",
    "Held",
    "Kind",
    "Way",
    "check_departure",
    "grounds_held",
    "is_same",
]
