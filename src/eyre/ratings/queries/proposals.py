"""What does the edition's rule make of the frozen answers and of the judgements given, standard by standard and for the whole?

The one calculation before a rating is decided: the pages of judgement, the panel, its papers and records, and the figures
on how secure a rating is all read this object, and nothing else computes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from eyre.cases.frozen import matrix_of
from eyre.cases.models import Freeze
from eyre.core.cases import AnswerMatrix
from eyre.core.figures import Undefined
from eyre.core.frameworks import Edition, RatedFrom, Standard
from eyre.core.journal.canonical import canonical, digest
from eyre.core.ratings import InspectionRating, NotRated, Outcome, Rated, StandardRating, rate_inspection
from eyre.core.ratings.discretion import Discretion, Held, Kind, grounds_held
from eyre.core.ratings.inspection import was_put
from eyre.core.statistics.robustness import Distance, distance
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection
from eyre.ratings.discretion_files import discretion_for
from eyre.ratings.exceptions import NotFrozenYet
from eyre.ratings.models import NOT_RATED, JudgedFact, Judgement, JudgementState
from eyre.ratings.records import outcome_to_json

IN_FORCE = (JudgementState.SUBMITTED, JudgementState.AGREED)
OF_NEARNESS = (Kind.POINTS, Kind.ONE_CASE, Kind.FEW_CASES)
NO_FREEZE = "The answers of this inspection are not frozen yet. The rule says nothing before they are."


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement of one standard that is in force: who judged, how far it has come, and what it says so far."""

    id: int
    version: int
    state: str
    outcome: str
    reasoning: str
    freeze: int | None
    written_by: str
    written_at: datetime
    read_by: str

    @property
    def counts(self) -> bool:
        """Whether it was submitted and not returned: only then its outcome is given to the rule."""
        return self.state in IN_FORCE

    @property
    def is_agreed(self) -> bool:
        """Whether a second person read it and agreed."""
        return self.state == JudgementState.AGREED


@dataclass(frozen=True, slots=True)
class Nearness:
    """How far one key question is from the cuts beside it."""

    ref: str
    distance: Distance


@dataclass(frozen=True, slots=True)
class ProposedStandard:
    """One standard of the proposal: what it comes to, by which steps, how near to another band, and who judged it.

    `held` are the grounds on which the panel may depart from it, by the edition's rule.
    """

    standard: Standard
    rating: StandardRating
    nearness: tuple[Nearness, ...]
    held: tuple[Held, ...]
    judgement: Judged | None

    @property
    def ref(self) -> str:
        """Its number in the edition."""
        return self.standard.ref

    @property
    def from_cases(self) -> bool:
        """Whether it is rated from answers about cases."""
        return self.standard.rated_from is RatedFrom.CASES

    @property
    def outcome(self) -> Outcome:
        """What it comes to: by the rule from cases, else as judged; not known while nobody submitted a judgement."""
        return self.rating.outcome

    @property
    def grounds(self) -> tuple[Held, ...]:
        """Of the grounds on which the panel may depart, those that say it is close to another band."""
        return tuple(each for each in self.held if each.ground.kind in OF_NEARNESS)

    @property
    def is_borderline(self) -> bool:
        """Whether it is close to another band on any ground of the edition."""
        return bool(self.grounds)


