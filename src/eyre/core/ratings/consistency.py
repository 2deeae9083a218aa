"""Do published ratings and scores agree with each other and with the rule? Disagreements are listed, not hidden.

Most published tables could be read only in part, so a score is computed only from a complete set; everywhere else
the published score is held against the published overall rating and against what the known standards leave open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from eyre.core.figures import Undefined
from eyre.core.frameworks import Edition, SumOfScores

from .inspection import rate_inspection
from .outcomes import NotKnown, NotRated, Outcome, Rated
from .overall import overall_rule, place_score, possible_scores, score_of
from .results import CannotRate, Score


class DisagreementKind(StrEnum):
    """What does not fit what."""

    UNKNOWN_STANDARD = "unknown_standard"
    UNKNOWN_BAND = "unknown_band"
    TITLE_DIFFERS = "title_differs"
    OVERALL_AGAINST_SCORE = "overall_against_score"
    OVERALL_AGAINST_STANDARDS = "overall_against_standards"
    SCORE_AGAINST_STANDARDS = "score_against_standards"
    MAXIMUM_IMPOSSIBLE = "maximum_impossible"
    FEWER_STANDARDS_RATED = "fewer_standards_rated"
    OMITTED_READ_AS_NOT_RATED = "omitted_read_as_not_rated"
    RATED_OUTSIDE_THE_SUM = "rated_outside_the_sum"
    CANNOT_BE_CHECKED = "cannot_be_checked"


class Severity(StrEnum):
    """How much it matters to a reader."""

    ERROR = "error"  # two facts contradict each other
    WARNING = "warning"  # a fact needs an explanation
    NOTE = "note"  # worth knowing


SEVERITY = {
    DisagreementKind.TITLE_DIFFERS: Severity.NOTE,
    DisagreementKind.FEWER_STANDARDS_RATED: Severity.WARNING,
    DisagreementKind.OMITTED_READ_AS_NOT_RATED: Severity.NOTE,
    DisagreementKind.RATED_OUTSIDE_THE_SUM: Severity.NOTE,
    DisagreementKind.CANNOT_BE_CHECKED: Severity.NOTE,
}


@dataclass(frozen=True, slots=True)
class PublishedFacts:
    """What was published of one inspection: outcomes and titles by standard, the overall band, the score.

    `complete` says that the table was read whole, so that a standard without a row has none.
    """

    outcomes: Mapping[str, Outcome]
    titles: Mapping[str, str] = field(default_factory=dict)
    band: str | None = None
    score: Score | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that does not fit; `ref` is the standard it is about, where it is about one."""

    kind: DisagreementKind
    text: str
    ref: str = ""

    @property
    def severity(self) -> Severity:
        """How much it matters; contradictions unless the kind says less."""
        return SEVERITY.get(self.kind, Severity.ERROR)


def check_published(edition: Edition, facts: PublishedFacts) -> tuple[Disagreement, ...]:
    """Everything in which the published facts disagree with each other or with the edition's rule."""
    strange = tuple(_strangers(edition, facts))
    found = [*strange, *_titles(edition, facts), *_outside(edition, facts)]
    try:
        method = overall_rule(edition).method
    except CannotRate:
        if facts.band or facts.score:
            text = f"The published rating cannot be checked: too little is known of {edition.title} to rate anything."
            found.append(Disagreement(DisagreementKind.CANNOT_BE_CHECKED, text))
        return tuple(found)
    if strange:
        return tuple(found)
    found.extend(_complete(edition, facts) if facts.complete else _partial(edition, facts))
    if isinstance(method, SumOfScores) and facts.score is not None:
        found.extend(_maximum(edition, facts.score))
        found.extend(_overall_of_score(edition, method, facts.band, facts.score))
    return tuple(found)


def known_outcomes(edition: Edition, facts: PublishedFacts) -> dict[str, Outcome]:
    """The outcome of every standard of the edition: what was published, else not known.

    Of a complete table, a standard that may be left out and has no row is not rated.
    """
    return {
        standard.ref: facts.outcomes.get(standard.ref)
        or (
            NotRated("the table is complete and has no row for it")
            if facts.complete and standard.may_be_not_rated
            else NotKnown("our source does not say")
        )
        for standard in edition.standards
    }


def _strangers(edition: Edition, facts: PublishedFacts) -> Iterator[Disagreement]:
    known = {standard.ref for standard in edition.standards}
    for ref, outcome in facts.outcomes.items():
        if ref not in known:
            yield Disagreement(
                DisagreementKind.UNKNOWN_STANDARD, f"{edition.title} has no standard {ref}.", ref
            )
        elif isinstance(outcome, Rated) and not edition.has_band(outcome.band):
            yield _no_band(edition, outcome.band, ref)
    if facts.band is not None and not edition.has_band(facts.band):
        yield _no_band(edition, facts.band)


def _no_band(edition: Edition, band: str, ref: str = "") -> Disagreement:
    bands = ", ".join(each.label for each in edition.bands)
    text = f"“{band}” is printed as the rating, and is no band of {edition.title}: {bands}."
    return Disagreement(DisagreementKind.UNKNOWN_BAND, text, ref)


