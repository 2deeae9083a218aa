"""The panel meets: who came, what was decided on each standard and why, and the two signatures under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from eyre.core.journal.canonical import canonical, digest
from eyre.core.planning import Needed, Stage
from eyre.core.ratings import NotKnown, Rated, Undetermined
from eyre.core.ratings.discretion import check_departure
from eyre.core.ratings.panel import SIGNERS, Fault, Sitting, check_meeting, why_not_sign
from eyre.inspections.facts import store_fact
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor, Ids, record
from eyre.ratings.discretion_files import discretion_for
from eyre.ratings.exceptions import CannotHold
from eyre.ratings.holding import check_open, locked, why_not_signable
from eyre.ratings.models import Panel, PanelDecision, PanelMember, PanelSignature, RatingRecord
from eyre.ratings.models.panels import WHOLE
from eyre.ratings.queries.panels import (
    decided,
    is_for_the_panel,
    overall_of,
    signatures,
    signed_digest,
    sittings,
)
from eyre.ratings.queries.papers import papers_of
from eyre.ratings.queries.proposals import Proposal, proposal_of
from eyre.ratings.sealed import record_content
from eyre.ratings.words_of import outcome_of, word_of

from .panels import CHANGE

FOLLOWS, UNDETERMINED = "follows", "undetermined"
FOLLOWS_BECAUSE = "It follows from what was decided on the standards, by the edition’s rule."


@dataclass(frozen=True, slots=True)
class Came:
    """What is noted of one member: whether they came, the interest they declared, whether they withdrew for it."""

    attended: bool
    interest: str = ""
    withdrew: bool = False


@transaction.atomic
def note_meeting(
    *, panel: Panel, came: Mapping[str, Came], minutes: str, revision: int, by: Actor, at: datetime
) -> Panel:
    """Note who came, what they declared, and the minutes. `revision` is that of the panel as the writer saw it.

    Raises:
        CannotHold: with everything that is wrong; when somebody else wrote meanwhile.
    """
    held = locked(panel)
    if held.revision != revision:
        raise CannotHold(
            Fault("Somebody else wrote the minutes meanwhile. Copy yours, and look at the page again.")
        )
    _check_stage(held.inspection)
    nothing = Came(attended=False)
    seen = tuple(_met(each, came.get(each.candidate.person, nothing)) for each in sittings(held))
    if faults := check_meeting(seen):
        raise CannotHold(*faults)
    for each in seen:
        PanelMember.objects.filter(panel=held, person=UUID(each.candidate.person)).update(
            attended=each.attended, interest=each.interest, withdrew=each.withdrew
        )
    held.minutes, held.revision = minutes.strip(), held.revision + 1
    held.save(update_fields=["minutes", "revision"])
    after: Ids = {"number": held.number, "came": sum(bool(each.attended) for each in seen)}
    record("panel.met", by=by, at=at, operation=CHANGE, on=held.inspection, after=after)
    return held


def _met(sitting: Sitting, came: Came) -> Sitting:
    return replace(sitting, attended=came.attended, interest=came.interest.strip(), withdrew=came.withdrew)


def _check_stage(inspection: Inspection) -> None:
    if inspection.stage != Stage.PANEL:
        words = Stage(inspection.stage).words.lower()
        raise CannotHold(
            Fault(f"The panel decides once the inspection has come to its panel; it is at: {words}.")
        )


@transaction.atomic
def decide(
    *, panel: Panel, ref: str, final: str, ground: str = "", reasoning: str = "", by: Actor, at: datetime
) -> PanelDecision:
    """Write down what was decided on one standard, or on the whole where the rule gives no band for it.

    `final` is a band's id or “not_rated”. What differs from the proposal needs a ground that holds, and the reasons.

    Raises:
        CannotHold: with everything that speaks against it.
        KeyError: for what is no standard of the edition.
    """
    held = locked(panel)
    _check_ready(held, by)
    proposal = proposal_of(held.inspection)
    if ref == WHOLE:
        proposed = _whole_is_ours(held, proposal, final, reasoning)
        ground = UNDETERMINED
    else:
        proposed, ground = _standard_may(proposal, ref, final, ground, reasoning)
        _forget_whole(held)
    row = _store(held, ref, proposed, final, ground, reasoning, by, at)
    after: Ids = {"number": held.number, "standard": ref, "departs": row.final != row.proposed}
    record("panel.decided", by=by, at=at, operation=CHANGE, on=held.inspection, after=after)
    return row


def _check_ready(panel: Panel, by: Actor) -> None:
    """The panel has met on papers, and whoever writes down is not somebody who withdrew."""
    _check_stage(panel.inspection)
    if not papers_of(panel):
        raise CannotHold(Fault("Prepare the papers first: a panel decides on what it has read."))
    seats = sittings(panel)
    if not any(each.attended for each in seats):
        raise CannotHold(Fault("Note who came first."))
    if any(each.withdrew and each.candidate.person == by.id for each in seats):
        raise CannotHold(
            Fault("You declared an interest at the meeting and withdrew: somebody else writes this down.")
        )


def _standard_may(proposal: Proposal, ref: str, final: str, ground: str, reasoning: str) -> tuple[str, str]:
    rating = proposal.standard(ref).rating
    said = check_departure(
        proposal.edition,
        discretion_for(proposal.edition.id),
        rating,
        outcome_of(final),
        ground=ground,
        reasoning=reasoning,
    )
    if said:
        raise CannotHold(*(Fault(words) for words in said))
    proposed = word_of(rating.outcome)
    if proposed == final:
        return proposed, ""
    return proposed, UNDETERMINED if isinstance(rating.outcome, Undetermined) else ground


def _whole_is_ours(panel: Panel, proposal: Proposal, final: str, reasoning: str) -> str:
    overall = overall_of(proposal, decided(panel, proposal))
    faults = []
    if isinstance(overall.outcome, NotKnown) or not is_for_the_panel(overall):
        faults.append(Fault("The overall rating follows from the standards, by the edition’s rule."))
    if not proposal.edition.has_band(final):
        faults.append(Fault("Choose a band for the whole.", "final"))
    if not reasoning.strip():
        faults.append(Fault("Say why the panel decides so.", "reasoning"))
    if faults:
        raise CannotHold(*faults)
    return word_of(proposal.rating.overall.outcome)


def _store(
    panel: Panel, ref: str, proposed: str, final: str, ground: str, reasoning: str, by: Actor, at: datetime
) -> PanelDecision:
    row, _ = PanelDecision.objects.update_or_create(
        panel=panel,
        standard_ref=ref,
        defaults={
            "proposed": proposed,
            "final": final,
            "ground": ground,
            "reasoning": reasoning.strip(),
            "decided_by": Person.objects.get(pk=UUID(by.id)),
            "decided_at": at,
        },
    )
    return row


def _forget_whole(panel: Panel) -> None:
    """What was decided on the whole rested on the standards as they were."""
    PanelDecision.objects.filter(panel=panel, standard_ref=WHOLE).delete()


@transaction.atomic
def accept_others(*, panel: Panel, by: Actor, at: datetime) -> int:
    """Accept what is proposed for every standard that is not decided yet and has a band; how many they are.

    Raises:
        CannotHold: when the panel has not met, and where nothing is left to accept.
    """
    held = locked(panel)
    _check_ready(held, by)
    proposal = proposal_of(held.inspection)
    left = [
        row
        for row in decided(held, proposal)
        if (row.decision is None or row.is_stale)
        and not isinstance(row.proposed.outcome, NotKnown | Undetermined)
    ]
    if not left:
        raise CannotHold(Fault("Every standard that has a proposal is decided."))
    _forget_whole(held)
    for row in left:
        word = word_of(row.proposed.outcome)
        _store(held, row.ref, word, word, "", "", by, at)
    after: Ids = {"number": held.number, "standards": len(left)}
    record("panel.accepted", by=by, at=at, operation=CHANGE, on=held.inspection, after=after)
    return len(left)


# Signing


@transaction.atomic
def sign_panel(*, panel: Panel, seen: str, by: Actor, at: datetime) -> RatingRecord | None:
    """Sign what the panel decided; the record, where this is the second signature and seals it.

    `seen` is the digest of what the signer read (`queries.panels.signed_digest`).

    Raises:
        CannotHold: with everything that is missing; for whoever may not sign; when something changed since it was read.
    """
    related = ("inspection__edition", "inspection__provider", "corrects")
    held = Panel.objects.select_for_update(of=("self",)).select_related(*related).get(pk=panel.pk)
    check_open(held)
    proposal = proposal_of(held.inspection)
    if seen != signed_digest(held):
        raise CannotHold(Fault("Something was changed since you read it. Read it again, then sign."))
    signed = {str(each.person_id) for each in signatures(held)}
    mine = next((each for each in sittings(held) if each.candidate.person == by.id), None)
    if why := why_not_sign(mine, signed):
        raise CannotHold(Fault(why))
    if faults := why_not_signable(held, proposal):
        raise CannotHold(*faults)
    if not signed:
        _settle_whole(held, proposal, by, at)
    signer = Person.objects.get(pk=UUID(by.id))
    PanelSignature.objects.create(panel=held, person=signer, digest=signed_digest(held), signed_at=at)
    sealed = _seal(held, proposal, by, at) if len(signed) + 1 == SIGNERS else None
    digest_of_record = sealed.digest if sealed else ""
    after: Ids = {"number": held.number, "signatures": len(signed) + 1, "digest": digest_of_record}
    record("panel.signed", by=by, at=at, operation=CHANGE, on=held.inspection, after=after)
    return sealed


def _settle_whole(panel: Panel, proposal: Proposal, by: Actor, at: datetime) -> None:
    """Keep the overall rating beside the decisions it follows from, once, before the first signature."""
    outcome = overall_of(proposal, decided(panel, proposal)).outcome
    if not isinstance(outcome, Rated):
        return  # the panel decided on it, and that row stands
    proposed, final = word_of(proposal.rating.overall.outcome), outcome.band
    ground, why = (FOLLOWS, FOLLOWS_BECAUSE) if proposed != final else ("", "")
    _store(panel, WHOLE, proposed, final, ground, why, by, at)


def _seal(panel: Panel, proposal: Proposal, by: Actor, at: datetime) -> RatingRecord:
    """The second signature: the record of everything, and from then on nothing changes."""
    text = canonical(record_content(panel, proposal, at))
    made = RatingRecord.objects.create(panel=panel, content=text, digest=digest(text), sealed_at=at)
    panel.signed_at = at
    panel.save(update_fields=["signed_at"])
    store_fact(inspection=panel.inspection, needed=Needed.DECIDED, true=True, by=by, at=at)
    return made


@transaction.atomic
def take_back(*, panel: Panel, by: Actor, at: datetime) -> None:
    """Take one's own signature back, so that something can be changed; before the second person signed.

    Raises:
        CannotHold: when the panel is signed, and where they have not signed.
    """
    held = Panel.objects.select_for_update(of=("self",)).select_related("inspection").get(pk=panel.pk)
    check_open(held)
    mine = PanelSignature.objects.filter(panel=held, person=UUID(by.id))
    if not mine.exists():
        raise CannotHold(Fault("You have not signed."))
    mine.delete()
    PanelDecision.objects.filter(panel=held, standard_ref=WHOLE).exclude(ground=UNDETERMINED).delete()
    after: Ids = {"number": held.number}
    record("signature.withdrawn", by=by, at=at, operation=CHANGE, on=held.inspection, after=after)
