"""How secure are the ratings proposed for an inspection: as kept, as they would be computed now, and whether what is kept holds?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from eyre.cases.frozen import digest_of, matrix_of
from eyre.cases.queries.populations import population_of
from eyre.core.cases import Answer
from eyre.core.journal.canonical import canonical, digest
from eyre.core.ratings.robustness import DRAWS, Evidence, Populations, another_sample
from eyre.core.statistics.robustness import ONE
from eyre.frameworks.queries import edition, stored_edition
from eyre.inspections.models import Inspection
from eyre.ratings.exceptions import NotFrozenYet
from eyre.ratings.keeping import (
    Json,
    KeptRobustness,
    Reckoned,
    content_of,
    from_content,
    read_content,
)
from eyre.ratings.models import RobustnessKept
from eyre.ratings.records import outcome_from_json, outcome_to_json

from .proposals import Proposal, proposal_of

HEAD = (
    "inspection",
    "freeze",
    "freeze_digest",
    "edition",
    "edition_digest",
    "seed",
    "numpy",
    "given",
    "facts",
    "populations",
)


@dataclass(frozen=True)
class Basis:
    """What the figures of one proposal follow from; `given_digest` is of everything beside answers and edition."""

    proposal: Proposal
    evidence: Evidence
    given_digest: str

    @property
    def seed(self) -> int:
        """The digest of the frozen answers, as a number."""
        return int(self.proposal.freeze.digest, 16)


def basis_of(proposal: Proposal, inspection: Inspection) -> Basis:
    """What there is to reckon with: the proposal, and how many cases there are on the list."""
    populations = populations_of(proposal, inspection)
    evidence = Evidence(proposal.edition, proposal.answers, proposal.given, populations, proposal.facts)
    return Basis(proposal, evidence, digest(canonical(_given(evidence))))


def populations_of(proposal: Proposal, inspection: Inspection) -> Populations:
    """For each kind of case that was asked about, how many there are on the list; None where that is not known."""
    answers = proposal.answers
    kinds: dict[str, list[str]] = {}
    for standard in proposal.edition.case_standards:
        asked = {question.ref for question in standard.key_questions}
        kinds.setdefault(standard.case_kind, []).extend(ref for ref in answers.questions if ref in asked)
    found: dict[str, int | None] = {}
    for kind, refs in kinds.items():
        put = (answers.asking(refs).cells != Answer.NOT_PUT).any(axis=1)
        if put.any():
            names = [answers.cases[place] for place in np.flatnonzero(put)]
            found[kind] = population_of(inspection, names)
    return found


def _given(evidence: Evidence) -> dict[str, Json]:
    return {
        "given": {ref: outcome_to_json(outcome) for ref, outcome in sorted(evidence.given.items())},
        "facts": sorted(evidence.facts),
        "populations": dict(sorted(evidence.populations.items())),
    }


def reckoned(basis: Basis, *, draws: int = DRAWS) -> str:
    """The content to keep: everything computed, from these draws. Raises CannotRate."""
    proposal = basis.proposal
    head = {
        "inspection": proposal.inspection,
        "freeze": proposal.freeze.number,
        "freeze_digest": proposal.freeze.digest,
        "edition": proposal.edition.id,
        "edition_digest": proposal.edition_digest,
        "seed": proposal.freeze.digest,
        "numpy": np.__version__,
        **_given(basis.evidence),
    }
    return content_of(reckon(basis.evidence, basis.seed, draws), head)


def reckon(told: Evidence, seed: int, draws: int) -> Reckoned:
    """The figures, those under the other prior, and those of another sample. Raises CannotRate."""
    return Reckoned(
        told.robustness(seed=seed, draws=draws),
        told.robustness(seed=seed, draws=draws, prior=ONE),
        another_sample(
            told.edition, told.answers, given=told.given, facts=told.facts, seed=seed, draws=draws
        ),
    )


def robustness_of(inspection: Inspection) -> KeptRobustness | None:
    """The figures kept for the proposal as it stands, else the latest that were kept; None where none were."""
    try:
        basis = basis_of(proposal_of(inspection), inspection)
    except NotFrozenYet:
        basis = None
    rows = RobustnessKept.objects.filter(freeze__inspection=inspection).select_related("freeze")
    latest = list(rows.order_by("-computed_at", "-pk"))
    for row in latest:
        if basis is not None and _holds(row, basis):
            return kept(row, is_current=True)
    return kept(latest[0], is_current=False) if latest else None


def kept_for(basis: Basis) -> KeptRobustness | None:
    """The figures kept for just this basis; None where none were."""
    found = RobustnessKept.objects.filter(
        freeze=basis.proposal.freeze,
        edition_digest=basis.proposal.edition_digest,
        given_digest=basis.given_digest,
        draws=DRAWS,
    )
    row = found.select_related("freeze").first()
    return None if row is None else kept(row, is_current=True)


def _holds(row: RobustnessKept, basis: Basis) -> bool:
    proposal = basis.proposal
    return (row.freeze_id, row.edition_digest, row.given_digest) == (
        proposal.freeze.pk,
        proposal.edition_digest,
        basis.given_digest,
    )


def kept(row: RobustnessKept, *, is_current: bool) -> KeptRobustness:
    """A row as a value."""
    return from_content(
        row.content, row.given_digest, id=row.pk, computed_at=row.computed_at, is_current=is_current
    )


def computed_now(basis: Basis, *, draws: int) -> KeptRobustness:
    """The figures as they would be computed now, from fewer draws, for a page where none are kept. Raises CannotRate."""
    return from_content(reckoned(basis, draws=draws), basis.given_digest, is_current=True)


def faults_of(row: RobustnessKept) -> tuple[str, ...]:
    """What about kept figures is not so when they are computed again from the frozen answers and what is kept with them."""
    return tuple(_faults(row))


def _faults(row: RobustnessKept) -> Iterator[str]:
    data = read_content(row.content)
    if digest(row.content) != row.digest:
        yield "The figures kept are not those of the hash."
    answers = matrix_of(row.freeze)
    if digest_of(answers) != data["freeze_digest"]:
        yield "The frozen answers are not those that it was computed from."
    held = edition(data["edition"])
    if stored_edition(data["edition"]).digest != row.edition_digest:
        yield "The edition is not the one that it was computed under."
    given = {ref: outcome_from_json(outcome) for ref, outcome in data["given"].items()}
    told = Evidence(held, answers, given, data["populations"], frozenset(data["facts"]))
    head = {name: data[name] for name in HEAD}
    if content_of(reckon(told, int(row.seed, 16), row.draws), head) != row.content:
        yield f"Computed again the figures differ. They were computed with NumPy {data['numpy']}, and now with {np.__version__}."
