"""How do answers about cases make a rating under this edition?"""

from __future__ import annotations

from dataclasses import dataclass

from eyre.core.figures.words import say_per_cent
from eyre.core.frameworks import CaseRule, Edition, Provenance, Standard
from eyre.frameworks.words import ROUNDING

from .scales import Border, Example, Place, borders, case_examples, places


@dataclass(frozen=True, slots=True)
class CaseMethod:
    """The case rule in words: the standards it rates, its borders, places and examples, how each part is known."""

    standards: tuple[Standard, ...]
    rounding: str
    places: tuple[Place, ...]
    borders: tuple[Border, ...]
    examples: tuple[Example, ...]
    provenance: tuple[Provenance, ...]


def case_method(edition: Edition) -> CaseMethod | None:
    """The case rule of an edition as text; None where it has none."""
    rule = edition.cases
    return None if rule is None else _describe(edition, rule)


def _describe(edition: Edition, rule: CaseRule) -> CaseMethod:
    return CaseMethod(
        standards=edition.case_standards,
        rounding=ROUNDING[rule.rounding],
        places=places(edition, rule.scale, say_per_cent, dict(rule.phrases)),
        borders=borders(edition, rule.scale, say_per_cent),
        examples=case_examples(edition, rule.scale, rule.rounding),
        provenance=rule.provenance,
    )
