"""Which questions do assessors understand differently, so that their wording may mislead?

A question is flagged where those who answered it about the same case differ more often than they do on the other
questions together, by more than chance among so many questions would give: Fisher's exact test, one-sided, adjusted after
Holm (1979). It is a pointer to what should be read again and talked about, and says nothing about anybody who answered;
judgements about one case hang together, so the chance is a guide. Below ten answers a question is not held against the
others (statistics.md, 7: small numbers say next to nothing).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eyre.core.figures import Count
from eyre.core.statistics.differences.adjusting import holm
from eyre.core.statistics.differences.fisher import fisher

FEWEST_ANSWERS = 10
LEVEL = 0.05


class Verdict(StrEnum):
    """What is said of a question."""

    UNCLEAR = "unclear"
    AS_OTHERS = "as others"
    TOO_FEW = "too few"


@dataclass(frozen=True, slots=True)
class Differing:
    """How often the answers to a question differ: x of all that were compared; in `relevance` of those x, one side said
    that the question is not relevant and the other answered it."""

    ref: str
    differ: Count
    relevance: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.relevance <= self.differ.x:
            raise ValueError(
                f"{self.relevance} of {self.differ.x} differing answers to {self.ref} are about relevance"
            )


@dataclass(frozen=True, slots=True)
class Unclear:
    """What is said of one question, with the chance, adjusted, that chance alone sets it so far from the others (None
    where there are too few answers)."""

    told: Differing
    verdict: Verdict
    chance: float | None

    @property
    def words(self) -> str:
        """What to look at, in words; empty where nothing stands out."""
        if self.verdict is not Verdict.UNCLEAR:
            return ""
        over = self.told.relevance * 2 > self.told.differ.x
        where = "mostly on whether it is relevant at all" if over else "mostly between yes and no"
        return f"Assessors differ here more often than on the other questions, {where}: read its wording together."


def unclear(told: Sequence[Differing], level: float = LEVEL) -> tuple[Unclear, ...]:
    """What is said of each question, in the order given.

    Raises:
        ValueError: for a level that is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level}")
    held = [each for each in told if each.differ.of >= FEWEST_ANSWERS]
    whole = Count(sum(each.differ.x for each in held), sum(each.differ.of for each in held))
    adjusted = dict(
        zip((each.ref for each in held), holm([_chance(each, whole) for each in held]), strict=True)
    )
    return tuple(_said(each, adjusted.get(each.ref), level) for each in told)


def _chance(each: Differing, whole: Count) -> float:
    """How often chance alone sets a question so far above the others; 1 where there are no others."""
    others = Count(whole.x - each.differ.x, whole.of - each.differ.of)
    return fisher(each.differ, others).greater if others.of else 1.0


def _said(each: Differing, chance: float | None, level: float) -> Unclear:
    if chance is None:
        return Unclear(each, Verdict.TOO_FEW, None)
    return Unclear(each, Verdict.UNCLEAR if chance <= level else Verdict.AS_OTHERS, chance)
