"""How was the rating of one standard reached?"""

from __future__ import annotations

from dataclasses import dataclass

from eyre.core.cases import AnswerMatrix, Tally
from eyre.core.figures import Count, Undefined
from eyre.core.frameworks import Edition, KeyQuestion, RatedFrom, Standard, Wording
from eyre.core.ratings import Finding, KeyQuestionRating, Rated, StandardRating, Step
from eyre.frameworks.queries import editions
from eyre.people.standing import NOBODY, Standing

from .answers import Computed, HeldAnswers, answers_of, computed_rating
from .inspection import inspection_row, whole_cuts
from .marks import Mark, band_mark, outcome_mark, overall_mark, question_mark
from .published import Printed, outcomes_of, printed_ratings

GROUP_LABELS = {"sex": "Sex", "grade": "Grade of officer", "disposal": "Custody or community"}

# What the labels of the answers that ship with Eyre stand for
LABELS = {
    "PO": "Probation officer (PO)",
    "PSO": "Probation services officer (PSO)",
    "PQiP": "Trainee (PQiP)",
}


def say_label(label: str) -> str:
    """A sub-group label in words; an unknown abbreviation stays as it is."""
    return LABELS.get(label) or (label[:1].upper() + label[1:] if label else "Not recorded")


class NoSuchStandard(LookupError):
    """The edition of this inspection has no standard of this number."""


@dataclass(frozen=True, slots=True)
class Context:
    """To which inspection a page below it belongs."""

    id: str
    name: str
    edition: str
    edition_title: str
    is_reconstructed: bool
    answers_note: str


@dataclass(frozen=True, slots=True)
class CutLine:
    """Where one band begins: its mark, the phrase of the edition, and from which to which share, in words."""

    mark: Mark
    phrase: str
    says: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A key question with its figures; `tally` is None where no case was asked."""

    question: KeyQuestion
    tally: Tally | None
    rounded: int | None
    mark: Mark
    governs: bool

    @property
    def count(self) -> Count:
        """Sufficient of relevant cases."""
        return self.tally.count if self.tally else Count(0, 0)


@dataclass(frozen=True, slots=True)
class SplitCell:
    """One question counted for one label of a sub-group column."""

    ref: str
    count: Count


@dataclass(frozen=True, slots=True)
class Split:
    """The same questions counted for each label of a sub-group column."""

    column: str
    title: str
    rows: tuple[tuple[str, str, tuple[SplitCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class StandardPage:
    """Everything on the page of one standard of one inspection."""

    context: Context
    standard: Standard
    domain: str
    published: Mark
    computed: Mark | None
    agrees: bool
    from_cases: bool
    source: Printed | None
    points: int | None
    best: int
    questions: tuple[Asked, ...]
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    cuts: tuple[int, ...]
    lines: tuple[CutLine, ...]
    splits: tuple[Split, ...]
    is_summary: bool
    before: Standard | None
    after: Standard | None

    @property
    def has_answers(self) -> bool:
        """Whether any case was asked one of its key questions."""
        return any(question.tally for question in self.questions)


def standard_page(inspection: str, ref: str, standing: Standing = NOBODY) -> StandardPage:
    """The page of one standard. Raises NoSuchInspection, NoSuchStandard."""
    row = inspection_row(inspection, standing)
    edition = editions({row["edition_id"]: row["edition__digest"]})[row["edition_id"]]
    try:
        standard = edition.standard(ref)
    except KeyError:
        raise NoSuchStandard(ref) from None
    printed = printed_ratings(inspection)
    outcomes = outcomes_of(edition, printed, row["table_is_complete"])
    computed = computed_rating(inspection)
    rating = computed.rating.standard(ref) if computed else None
    rating = rating if rating and rating.key_questions else None
    held = answers_of(inspection, standing) if rating else None
    published = outcomes[ref]
    place = edition.standards.index(standard)
    return StandardPage(
        context=context_of(row["id"], row["name_as_printed"], edition, computed),
        standard=standard,
        domain=next(f"{d.ref}. {d.title}" for d in edition.domains if standard in d.standards),
        published=outcome_mark(edition, published),
        computed=outcome_mark(edition, rating.outcome) if rating else None,
        agrees=bool(rating and rating.outcome == published),
        from_cases=standard.rated_from is RatedFrom.CASES,
        source=printed.get(ref),
        points=edition.band(published.band).score if isinstance(published, Rated) else None,
        best=edition.best_score,
        questions=_asked(edition, standard, rating),
        steps=rating.steps if rating else (),
        findings=rating.findings if rating else (),
        cuts=whole_cuts(edition),
        lines=cut_lines(edition),
        splits=_splits(held.matrix, standard) if held and rating else (),
        is_summary=edition.wording is Wording.SUMMARY,
        before=edition.standards[place - 1] if place else None,
        after=next(iter(edition.standards[place + 1 :]), None),
    )


def context_of(inspection: str, name: str, edition: Edition, held: HeldAnswers | Computed | None) -> Context:
    """What a page below an inspection says about where it belongs."""
    return Context(
        inspection,
        name,
        edition.id,
        edition.short_title,
        bool(held and held.is_reconstructed),
        held.note if held else "",
    )


def _asked(edition: Edition, standard: Standard, rating: StandardRating | None) -> tuple[Asked, ...]:
    ratings = {question.ref: question for question in rating.key_questions} if rating else {}
    return tuple(_one_asked(edition, q, ratings.get(q.ref)) for q in standard.key_questions)


def _one_asked(edition: Edition, question: KeyQuestion, rating: KeyQuestionRating | None) -> Asked:
    if rating is None:
        return Asked(question, None, None, overall_mark(edition, None, None), False)
    mark = question_mark(edition, rating)
    rounded = None if isinstance(rating.rounded, Undefined) else rating.rounded
    return Asked(question, rating.tally, rounded, mark, rating.governs)


def cut_lines(edition: Edition) -> tuple[CutLine, ...]:
    """Where each band of the case rule lies, best first."""
    rule = edition.cases
    if rule is None:
        return ()
    return tuple(
        CutLine(band_mark(edition, band), rule.phrase(band), rule.places[band])
        for band in reversed(rule.scale.bands)
    )


def _splits(matrix: AnswerMatrix, standard: Standard) -> tuple[Split, ...]:
    refs = [q.ref for q in standard.key_questions if q.ref in matrix.questions]
    shown = matrix.asking(refs)
    splits = (_split(shown, column) for column in matrix.groups)
    return tuple(split for split in splits if len(split.rows) > 1)


def _split(matrix: AnswerMatrix, column: str) -> Split:
    """Labels under which no case was asked these questions are left out; cases without a label come last."""
    tallies = matrix.tallies_by(column)
    asked = {label: by for label, by in tallies.items() if any(tally.cases for tally in by.values())}
    rows = sorted(asked.items(), key=lambda row: (not row[0], row[0]))
    # Each row: the label of an address, the words of the page, the counts
    counted = tuple(
        (label, say_label(label), tuple(SplitCell(ref, tally.count) for ref, tally in by.items()))
        for label, by in rows
    )
    return Split(column, GROUP_LABELS.get(column, column.capitalize()), counted)