def _titles(edition: Edition, facts: PublishedFacts) -> Iterator[Disagreement]:
    for standard in edition.standards:
        printed = facts.titles.get(standard.ref, "")
        if printed and _plain(printed) != _plain(standard.title):
            text = f"{standard.ref} is printed as “{printed}”; the edition calls it “{standard.title}”."
            yield Disagreement(DisagreementKind.TITLE_DIFFERS, text, standard.ref)


def _plain(title: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in title.casefold()).split())


def _outside(edition: Edition, facts: PublishedFacts) -> Iterator[Disagreement]:
    for standard in edition.standards:
        outcome = facts.outcomes.get(standard.ref)
        if not standard.counted and isinstance(outcome, Rated) and edition.has_band(outcome.band):
            label = edition.band(outcome.band).label
            text = f"{standard.ref} {standard.title} is rated {label}, and is outside the sum."
            yield Disagreement(DisagreementKind.RATED_OUTSIDE_THE_SUM, text, standard.ref)


def _complete(edition: Edition, facts: PublishedFacts) -> Iterator[Disagreement]:
    for standard in edition.standards:
        if standard.counted and standard.may_be_not_rated and standard.ref not in facts.outcomes:
            text = f"The table has no row for {standard.ref} {standard.title}: it is read as Not rated."
            yield Disagreement(DisagreementKind.OMITTED_READ_AS_NOT_RATED, text, standard.ref)
    overall = rate_inspection(edition, given=facts.outcomes).overall
    if facts.score is not None and overall.score is not None and facts.score != overall.score:
        text = (
            f"The published score is {facts.score}; the ratings of the standards add up to {overall.score}."
        )
        yield Disagreement(DisagreementKind.SCORE_AGAINST_STANDARDS, text)
    if facts.band is not None and isinstance(overall.outcome, Rated) and overall.outcome.band != facts.band:
        text = (
            f"The published overall rating is {edition.band(facts.band).label}; by the rule, the standards make it "
            f"{edition.band(overall.outcome.band).label}."
        )
        yield Disagreement(DisagreementKind.OVERALL_AGAINST_STANDARDS, text)


def _partial(edition: Edition, facts: PublishedFacts) -> Iterator[Disagreement]:
    outcomes = known_outcomes(edition, facts)
    counted = {s.ref: outcomes[s.ref] for s in edition.standards if s.counted}
    if facts.score is not None:
        yield from _out_of_range(edition, counted, facts.score)
    elif facts.band is not None:
        possible = possible_scores(edition, overall_rule(edition), counted).bands
        if facts.band not in possible:
            left = " or ".join(edition.band(band).label for band in possible)
            text = (
                f"The published overall rating is {edition.band(facts.band).label}; the known standards leave only "
                f"{left}."
            )
            yield Disagreement(DisagreementKind.OVERALL_AGAINST_STANDARDS, text)


def _out_of_range(edition: Edition, counted: Mapping[str, Outcome], score: Score) -> Iterator[Disagreement]:
    """Whether the published points lie where the known standards and the published maximum leave them."""
    known = score_of(edition, counted)
    left = score.out_of - known.out_of
    worst = min(band.score for band in edition.bands) * (left // edition.best_score)
    if left < 0 or not known.points + worst <= score.points <= known.points + left:
        text = (
            f"The published score is {score}; the known standards make {known} of it, which leaves "
            f"{known.points + worst} to {known.points + max(left, 0)} points."
        )
        yield Disagreement(DisagreementKind.SCORE_AGAINST_STANDARDS, text)


def _maximum(edition: Edition, score: Score) -> Iterator[Disagreement]:
    counted = [standard for standard in edition.standards if standard.counted]
    least = len(counted) - sum(standard.may_be_not_rated for standard in counted)
    rated, rest = divmod(score.out_of, edition.best_score)
    said = f"{edition.title} counts {len(counted)} standards of {edition.best_score} points"
    if rest or rated > len(counted):
        text = f"The published maximum is {score.out_of}; {said}."
        yield Disagreement(DisagreementKind.MAXIMUM_IMPOSSIBLE, text)
    elif rated < least:
        text = (
            f"The published maximum of {score.out_of} means {rated} rated standards; {said}, and says of "
            f"{'none' if least == len(counted) else 'only ' + str(len(counted) - least)} that it may be left out."
        )
        yield Disagreement(DisagreementKind.FEWER_STANDARDS_RATED, text)


def _overall_of_score(
    edition: Edition, method: SumOfScores, band: str | None, score: Score
) -> Iterator[Disagreement]:
    placed = place_score(method, score)
    if band is not None and not isinstance(placed, Undefined) and placed != band:
        text = (
            f"The published overall rating is {edition.band(band).label}; the published score {score} is "
            f"{edition.band(placed).label}."
        )
        yield Disagreement(DisagreementKind.OVERALL_AGAINST_SCORE, text)
