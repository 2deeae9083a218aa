"""What does the method page of an edition say, from the bands to what cannot be rated?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eyre.core.frameworks import (
    Combination,
    Completeness,
    Edition,
    Fact,
    Limiter,
    MethodNote,
    Provenance,
    RatedFrom,
    Standard,
    Status,
    SumOfScores,
)
from eyre.frameworks.words import weakest

from .cases import CaseMethod, case_method
from .combination import CombinationMethod, combination_method
from .sums import SumMethod, sum_method


@dataclass(frozen=True, slots=True)
class Gap:
    """Something this edition cannot rate, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Cap:
    """One limiter: the fact that triggers it, and the best band it leaves."""

    text: str
    fact: str
    band: str


@dataclass(frozen=True, slots=True)
class Note:
    """A part of the method that is told and not computed with, with the mark of how it is known."""

    title: str
    text: str
    values: tuple[tuple[str, str], ...]
    status: Status | None
    provenance: tuple[Provenance, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """The method of an edition in words and tables."""

    edition: Edition
    gaps: tuple[Gap, ...]
    cases: CaseMethod | None
    judged: tuple[Standard, ...]
    sum: SumMethod | None
    combination: CombinationMethod | None
    caps: tuple[Cap, ...]
    overall_provenance: tuple[Provenance, ...]
    notes: tuple[Note, ...]

    @property
    def can_rate(self) -> bool:
        """Whether the engine rates anything under this edition."""
        return self.sum is not None or self.combination is not None


def describe_method(edition: Edition) -> Method:
    """The method page of any edition; an outline says what cannot be rated and why."""
    rule = None if edition.completeness is Completeness.OUTLINE else edition.overall
    method = rule.method if rule else None
    return Method(
        edition=edition,
        gaps=tuple(_gaps(edition)),
        cases=case_method(edition),
        judged=tuple(s for s in edition.standards if s.rated_from is RatedFrom.OTHER_EVIDENCE),
        sum=sum_method(edition, method) if isinstance(method, SumOfScores) else None,
        combination=combination_method(edition, method) if isinstance(method, Combination) else None,
        caps=tuple(_cap(edition, limiter) for limiter in rule.limiters) if rule else (),
        overall_provenance=rule.provenance if rule else (),
        notes=tuple(_note(note) for note in edition.method_notes),
    )


def _gaps(edition: Edition) -> Iterator[Gap]:
    if edition.completeness is Completeness.OUTLINE:
        yield Gap("Anything", "the edition is an outline, and Eyre refuses to rate from it")
        return
    if edition.overall is None:
        yield Gap("The overall rating", "no overall rule is known")
    for standard in edition.case_standards:
        reason = _why_not_from_cases(edition, standard)
        if reason:
            yield Gap(f"{standard.ref} {standard.title}, from answers about cases", reason)


def _why_not_from_cases(edition: Edition, standard: Standard) -> str:
    if edition.cases is None:
        return "no case rule is known; its rating can be given, not computed"
    if not standard.key_questions:
        return "its key questions are not known; its rating can be given, not computed"
    return ""


def _cap(edition: Edition, limiter: Limiter) -> Cap:
    facts: dict[str, Fact] = {fact.id: fact for fact in edition.facts}
    return Cap(limiter.text, facts[limiter.fact].text, edition.band(limiter.cap).label)


def _note(note: MethodNote) -> Note:
    title = note.part.replace("-", " ")
    return Note(
        title[:1].upper() + title[1:], note.text, note.values, weakest(note.provenance), note.provenance
    )
