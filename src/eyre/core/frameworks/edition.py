"""One edition of a framework as a value: bands, domains, standards, key questions and the rules that rate them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from eyre.core.editions import Provenance
from eyre.core.figures import Rounding, Scale
from eyre.core.figures.words import say_per_cent, say_span


class Wording(StrEnum):
    """Whose words the texts of an edition are."""

    SUMMARY = "summary"  # shortened by us: not the inspectorate's own words
    OWN = "own"  # the inspectorate's own words


class Completeness(StrEnum):
    """How much of an edition is known."""

    FULL = "full"  # every standard, every key question and every rule
    PARTIAL = "partial"  # standards and the overall rule; some key questions or case rules are missing
    OUTLINE = "outline"  # not enough to rate anything


class RatedFrom(StrEnum):
    """What the rating of a standard rests on."""

    CASES = "cases"  # answers about cases, by the case rule
    OTHER_EVIDENCE = "other_evidence"  # judged against ratings characteristics; the band is given


@dataclass(frozen=True, slots=True)
class Band:
    """One of the names a rating may have, with its score."""

    id: str
    label: str
    score: int


@dataclass(frozen=True, slots=True)
class Prompt:
    """A lettered sub-question that helps to answer a key question."""

    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyQuestion:
    """What must be answered to judge a standard. `concept` stays the same when the number changes."""

    ref: str
    text: str
    concept: str
    theme: str = ""
    prompts: tuple[Prompt, ...] = ()
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """A numbered expectation that is rated. `counted` says whether its score enters the sum."""

    ref: str
    title: str
    concept: str
    rated_from: RatedFrom
    evidence: str = ""
    case_kind: str = ""
    counted: bool = True
    may_be_not_rated: bool = False
    statement: str = ""
    key_questions: tuple[KeyQuestion, ...] = ()
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of the framework."""

    ref: str
    title: str
    standards: tuple[Standard, ...]
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions put to one kind of case that are counted and reported, never rated."""

    id: str
    title: str
    case_kind: str
    questions: tuple[KeyQuestion, ...]
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True)
class CaseRule:
    """How answers about cases make the band of a standard: the lowest key question governs.

    `scale` holds band ids; `phrases` the words for each band's share ("too few").
    """

    scale: Scale
    rounding: Rounding
    phrases: tuple[tuple[str, str], ...] = ()
    provenance: tuple[Provenance, ...] = ()

    def phrase(self, band: str) -> str:
        """The words for a band's share of cases, or an empty text where the edition has none."""
        return dict(self.phrases).get(band, "")

    @cached_property
    def places(self) -> dict[str, str]:
        """Where each band lies, in words: "at least 50 per cent and under 65 per cent (“too few”)"."""
        spans = {band: say_span(self.scale, band, say_per_cent) for band in self.scale.bands}
        return {
            band: f"{span} (“{self.phrase(band)}”)" if self.phrase(band) else span
            for band, span in spans.items()
        }


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """Bands as the inspectorate prints them for one maximum: (band, least, greatest); checked against the rule."""

    maximum: int
    rows: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class SumOfScores:
    """The overall band from the share (sum of scores) / (best score x rated standards).

    `rounding` is how the whole per cent is made where the framework speaks in per cents, and None where it
    speaks in points; the band comes from the exact share in either case.
    """

    scale: Scale
    printed: tuple[PrintedTable, ...] = ()
    rounding: Rounding | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """True when the number of standards rated in one of `bands` lies between `at_least` and `at_most`."""

    bands: tuple[str, ...]
    at_least: int = 0
    at_most: int | None = None

    def holds(self, counts: dict[str, int]) -> bool:
        """Whether it holds for the number of standards in each band."""
        n = sum(counts.get(band, 0) for band in self.bands)
        return n >= self.at_least and (self.at_most is None or n <= self.at_most)


