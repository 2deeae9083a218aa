"""Can this panel still be changed, and what is missing before it can be signed?"""

from __future__ import annotations

from collections.abc import Iterator

from eyre.core.planning import Stage
from eyre.core.ratings.discretion import check_departure
from eyre.core.ratings.panel import Fault, check_meeting
from eyre.ratings.discretion_files import discretion_for
from eyre.ratings.exceptions import CannotHold
from eyre.ratings.models import Panel, PanelDecision, PanelSignature
from eyre.ratings.models.panels import WHOLE
from eyre.ratings.queries.panels import Decided, decided, is_for_the_panel, overall_of, sittings
from eyre.ratings.queries.papers import papers_of, read
from eyre.ratings.queries.proposals import Proposal
from eyre.ratings.words_of import outcome_of


def locked(panel: Panel) -> Panel:
    """The panel, held against everybody else, while it can be changed.

    Raises:
        CannotHold: when it is over, and while a signature stands under it.
    """
    related = ("inspection__edition", "inspection__provider", "corrects")
    held = Panel.objects.select_for_update(of=("self",)).select_related(*related).get(pk=panel.pk)
    check_open(held)
    signed = PanelSignature.objects.filter(panel=held).select_related("person").first()
    if signed:
        words = (
            f"{signed.person.name} has signed. Nothing changes unless they take their signature back first."
        )
        raise CannotHold(Fault(words))
    return held


def check_open(panel: Panel) -> None:
    """Nothing where the panel is neither signed nor cancelled. Raises CannotHold."""
    if panel.signed_at is not None:
        raise CannotHold(
            Fault("Two people signed: nothing of this panel changes. A correction is a new panel.")
        )
    if panel.cancelled_at is not None:
        raise CannotHold(Fault("This panel was cancelled."))


def why_not_signable(panel: Panel, proposal: Proposal) -> tuple[Fault, ...]:
    """Everything that is missing before anybody can sign, in words."""
    faults = []
    papers = papers_of(panel)
    if panel.inspection.stage != Stage.PANEL:
        faults.append(Fault("The inspection has not come to its panel."))
    if not papers:
        faults.append(Fault("The papers are not prepared."))
    elif read(papers[0])["proposal"] != proposal.digest:
        faults.append(
            Fault("What is proposed has changed since the panel read its papers: prepare them anew.")
        )
    faults += check_meeting(sittings(panel))
    if not panel.minutes:
        faults.append(Fault("The minutes are not written."))
    rows = decided(panel, proposal)
    faults += _undecided(rows)
    faults += _departures(proposal, rows)
    overall = overall_of(proposal, rows)
    if not any(each.decision is None or each.is_stale for each in rows):
        whole = PanelDecision.objects.filter(panel=panel, standard_ref=WHOLE).exists()
        if is_for_the_panel(overall) and not whole:
            faults.append(Fault("The rule gives no overall rating for these: the panel decides on it too."))
    return tuple(faults)


def _undecided(rows: tuple[Decided, ...]) -> list[Fault]:
    found = [
        Fault(f"{row.ref} {row.proposed.standard.title} is not decided.")
        for row in rows
        if row.decision is None
    ]
    return found + [
        Fault(f"{row.ref} {row.proposed.standard.title}: what is proposed has changed. Decide again.")
        for row in rows
        if row.is_stale
    ]


def _departures(proposal: Proposal, rows: tuple[Decided, ...]) -> Iterator[Fault]:
    """Departures whose ground no longer holds: the counts may have changed since, and the band not."""
    rule = discretion_for(proposal.edition.id)
    for row in rows:
        if row.decision is None or row.is_stale or not row.is_departure:
            continue
        told = {"ground": row.decision.ground, "reasoning": row.decision.reasoning}
        final = outcome_of(row.decision.final, row.decision.reasoning)
        for words in check_departure(proposal.edition, rule, row.proposed.rating, final, **told):
            yield Fault(f"{words} Decide again.")
