"""How secure the ratings of frozen answers are is computed once and kept: beside the rating, and never instead of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.core.ratings.robustness import DRAWS
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor, Ids, Operation, record
from eyre.ratings.keeping import KeptRobustness, from_content
from eyre.ratings.models import RobustnessKept
from eyre.ratings.queries.proposals import proposal_of
from eyre.ratings.queries.robustness import basis_of, kept, kept_for, reckoned


@transaction.atomic
def keep_robustness(*, inspection: Inspection, by: Actor, at: datetime) -> KeptRobustness:
    """Compute how secure the ratings of the proposal are, with the digest of the frozen answers as the seed, and keep it.

    Once for each freeze, edition and everything given beside the answers: what is kept already is answered as it is.

    Raises:
        NotFrozenYet: before the answers are frozen.
        CannotRate: where the edition holds no rule for cases.
    """
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    basis = basis_of(proposal_of(held), held)
    there = kept_for(basis)
    if there is not None:
        return there
    content = reckoned(basis)
    told = from_content(content, basis.given_digest, is_current=True)
    made = RobustnessKept.objects.create(
        freeze=basis.proposal.freeze,
        edition_digest=basis.proposal.edition_digest,
        given_digest=basis.given_digest,
        draws=DRAWS,
        seed=basis.proposal.freeze.digest,
        content=content,
        digest=told.digest,
        computed_by=by.id,
        computed_at=at,
    )
    after: Ids = {"freeze": basis.proposal.freeze.number, "digest": told.digest, "draws": DRAWS}
    record("robustness.kept", by=by, at=at, operation=Operation.ALTERATION, on=held, after=after)
    return kept(made, is_current=True)
