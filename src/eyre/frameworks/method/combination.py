"""How do rules about combinations of ratings make the overall rating, and what do they give for every combination?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement
from math import factorial, prod

from eyre.core.frameworks import Combination, CombinationRule, Edition
from eyre.core.frameworks.words import condition_in_words
from eyre.core.ratings import Rated, rate_overall

PANEL = "The panel decides"


@dataclass(frozen=True, slots=True)
class SpokenRule:
    """One rule in words: when it speaks, and the band it gives."""

    id: str
    text: str
    when: str
    then: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all combinations have this outcome."""

    outcome: str
    number: int


@dataclass(frozen=True, slots=True)
class CombinationMethod:
    """The rules in the order they are asked, and the outcomes of every combination of ratings there can be."""

    standards: int
    rules: tuple[SpokenRule, ...]
    outcomes: tuple[Share, ...]

    @property
    def combinations(self) -> int:
        """How many combinations there are: bands to the power of standards."""
        return sum(share.number for share in self.outcomes)


def combination_method(edition: Edition, method: Combination) -> CombinationMethod:
    """The combination rules of an edition as text, with what they give for every combination."""
    return CombinationMethod(
        standards=sum(standard.counted for standard in edition.standards),
        rules=tuple(_speak(edition, rule) for rule in method.rules),
        outcomes=count_outcomes(edition),
    )


def _speak(edition: Edition, rule: CombinationRule) -> SpokenRule:
    when = " and ".join(condition_in_words(condition, edition) for condition in rule.when)
    return SpokenRule(rule.id, rule.text, when, edition.band(rule.then).label)


@lru_cache(maxsize=16)
def count_outcomes(edition: Edition) -> tuple[Share, ...]:
    """How many of all combinations have each outcome, by the engine itself, without any limiter.

    The rules look only at how many standards have which band, so combinations of the same numbers are rated
    once and counted as often as they can be arranged.
    """
    refs = [standard.ref for standard in edition.standards if standard.counted]
    counts: Counter[str] = Counter()
    for bands in combinations_with_replacement([band.id for band in edition.bands], len(refs)):
        outcome = rate_overall(edition, dict(zip(refs, map(Rated, bands), strict=True))).outcome
        label = edition.band(outcome.band).label if isinstance(outcome, Rated) else PANEL
        counts[label] += _arrangements(bands)
    labels = [band.label for band in edition.bands] + [PANEL]
    return tuple(Share(label, counts[label]) for label in labels)


def _arrangements(bands: tuple[str, ...]) -> int:
    return factorial(len(bands)) // prod(factorial(number) for number in Counter(bands).values())
