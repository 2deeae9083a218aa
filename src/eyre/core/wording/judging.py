"""The verdict on a meaning and a count, without the words: quick enough to ask of every phrase there is."""

from __future__ import annotations

from enum import Enum, StrEnum, auto
from fractions import Fraction

from eyre.core.figures import Count

from .meant import Guard, Meaning, NumberMeaning, ShareMeaning
from .policy import WordingPolicy


class Kind(StrEnum):
    """The three verdicts on a phrase."""

    TRUE = "true"
    FALSE = "false"
    BORDERLINE = "borderline"  # true, or true to the letter, but worth a second look


class Why(Enum):
    """What the verdict rests on."""

    HOLDS = auto()
    DOES_NOT_HOLD = auto()
    TO_THE_LETTER = auto()  # true, but the policy would say it otherwise
    NEAR_AN_EDGE = auto()
    ONE_CASE = auto()

    @property
    def kind(self) -> Kind:
        """The verdict this leads to."""
        return {Why.HOLDS: Kind.TRUE, Why.DOES_NOT_HOLD: Kind.FALSE}.get(self, Kind.BORDERLINE)


def judge(policy: WordingPolicy, meant: Meaning, count: Count) -> Why:
    """Whether the meaning holds of x of n, n > 0, and how firmly."""
    if not meant.holds(count):
        return Why.TO_THE_LETTER if meant.holds_to_the_letter(count) else Why.DOES_NOT_HOLD
    if isinstance(meant, NumberMeaning) or meant.guard is Guard.NONE:
        return Why.HOLDS
    if _is_near(policy, meant.edges_of(count.of), count.x, count.of):
        return Why.NEAR_AN_EDGE
    if policy.borderline.one_case and meant.guard is Guard.SIDE and _hangs_on_one_case(meant, count):
        return Why.ONE_CASE
    return Why.HOLDS


def judge_share(policy: WordingPolicy, meant: ShareMeaning, share: Fraction) -> Why:
    """The same of a share whose count is not known; it may be more than the whole (102 per cent of a target)."""
    if share not in meant.shares:
        return Why.TO_THE_LETTER if share in meant.letter else Why.DOES_NOT_HOLD
    if meant.guard is not Guard.NONE and _is_near(
        policy, meant.letter.edges, share.numerator, share.denominator
    ):
        return Why.NEAR_AN_EDGE
    return Why.HOLDS


def _is_near(policy: WordingPolicy, edges: tuple[Fraction, ...], x: int, of: int) -> bool:
    """Whether x/of lies near an edge. All and none are none: "almost all" is as true of 99.8 per cent as of 95."""
    points = policy.borderline.points
    for edge in edges:
        away = abs(x * edge.denominator - of * edge.numerator) * points.denominator
        if edge not in (0, 1) and away <= points.numerator * of * edge.denominator:
            return True
    return False


def _hangs_on_one_case(meant: ShareMeaning, count: Count) -> bool:
    """Whether one case more or fewer, short of all and none, would make it false.

    "At most none" and "at least all" are claims of none and of all: they are exact, and hang on nothing.
    """
    if meant.letter.edges in ((Fraction(0),), (Fraction(1),)):
        return False
    neighbours = (Count(x, count.of) for x in (count.x - 1, count.x + 1) if 0 < x < count.of)
    return not all(meant.holds_to_the_letter(neighbour) for neighbour in neighbours)
