"""What the page of one inspection holds."""

from __future__ import annotations

from dataclasses import dataclass

from eyre.core.cases import Tally
from eyre.core.figures import Count
from eyre.core.ratings import Score, Step

from .findings import Found
from .marks import Mark
from .previous import Previous
from .published import BandRange


@dataclass(frozen=True, slots=True)
class Governing:
    """The key question that governs a standard, and its count: sufficient of relevant cases."""

    ref: str
    text: str
    count: Count
    mark: Mark


@dataclass(frozen=True, slots=True)
class Ungoverned:
    """Why no key question governs a standard that cases were asked about, and what the rule makes of that."""

    reason: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One standard as the ratings table prints it. `note` says what the mark alone does not."""

    ref: str
    title: str
    mark: Mark
    note: str
    counted: bool
    points: int | None
    governing: Governing | None
    ungoverned: Ungoverned | None


@dataclass(frozen=True, slots=True)
class DomainTable:
    """A heading of the ratings table with its standards."""

    title: str
    rows: tuple[StandardRow, ...]


@dataclass(frozen=True, slots=True)
class CountedQuestion:
    """A question that is counted and never rated."""

    ref: str
    text: str
    count: Count
    tally: Tally


@dataclass(frozen=True, slots=True)
class CountedSet:
    """A set of questions that is counted and never rated."""

    title: str
    questions: tuple[CountedQuestion, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation, by the number it was printed with."""

    number: int
    text: str
    is_paraphrase: bool


@dataclass(frozen=True, slots=True)
class AdviceTo:
    """The recommendations to one addressee."""

    name: str
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class ReadIn:
    """What was read of the inspection in one source."""

    citation: str
    url: str
    licence: str
    kind: str
    what: str
    date: str
    read_on: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the inspection besides its ratings."""

    id: str
    name: str
    provider: str
    provider_name: str
    kind: str
    region: str
    region_name: str
    fieldwork: str
    published: str
    published_basis: str
    edition: str
    edition_title: str
    programme: str
    programme_title: str
    cases_inspected: int | None
    notes: str
    later: str
    table_is_complete: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One inspection with everything its page shows.

    `steps` and `ranges` tell how the score and overall rating follow from the published standards; `left_open` says
    what they leave possible where some are not known, `no_rule` why the edition has no rule to apply.
    """

    facts: Facts
    overall: Mark
    overall_basis: str
    score: Score | None
    score_basis: str
    domains: tuple[DomainTable, ...]
    strangers: tuple[StandardRow, ...]
    steps: tuple[Step, ...]
    left_open: str
    ranges: tuple[tuple[Mark, BandRange], ...]
    no_rule: str
    agreement: tuple[str, ...]
    from_answers: str
    is_reconstructed: bool
    answers_note: str
    sets: tuple[CountedSet, ...]
    previous: Previous | None
    own_counts: int
    other_counts: int
    recommendations: tuple[AdviceTo, ...]
    sources: tuple[ReadIn, ...]
    findings: tuple[Found, ...]
    cuts: tuple[int, ...]

    @property
    def standards(self) -> tuple[StandardRow, ...]:
        """Every standard, in the order of the table."""
        return tuple(row for domain in self.domains for row in domain.rows)

    @property
    def has_paraphrase(self) -> bool:
        """Whether a recommendation is in our words."""
        return any(advice.is_paraphrase for to in self.recommendations for advice in to.advice)