@dataclass(frozen=True)
class Proposal:
    """What the rule makes of one freeze under one edition, with the outcomes given for what cases do not rate.

    `given` holds the outcomes from submitted judgements, `facts` those of the overall rule that are true. `digest` names
    everything the result follows from: the same digest is the same proposal.
    """

    inspection: str
    edition: Edition
    edition_digest: str
    freeze: Freeze
    answers: AnswerMatrix
    given: Mapping[str, Outcome]
    facts: frozenset[str]
    rating: InspectionRating
    standards: tuple[ProposedStandard, ...]

    @property
    def given_digest(self) -> str:
        """The SHA-256 of the outcomes given and of the facts that are true."""
        return digest(canonical(_given_to_json(self.given, self.facts)))

    @property
    def digest(self) -> str:
        """The SHA-256 of what the result follows from: freeze, edition, outcomes given, facts."""
        told: dict[str, Any] = {
            "format": "eyre-proposal/1",
            "inspection": self.inspection,
            "freeze": self.freeze.digest,
            "edition": self.edition_digest,
            **_given_to_json(self.given, self.facts),
        }
        return digest(canonical(told))

    def standard(self, ref: str) -> ProposedStandard:
        """The standard with this number. Raises KeyError."""
        for each in self.standards:
            if each.ref == ref:
                return each
        raise KeyError(ref)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The standards whose judgement nobody submitted, or nobody has read and agreed to, or that rests on another freeze."""
        freeze = self.freeze.pk
        return tuple(
            each.ref
            for each in self.standards
            if not is_settled(each.judgement, freeze=freeze, from_cases=each.from_cases)
        )

    @property
    def is_judged(self) -> bool:
        """Whether every standard has a judgement that a second person agreed to."""
        return not self.waiting


def is_settled(judgement: Judged | None, *, freeze: int | None, from_cases: bool) -> bool:
    """Whether a judgement is agreed to and, where the rule rates it from cases, rests on the freeze in force."""
    if judgement is None or not judgement.is_agreed:
        return False
    return not from_cases or (freeze is not None and judgement.freeze == freeze)


def _given_to_json(given: Mapping[str, Outcome], facts: frozenset[str]) -> dict[str, Any]:
    return {
        "given": {ref: outcome_to_json(outcome) for ref, outcome in sorted(given.items())},
        "facts": sorted(facts),
    }


def proposal_of(inspection: Inspection) -> Proposal:
    """The proposal as it stands now.

    Raises:
        NotFrozenYet: before the answers are frozen, in words.
        CannotRate: where the edition holds no rule for the whole.
    """
    freeze = Freeze.objects.filter(inspection=inspection, ended_at=None).first()
    if freeze is None:
        raise NotFrozenYet(NO_FREEZE)
    return proposal_from(inspection, freeze, judged(inspection), facts_that_are_true(inspection))


def proposal_from(
    inspection: Inspection, freeze: Freeze, judgements: Mapping[str, Judged], facts: frozenset[str]
) -> Proposal:
    """The proposal from one freeze, these judgements by standard, and these facts. Raises as `proposal_of`."""
    held, answers = edition(inspection.edition_id), matrix_of(freeze)
    tallies = answers.tallies()
    given = dict(_given(held, judgements, {s.ref for s in held.standards if not was_put(s, tallies)}))
    known = facts & {fact.id for fact in held.facts}
    rating = rate_inspection(held, tallies=tallies, given=given, facts=known)
    rule = discretion_for(held.id)
    standards = tuple(
        _proposed(held, rule, each, rating, judgements.get(each.ref)) for each in held.standards
    )
    told = inspection.edition.digest
    return Proposal(inspection.pk, held, told, freeze, answers, given, known, rating, standards)


def _given(
    held: Edition, judgements: Mapping[str, Judged], not_put: Iterable[str]
) -> Iterator[tuple[str, Outcome]]:
    """What is given beside the answers; a standard that is rated from cases only where no case was asked about it."""
    open_ones = set(not_put)
    for standard in held.standards:
        judgement = judgements.get(standard.ref)
        if judgement is None or not judgement.counts or standard.ref not in open_ones:
            continue
        if judgement.outcome == NOT_RATED:
            yield standard.ref, NotRated(judgement.reasoning)
        elif standard.rated_from is RatedFrom.OTHER_EVIDENCE and held.has_band(judgement.outcome):
            yield standard.ref, Rated(judgement.outcome)


def _proposed(
    held: Edition, rule: Discretion, standard: Standard, rating: InspectionRating, judgement: Judged | None
) -> ProposedStandard:
    rated = rating.standard(standard.ref)
    near, grounds = tuple(_nearness(held, rated)), grounds_held(held, rule, rated)
    return ProposedStandard(standard, rated, near, grounds, judgement)


def _nearness(held: Edition, rated: StandardRating) -> Iterator[Nearness]:
    if held.cases is None:
        return
    for question in rated.key_questions:
        found = distance(question.count, held.cases.scale)
        if not isinstance(found, Undefined):
            yield Nearness(question.ref, found)


def judged(inspection: Inspection) -> dict[str, Judged]:
    """The judgement in force of each standard that has one, by standard."""
    rows = Judgement.objects.filter(inspection=inspection).exclude(state=JudgementState.REPLACED)
    found = rows.select_related("written_by", "reading__reader")
    return {row.standard_ref: as_judged(row) for row in found}


def as_judged(row: Judgement) -> Judged:
    """One judgement as a value."""
    reading = getattr(row, "reading", None)
    return Judged(
        row.pk,
        row.version,
        row.state,
        row.outcome,
        row.reasoning,
        row.freeze_id,
        row.written_by.name,
        row.written_at,
        reading.reader.name if reading else "",
    )


def facts_that_are_true(inspection: Inspection) -> frozenset[str]:
    """The facts of the overall rule that were answered with yes."""
    rows = JudgedFact.objects.filter(inspection=inspection).order_by("version")
    latest = {row.fact: row.is_true for row in rows}
    return frozenset(fact for fact, is_true in latest.items() if is_true)
