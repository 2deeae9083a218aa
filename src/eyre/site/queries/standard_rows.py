"""The rows of the ratings table of one inspection, and what was counted beside it."""

from __future__ import annotations

from collections.abc import Mapping

from eyre.core.frameworks import Edition, KeyQuestion, Standard
from eyre.core.ratings import InspectionRating, KeyQuestionRating, Outcome, Rated, StandardRating

from .marks import Mark, band_mark, outcome_mark, overall_mark
from .published import Printed
from .sheets import CountedQuestion, CountedSet, DomainTable, Governing, StandardRow, Ungoverned


def domain_tables(
    edition: Edition,
    printed: Mapping[str, Printed],
    is_complete: bool,
    outcomes: Mapping[str, Outcome],
    computed: InspectionRating | None,
) -> tuple[DomainTable, ...]:
    """The ratings table of an inspection, a part for each domain that has standards."""
    return tuple(
        DomainTable(
            f"{domain.ref}. {domain.title}",
            tuple(
                _standard(edition, s, outcomes[s.ref], is_complete and s.ref not in printed, computed)
                for s in domain.standards
            ),
        )
        for domain in edition.domains
        if domain.standards
    )


def _standard(
    edition: Edition,
    standard: Standard,
    outcome: Outcome,
    is_omitted: bool,
    computed: InspectionRating | None,
) -> StandardRow:
    rating = computed.standard(standard.ref) if computed else None
    governing = rating.governing if rating else None
    notes = [
        "The published table has no row for it" if is_omitted else "",
        "" if standard.counted else "Rated separately, outside the sum of scores",
    ]
    return StandardRow(
        standard.ref,
        standard.title,
        outcome_mark(edition, outcome),
        ". ".join(filter(None, notes)),
        standard.counted,
        edition.band(outcome.band).score if isinstance(outcome, Rated) and standard.counted else None,
        _governing(edition, governing) if governing else None,
        _ungoverned(edition, rating) if rating else None,
    )


def _ungoverned(edition: Edition, rating: StandardRating) -> Ungoverned | None:
    if rating.governing or not rating.key_questions or isinstance(rating.outcome, Rated):
        return None
    return Ungoverned(rating.outcome.reason, outcome_mark(edition, rating.outcome))


def _governing(edition: Edition, question: KeyQuestionRating) -> Governing:
    assert question.band is not None, "a question that governs has a band"
    text = edition.questions[question.ref].text
    return Governing(question.ref, text, question.count, band_mark(edition, question.band))


def stranger_rows(edition: Edition, printed: dict[str, Printed]) -> tuple[StandardRow, ...]:
    """Rows that a source prints and the edition does not know: shown, never counted."""
    known = {standard.ref for standard in edition.standards}
    note = "Not a standard of this edition as Eyre holds it"
    return tuple(
        StandardRow(ref, row.title, _stranger(edition, row.outcome), note, False, None, None, None)
        for ref, row in printed.items()
        if ref not in known
    )


def _stranger(edition: Edition, outcome: str) -> Mark:
    return overall_mark(edition, outcome if edition.has_band(outcome) else None, None)


def counted_sets(edition: Edition, computed: InspectionRating) -> tuple[CountedSet, ...]:
    """The sets of questions that are counted and never rated, with what was put to a case."""
    questions: dict[str, KeyQuestion] = edition.questions
    return tuple(
        CountedSet(
            one.title,
            tuple(
                CountedQuestion(ref, questions[ref].text, tally.count, tally)
                for ref, tally in one.tallies
                if tally.cases
            ),
        )
        for one in computed.unrated_sets
        if any(tally.cases for _, tally in one.tallies)
    )
