"""Which ratings does an inspection have before it is published? The same counting, with nothing printed yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from eyre.core.cases import Tally
from eyre.core.figures import Count
from eyre.core.frameworks import Edition
from eyre.core.ratings import Finding, InspectionRating, NotKnown, Outcome, Score, Step
from eyre.frameworks.queries import editions
from eyre.people.standing import Standing

from .answers import HeldAnswers, answers_of, computed_rating
from .inspection import inspection_row, whole_cuts
from .marks import NOT_KNOWN, Mark, outcome_mark
from .published import outcomes_of, printed_ratings
from .sheets import CountedSet, DomainTable
from .standard_rows import counted_sets, domain_tables

NO_RATING_YET = Mark(label="No rating yet", kind=NOT_KNOWN.kind)


@dataclass(frozen=True, slots=True)
class Draft:
    """The ratings of an inspection as they stand: counted from its answers, and judged where nothing is counted."""

    id: str
    name: str
    edition: str
    edition_title: str
    overall: Mark
    score: Score | None
    domains: tuple[DomainTable, ...]
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    sets: tuple[CountedSet, ...]
    cuts: tuple[int, ...]
    is_reconstructed: bool
    answers_note: str
    has_answers: bool

    @property
    def open(self) -> int:
        """How many standards have no band yet."""
        return sum(row.mark == NO_RATING_YET for domain in self.domains for row in domain.rows)


@dataclass(frozen=True, slots=True)
class Counted:
    """One question as it was counted so far."""

    ref: str
    text: str
    count: Count
    tally: Tally


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """The questions of one standard, or of one set, that were put to a case."""

    title: str
    questions: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """Every question that was put to a case of one inspection."""

    id: str
    name: str
    edition_title: str
    cases: int
    groups: tuple[CountedGroup, ...]
    cuts: tuple[int, ...]
    is_reconstructed: bool
    answers_note: str


def draft_of(inspection: str, standing: Standing) -> Draft:
    """The ratings of an inspection that somebody may see, as they stand. Raises NoSuchInspection."""
    row = inspection_row(inspection, standing)
    edition = _edition(row)
    held = computed_rating(inspection)
    rating = held.rating if held else None
    printed = printed_ratings(inspection)
    outcomes = _outcomes(edition, outcomes_of(edition, printed, row["table_is_complete"]), rating)
    overall: Outcome = rating.overall.outcome if rating else NotKnown("nothing was counted yet")
    return Draft(
        id=row["id"],
        name=row["name_as_printed"],
        edition=edition.id,
        edition_title=edition.short_title,
        overall=as_draft(outcome_mark(edition, overall)),
        score=rating.overall.score if rating else None,
        domains=tuple(
            map(_as_draft, domain_tables(edition, printed, row["table_is_complete"], outcomes, rating))
        ),
        steps=rating.overall.steps if rating else (),
        findings=rating.overall.findings if rating else (),
        sets=counted_sets(edition, rating) if rating else (),
        cuts=whole_cuts(edition),
        is_reconstructed=bool(held and held.is_reconstructed),
        answers_note=held.note if held else "",
        has_answers=held is not None,
    )


def as_draft(mark: Mark) -> Mark:
    """What is not known of a published inspection is only not there yet in one that is under way."""
    return NO_RATING_YET if mark == NOT_KNOWN else mark


def _as_draft(table: DomainTable) -> DomainTable:
    return replace(table, rows=tuple(replace(row, mark=as_draft(row.mark)) for row in table.rows))


def _edition(row: dict[str, Any]) -> Edition:
    return editions({row["edition_id"]: row["edition__digest"]})[row["edition_id"]]


def _outcomes(
    edition: Edition, judged: dict[str, Outcome], rating: InspectionRating | None
) -> dict[str, Outcome]:
    """What was counted, and beside it what inspectors gave where nothing is counted."""
    if rating is None:
        return judged
    counted = {standard.ref: standard.outcome for standard in rating.standards}
    return {standard.ref: counted.get(standard.ref, judged[standard.ref]) for standard in edition.standards}


def answers_page(inspection: str, standing: Standing) -> AnswersPage | None:
    """The questions of an inspection as they were counted; None where no answers are held. Raises NoSuchInspection."""
    row = inspection_row(inspection, standing)
    edition, held = _edition(row), answers_of(inspection, standing)
    if held is None:
        return None
    return AnswersPage(
        id=row["id"],
        name=row["name_as_printed"],
        edition_title=edition.short_title,
        cases=len(held.matrix.cases),
        groups=tuple(group for group in _groups(edition, held) if group.questions),
        cuts=whole_cuts(edition),
        is_reconstructed=held.is_reconstructed,
        answers_note=held.note,
    )


def _groups(edition: Edition, held: HeldAnswers) -> list[CountedGroup]:
    tallies = held.matrix.tallies()
    named = [(f"{s.ref} {s.title}", s.key_questions) for s in edition.standards]
    named += [(group.title, group.questions) for group in edition.question_sets]
    return [
        CountedGroup(
            title,
            tuple(
                Counted(q.ref, q.text, tallies[q.ref].count, tallies[q.ref])
                for q in questions
                if q.ref in tallies and tallies[q.ref].cases
            ),
        )
        for title, questions in named
    ]
