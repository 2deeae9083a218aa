"""What did people decide about a draft, and what of it counts?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from eyre.core.reading import (
    DateRead,
    Draft,
    Fact,
    ProviderKind,
    ProviderRead,
    RatingRead,
    StatementRead,
    TableRead,
)

from ..verdict import Verdict as Verdict

Some = TypeVar("Some", bound=Fact)


@dataclass(frozen=True, slots=True)
class Decision:
    """The latest decision about a fact. `mended` are the fields that were changed, each as text."""

    fact: str
    verdict: Verdict
    mended: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    number: int = 0


@dataclass(frozen=True)
class Reviewed:
    """A draft with the latest decision about each of its facts."""

    draft: Draft
    decisions: Mapping[str, Decision]

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact by its id, as it was read."""
        return {fact.id: fact for fact in self.draft.facts()}

    @cached_property
    def table_of(self) -> Mapping[str, TableRead]:
        """The table that each of its parts is of."""
        return {part.id: table for table in self.draft.tables for part in parts_of(table)}

    def as_decided(self, fact: Some) -> Some | None:
        """The fact as it was accepted or mended; None where it was rejected, or nothing is decided yet."""
        from .mending import mended

        decision = self.decisions.get(fact.id)
        if decision is None or decision.verdict is Verdict.REJECTED:
            return None
        return mended(fact, decision.mended)

    def as_it_stands(self, fact: Some) -> Some:
        """The fact as it was mended where it was, and else as it was read."""
        from .mending import mended

        decision = self.decisions.get(fact.id)
        return mended(fact, decision.mended) if decision else fact

    def accepted(self, facts: Iterable[Some]) -> Iterator[Some]:
        """Those that were accepted or mended, as they were."""
        return (found for fact in facts if (found := self.as_decided(fact)) is not None)

    @property
    def decided(self) -> int:
        """How many facts are decided."""
        return sum(fact in self.decisions for fact in self.facts)


def parts_of(table: TableRead) -> tuple[Fact, ...]:
    """The facts of a table beside the table itself, in their order."""
    parts = (table.fieldwork, table.overall, table.score, *table.ratings)
    return tuple(part for part in parts if part is not None)


def why_not_accept(fact: Fact) -> str:
    """Why a fact cannot be accepted as it was read, in words; "" where it can: a blank is no value."""
    if isinstance(fact, RatingRead | StatementRead) and not fact.rating:
        return "No band was read here. Mend it, or reject it."
    if isinstance(fact, DateRead) and not fact.date:
        return "No date could be read. Mend it, or reject it."
    if isinstance(fact, ProviderRead) and (not fact.name or fact.kind is ProviderKind.UNKNOWN):
        return "What kind of body this is could not be read. Mend it, or reject it."
    return ""
