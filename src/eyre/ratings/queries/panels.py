"""Which panels does an inspection have, who sits on them, who could, and what did they decide?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from eyre.core.journal.canonical import canonical, digest
from eyre.core.ratings import NotKnown, OverallRating, Undetermined, rate_overall
from eyre.core.ratings.panel import Candidate, Seat, Sitting, why_not_sign
from eyre.inspections.models import Inspection, TeamMember
from eyre.inspections.queries import facts_of, visible_to
from eyre.inspections.queries.teams import hindrances
from eyre.people.models import Person
from eyre.people.queries import holders_of
from eyre.people.roles import ROLES, Inspector, LeadInspector, LocalAssessor, QualityLead
from eyre.people.standing import Standing
from eyre.ratings.exceptions import PanelNotFound
from eyre.ratings.models import (
    Judgement,
    PanelDecision,
    PanelMember,
    PanelSignature,
    RatingRecord,
    SeatRole,
    SecondReading,
)

# By its own name: pages, which import no models, say with it what they are given
from eyre.ratings.models import Panel as Panel
from eyre.ratings.models.panels import WHOLE
from eyre.ratings.permissions.panels import may_sign_panel
from eyre.ratings.words_of import outcome_of, word_of

from .proposals import Proposal, ProposedStandard

EXAMINING = {
    LeadInspector.code: "led this inspection",
    Inspector.code: "inspected here",
    LocalAssessor.code: "assessed cases here",
}


def panels_of(inspection: str) -> QuerySet[Panel]:
    """Every panel of an inspection, the latest first."""
    return (
        Panel.objects.filter(inspection=inspection)
        .select_related("called_by", "corrects")
        .order_by("-number")
    )


def panel_of(inspection: str, number: int) -> Panel:
    """The panel with this number.

    Raises:
        PanelNotFound: when the inspection has none of this number.
    """
    found = (
        panels_of(inspection)
        .select_related("inspection__edition", "inspection__provider")
        .filter(number=number)
    )
    held = found.first()
    if held is None:
        raise PanelNotFound(f"{inspection} has no panel {number}.")
    return held


def open_panel(inspection: str) -> Panel | None:
    """The panel that was called and is neither signed nor cancelled."""
    return panels_of(inspection).filter(signed_at=None, cancelled_at=None).first()


def latest_signed(inspection: str) -> Panel | None:
    """The panel whose decisions hold: the latest that two people signed."""
    return panels_of(inspection).exclude(signed_at=None).first()


def record_of(panel: Panel) -> RatingRecord | None:
    """What was sealed when the second person signed."""
    return RatingRecord.objects.filter(panel=panel).first()


# Who sits


def candidates(inspection: Inspection) -> dict[str, Candidate]:
    """Who may be asked to a panel: the team, and those who look after quality; with what stands against each."""
    team = TeamMember.objects.filter(inspection=inspection).select_related("person").order_by("since", "pk")
    people = {each.person_id: each.person for each in team.filter(until=None, person__is_active=True)}
    leads = [person for person, _ in holders_of((QualityLead.code,))]
    people |= {each.pk: each for each in Person.objects.filter(pk__in=leads, is_active=True)}
    return {str(pk): each for pk, each in _candidates(inspection, people).items()}


def candidates_named(inspection: Inspection, persons: Mapping[UUID, Person]) -> dict[UUID, Candidate]:
    """What stands against each of these, whether they still work on it or not."""
    return _candidates(inspection, persons)


def _candidates(inspection: Inspection, people: Mapping[UUID, Person]) -> dict[UUID, Candidate]:
    hindered, worked = hindrances(inspection), _worked(inspection)
    return {
        pk: Candidate(str(pk), person.name, hindered.get(pk, ""), tuple(worked.get(pk, ())))
        for pk, person in people.items()
    }


def _worked(inspection: Inspection) -> dict[UUID, list[str]]:
    """What anybody did on the judgements of an inspection, or on its cases: those who left its team too."""
    found: dict[UUID, list[str]] = {}
    team = TeamMember.objects.filter(inspection=inspection, role__in=EXAMINING)
    for person, role in team.order_by("pk").values_list("person", "role"):
        found.setdefault(person, []).append(EXAMINING[role])
    wrote = Judgement.objects.filter(inspection=inspection).order_by().values_list("written_by", flat=True)
    read = SecondReading.objects.filter(judgement__inspection=inspection).order_by()
    for person in set(wrote.distinct()):
        found.setdefault(person, []).append("wrote judgements here")
    for person in set(read.values_list("reader", flat=True).distinct()):
        found.setdefault(person, []).append("read judgements here as the second person")
    return found


def sittings(panel: Panel) -> tuple[Sitting, ...]:
    """Everybody's seat at a panel, with what stands against them now."""
    rows = list(PanelMember.objects.filter(panel=panel).select_related("person").order_by("pk"))
    known = candidates_named(panel.inspection, {row.person_id: row.person for row in rows})
    return tuple(
        Sitting(known[row.person_id], Seat(row.role), row.attended, row.interest, row.withdrew)
        for row in rows
    )


def signatures(panel: Panel) -> tuple[PanelSignature, ...]:
    """Who has signed, in their order."""
    return tuple(
        PanelSignature.objects.filter(panel=panel).select_related("person").order_by("signed_at", "pk")
    )


def role_names(inspection: Inspection) -> dict[str, str]:
    """The roles that people hold on an inspection now, in words, by person."""
    found: dict[str, list[str]] = {}
    held = TeamMember.objects.filter(inspection=inspection, until=None).order_by("since", "pk")
    for person, role in held.values_list("person", "role"):
        found.setdefault(str(person), []).append(ROLES[role].name)
    return {person: ", ".join(names) for person, names in found.items()}


