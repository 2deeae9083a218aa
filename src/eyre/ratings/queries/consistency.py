"""Do the judgements of an inspection fit each other and their evidence? What the core's rule says of what is judged now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eyre.core.frameworks import Edition
from eyre.core.ratings import Rated
from eyre.core.ratings.coherence import Inconsistency, Spoken, Weighed
from eyre.core.ratings.coherence import inconsistencies as find
from eyre.evidence.queries import RegisterLine, register_of
from eyre.ratings.models import Judgement, JudgementState

from .proposals import Proposal, ProposedStandard


def inconsistencies(proposal: Proposal) -> tuple[Inconsistency, ...]:
    """Everything that does not fit in a proposal; drafts count as what they say so far. Four queries."""
    register = register_of(proposal.inspection)
    rows = Judgement.objects.filter(inspection=proposal.inspection).exclude(state=JudgementState.REPLACED)
    judgements = {
        row.standard_ref: row for row in rows.prefetch_related("questions", "evidence__evidence__item")
    }
    latest = {line.item.number: line for line in register}
    weighed = {
        each.ref: _weighed(proposal.edition, each, judgements.get(each.ref), latest)
        for each in proposal.standards
    }
    return find(proposal.edition, weighed, tuple(_spoken(register)))


def _weighed(
    held: Edition, one: ProposedStandard, row: Judgement | None, latest: Mapping[int, RegisterLine]
) -> Weighed:
    outcome = one.outcome
    by_rule = outcome.band if isinstance(outcome, Rated) else None
    if row is None:
        return Weighed(one.ref, by_rule)
    relied = {each.evidence.item.number: each.evidence.version for each in row.evidence.all()}
    known = {number: latest[number] for number in relied}
    changed = {n for n, line in known.items() if not line.is_withdrawn and line.latest.version != relied[n]}
    return Weighed(
        one.ref,
        by_rule if one.from_cases else _drafted(held, row) or by_rule,
        {q.question_ref: q.outcome if held.has_band(q.outcome) else None for q in row.questions.all()},
        row.reasoning,
        {each.question_ref: each.reasoning for each in row.questions.all()},
        frozenset(relied),
        frozenset(n for n, line in known.items() if line.is_withdrawn),
        frozenset(changed),
    )


def _drafted(held: Edition, row: Judgement) -> str | None:
    """The band that a judgement gives, a draft too; None for one that is not rated."""
    return row.outcome if held.has_band(row.outcome) else None


def _spoken(register: tuple[RegisterLine, ...]) -> Iterator[Spoken]:
    for line in register:
        if not line.is_withdrawn:
            for link in line.links:
                yield Spoken(line.item.number, link.standard_ref, link.question_ref, link.direction)
