"""What did those who assessed the same invented case answer, question by question, and how far do they agree?

Nobody is named: a spread counts answers. With fewer than three who answered nothing is told, for of two people each would
know what the other said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eyre.core.figures import Count, Undefined, total

from .wording import Differing, Unclear, unclear

ANSWERS = ("yes", "no", "not-relevant")
FEWEST_PEOPLE = 3


class NotAnswered(ValueError):
    """Something is no answer to a question of a form."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many gave each answer to one question about one case; `ref` names both."""

    ref: str
    yes: int
    no: int
    not_relevant: int

    @property
    def people(self) -> int:
        """How many answered."""
        return self.yes + self.no + self.not_relevant

    @property
    def is_told(self) -> bool:
        """Whether so many answered that the spread says nothing of one of them."""
        return self.people >= FEWEST_PEOPLE

    @property
    def alike(self) -> Count:
        """Of all pairs of people who answered, how many gave the same answer."""
        same = sum(many * (many - 1) // 2 for many in (self.yes, self.no, self.not_relevant))
        return Count(same, self.people * (self.people - 1) // 2)

    @property
    def differing(self) -> Differing:
        """How many answered otherwise than most did, and whether they differ over relevance (a tie counts one side)."""
        most = max(self.yes, self.no, self.not_relevant)
        fewer = self.people - most
        over_relevance = min(self.not_relevant, self.people - self.not_relevant)
        return Differing(self.ref, Count(fewer, self.people), min(fewer, over_relevance))


def spread(ref: str, answers: Iterable[str]) -> Spread:
    """How many gave each answer.

    Raises:
        NotAnswered: for something that is no answer.
    """
    found = Counter(answers)
    if strange := sorted(set(found) - set(ANSWERS)):
        raise NotAnswered(f"{strange[0]!r} is no answer to {ref}: yes, no or not-relevant")
    return Spread(ref, *(found[answer] for answer in ANSWERS))


def alike_in_all(spreads: Sequence[Spread]) -> Count | Undefined:
    """Over all questions told, how many pairs of answers were the same; undefined where nothing is told."""
    told = [each.alike for each in spreads if each.is_told]
    return total(told) if told else Undefined("fewer than three people answered every question")


def unclear_in(spreads: Sequence[Spread]) -> tuple[Unclear, ...]:
    """Which questions people answered more differently than the others; by the rule of `wording`."""
    return unclear([each.differing for each in spreads if each.is_told])