# What was decided


@dataclass(frozen=True, slots=True)
class Decided:
    """One standard before a panel: what is proposed now, and what was decided, if anything.

    `is_stale`: the proposal has changed since it was decided on.
    """

    proposed: ProposedStandard
    decision: PanelDecision | None

    @property
    def ref(self) -> str:
        """Its number in the edition."""
        return self.proposed.ref

    @property
    def is_stale(self) -> bool:
        """Whether what was decided on is no longer what is proposed."""
        return self.decision is not None and self.decision.proposed != word_of(self.proposed.outcome)

    @property
    def is_departure(self) -> bool:
        """Whether the panel departs from what is proposed."""
        return self.decision is not None and self.decision.final != self.decision.proposed


def decisions_of(panel: Panel) -> dict[str, PanelDecision]:
    """What a panel decided so far, by standard."""
    rows = PanelDecision.objects.filter(panel=panel).select_related("decided_by").order_by("pk")
    return {row.standard_ref: row for row in rows}


def decided(panel: Panel, proposal: Proposal) -> tuple[Decided, ...]:
    """Every standard of the proposal with its decision."""
    held = decisions_of(panel)
    return tuple(Decided(each, held.get(each.ref)) for each in proposal.standards)


def overall_of(proposal: Proposal, rows: tuple[Decided, ...]) -> OverallRating:
    """The overall rating from what was decided, by the edition's rule; not known while a standard is not decided."""
    finals = {
        row.ref: outcome_of(row.decision.final, row.decision.reasoning)
        if row.decision and not row.is_stale
        else NotKnown("not decided yet")
        for row in rows
    }
    return rate_overall(proposal.edition, finals, proposal.facts)


def is_for_the_panel(overall: OverallRating) -> bool:
    """Whether the rule gives no band for the whole although every standard is decided: then the panel decides."""
    return isinstance(overall.outcome, Undetermined) and overall.possible is None


def signed_digest(panel: Panel) -> str:
    """The digest of everything a signature stands for: who was there, the minutes, the papers, and every decision."""
    return digest(canonical(what_is_signed(panel)))


def what_is_signed(panel: Panel) -> dict[str, Any]:
    """The same in plain data."""
    papers = panel.papers.order_by("version").last()
    return {
        "format": "eyre-panel-decisions/1",
        "inspection": panel.inspection_id,
        "panel": panel.number,
        "held_on": panel.held_on.isoformat(),
        "place": panel.place,
        "corrects": panel.corrects.number if panel.corrects else None,
        "corrects_because": panel.corrects_because,
        "minutes": panel.minutes,
        "papers": {"version": papers.version, "digest": papers.digest} if papers else None,
        "members": list(_members(panel)),
        "decisions": [
            _decision(row) for _, row in sorted(decisions_of(panel).items()) if row.standard_ref != WHOLE
        ],
        "overall": next((_decision(r) for ref, r in decisions_of(panel).items() if ref == WHOLE), None),
    }


def _members(panel: Panel) -> Iterator[dict[str, object]]:
    """By their ids: a name may change after it was signed, and who decided does not change with it."""
    for row in PanelMember.objects.filter(panel=panel).order_by("pk"):
        yield {
            "person": str(row.person_id),
            "role": row.role,
            "attended": row.attended,
            "interest": row.interest,
            "withdrew": row.withdrew,
        }


def _decision(row: PanelDecision) -> dict[str, object]:
    return {
        "standard": row.standard_ref,
        "proposed": row.proposed,
        "final": row.final,
        "ground": row.ground,
        "reasoning": row.reasoning,
        "decided_by": str(row.decided_by_id),
        "decided_at": row.decided_at.isoformat(),
    }


# What waits for somebody


@dataclass(frozen=True, slots=True)
class Waits:
    """A panel that somebody sits on and that is not over; `is_to_sign`: somebody else signed, and they may sign next."""

    inspection: str
    name: str
    number: int
    held_on: date
    seat: str
    is_to_sign: bool


def waiting_for(standing: Standing) -> tuple[Waits, ...]:
    """The panels that somebody sits on, the next first; of inspections they may see.

    Two queries, and some more for each under which somebody else's signature stands.
    """
    if not standing.is_signed_in:
        return ()
    seats = PanelMember.objects.filter(
        person=UUID(standing.person),
        panel__signed_at=None,
        panel__cancelled_at=None,
        panel__inspection__in=visible_to(standing).order_by().values("pk"),
    )
    rows = list(seats.select_related("panel__inspection").order_by("panel__held_on", "panel"))
    others = PanelSignature.objects.filter(panel__in=[row.panel_id for row in rows])
    signed = set(others.exclude(person=UUID(standing.person)).values_list("panel", flat=True))
    return tuple(_waits(row, row.panel_id in signed and _may_sign(standing, row.panel)) for row in rows)


def _may_sign(standing: Standing, panel: Panel) -> bool:
    """Whether the page and the act of signing would let them; what they did since they were asked counts."""
    if not may_sign_panel(standing, facts_of(panel.inspection_id, standing)):
        return False
    mine = next((each for each in sittings(panel) if each.candidate.person == standing.person), None)
    return not why_not_sign(mine, {str(each.person_id) for each in signatures(panel)})


def _waits(row: PanelMember, is_to_sign: bool) -> Waits:
    held, seat = row.panel, SeatRole(row.role).label
    name = held.inspection.name_as_printed
    return Waits(held.inspection_id, name, held.number, held.held_on, seat, is_to_sign)