@dataclass(frozen=True, slots=True)
class CombinationRule:
    """When all of its conditions hold, the overall band is `then`. The first rule that speaks decides."""

    id: str
    text: str
    when: tuple[Condition, ...]
    then: str


@dataclass(frozen=True, slots=True)
class Combination:
    """The overall band from how many standards have which band; where no rule speaks, the panel decides."""

    rules: tuple[CombinationRule, ...]


@dataclass(frozen=True, slots=True)
class Limiter:
    """While the fact is true, the overall band is not better than `cap`."""

    id: str
    text: str
    fact: str
    cap: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something true or false about an inspection that a limiter asks for."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class OverallRule:
    """How ratings of standards make the overall rating."""

    method: SumOfScores | Combination
    limiters: tuple[Limiter, ...] = ()
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class MethodNote:
    """A part of the method that Eyre shows but does not compute with here: sampling, the panel, documents.

    `values` are the figures or words of that part, by name.
    """

    part: str
    text: str
    values: tuple[tuple[str, str], ...] = ()
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """Who said that this edition may be used, and when; nobody yet, while it is a draft."""

    by: str
    on: date | None = None


@dataclass(frozen=True)
class Edition:
    """One published version of a framework, immutable once used.

    `bands` run from the best to the worst. `cases` is None where no standard is rated by the case rule or
    the rule is not known; `overall` is None where no overall rule is known.
    """

    id: str
    title: str
    short_title: str
    inspectorate: str
    licence: str
    completeness: Completeness
    missing: tuple[str, ...]
    wording: Wording
    valid_from: date | None
    valid_to: date | None
    applies_to: tuple[str, ...]
    approval: Approval
    bands: tuple[Band, ...]
    domains: tuple[Domain, ...]
    cases: CaseRule | None
    overall: OverallRule | None
    question_sets: tuple[QuestionSet, ...] = ()
    facts: tuple[Fact, ...] = ()
    comparable_with: tuple[str, ...] = ()
    method_notes: tuple[MethodNote, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    @cached_property
    def standards(self) -> tuple[Standard, ...]:
        """Every standard, in the order of the edition."""
        return tuple(standard for domain in self.domains for standard in domain.standards)

    @cached_property
    def _standards(self) -> dict[str, Standard]:
        return {standard.ref: standard for standard in self.standards}

    @cached_property
    def _bands(self) -> dict[str, Band]:
        return {band.id: band for band in self.bands}

    @cached_property
    def questions(self) -> dict[str, KeyQuestion]:
        """Every question that is asked about cases, by ref: key questions first, then the unrated sets."""
        asked = {q.ref: q for s in self.case_standards for q in s.key_questions}
        return asked | {q.ref: q for group in self.question_sets for q in group.questions}

    @cached_property
    def case_standards(self) -> tuple[Standard, ...]:
        """The standards that are rated from cases."""
        return tuple(s for s in self.standards if s.rated_from is RatedFrom.CASES)

    def standard(self, ref: str) -> Standard:
        """The standard with this number. Raises KeyError."""
        return self._standards[ref]

    def band(self, band_id: str) -> Band:
        """The band with this id. Raises KeyError."""
        return self._bands[band_id]

    def rank(self, band_id: str) -> int:
        """How many bands are worse than the one with this id. Raises KeyError."""
        return len(self.bands) - 1 - self.bands.index(self.band(band_id))

    def has_band(self, band_id: str) -> bool:
        """Whether the edition knows a band of this id."""
        return band_id in self._bands

    @cached_property
    def best_score(self) -> int:
        """The score of the best band."""
        return max(band.score for band in self.bands)

    def standard_of(self, question_ref: str) -> Standard | None:
        """The standard a key question belongs to; None for a question of an unrated set."""
        return next((s for s in self.standards if any(q.ref == question_ref for q in s.key_questions)), None)

    def walk_key_questions(self) -> Iterator[tuple[Standard, KeyQuestion]]:
        """Every key question with its standard, those of other evidence too."""
        return ((s, q) for s in self.standards for q in s.key_questions)
