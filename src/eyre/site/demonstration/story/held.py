"""Two more services: Northgate, rated by its panel with one departure and published; and Brookmere, whose panel is to meet.

The answers of both came in files, as those of Westmarch. Who sits on the panels examined nothing there: Kwame Hollowell, and
Nadia Furtherfield of another inspection. At Brookmere the papers are prepared and nothing is decided: whoever plays does that.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from eyre.cases.actions import store_answers
from eyre.core.calendar import add_working_days
from eyre.core.planning import Needed, Stage
from eyre.core.ratings import Rated
from eyre.core.ratings.discretion import Held, Way, grounds_held
from eyre.core.ratings.panel import Seat
from eyre.frameworks.models import StoredEdition
from eyre.frameworks.queries import edition
from eyre.inspections.actions import join_team, move_stage, note_fact, open_inspection, set_dates
from eyre.inspections.models import Inspection, Kind, Programme
from eyre.people.roles import Inspector, LeadInspector, PanelMember, PointOfContact, ReportEditor
from eyre.platform.audit import Actor
from eyre.providers.actions import name_contact, record_provider
from eyre.ratings.actions.deciding import Came, accept_others, decide, note_meeting, sign_panel
from eyre.ratings.actions.panels import call_panel, prepare_papers
from eyre.ratings.actions.robustness import keep_robustness
from eyre.ratings.discretion_files import discretion_for
from eyre.ratings.models import Panel
from eyre.ratings.queries.panels import panel_of, signed_digest
from eyre.ratings.queries.proposals import Proposal, ProposedStandard, proposal_of
from eyre.site.demonstration.answers import NOTE, invented_answers
from eyre.site.demonstration.cast import EDITION, PROGRAMME

from .judged import judge_all
from .moved import hurry
from .planned import INVENTED, from_first
from .scene import Scene

CHAIR, SECOND, LEAD = "panel-chair", "outsider", "lead-inspector"
TEAM = {
    LEAD: LeadInspector,
    "second-inspector": Inspector,
    CHAIR: PanelMember,
    SECOND: PanelMember,
    "report-editor": ReportEditor,
}
NORTHGATE, BROOKMERE = "Northgate", "Brookmere"
MINUTES = (
    "Interests were asked for: nobody has one. Amara Thistlewood presented the judgements. The panel read the papers standard "
    "by standard, and confirmed all but one."
)
REASONS = (
    "The share that governs rests on few cases and is next to the boundary. The other key questions of this standard are all "
    "on the other side of it, and what managers and practitioners said bears them out."
)
# After the panel: the report, which is not written in Eyre yet, was drafted, checked, signed and published
AFTER = (
    (Stage.DRAFTING, CHAIR, ()),
    (Stage.ACCURACY_CHECK, "report-editor", (Needed.DRAFT, Needed.PROOFED)),
    (Stage.SIGN_OFF, "report-editor", (Needed.COMMENTS_ANSWERED,)),
    (Stage.EMBARGOED, "publications-officer", (Needed.SIGNED, Needed.EMBARGO_SET)),
    (Stage.PUBLISHED, "publications-officer", (Needed.MOMENT_COME,)),
)


def held(scene: Scene) -> None:
    """Northgate is rated and out; Brookmere waits for its panel."""
    northgate = _judged(scene, NORTHGATE, 60)
    panel = _called(scene, northgate, _ago(scene, 21), _ago(scene, 14))
    _decided(scene, panel, _ago(scene, 14))
    for to, who, needs in AFTER:
        for needed in needs:
            note_fact(inspection=northgate, needed=needed, true=True, by=scene.by, at=_ago(scene, 7))
        _move(scene, northgate, to, who)
    brookmere = _judged(scene, BROOKMERE, 40)
    _called(scene, brookmere, _ago(scene, 1), scene.at + timedelta(days=5))


def _ago(scene: Scene, days: int) -> datetime:
    return scene.at - timedelta(days=days)


def _judged(scene: Scene, name: str, days: int) -> Inspection:
    """A service of this name, inspected that many working days ago, judged, and come to its panel."""
    slug, by, at = f"{name.lower()}-demonstration", scene.by, scene.at
    told = f"{name} (demonstration)"
    provider = record_provider(slug=slug, kind="pdu", name=told, note=INVENTED, is_public=False, by=by, at=at)
    first = add_working_days(localdate(at), -days)
    made = open_inspection(
        provider=provider,
        edition=StoredEdition.objects.get(pk=EDITION),
        programme=Programme.objects.get(pk=PROGRAMME),
        kind=Kind.PDU,
        name=told,
        fieldwork=first.strftime("%Y-%m"),
        by=by,
        at=at,
    )
    for key, role in TEAM.items():
        join_team(inspection=made, person=scene.people[key], role=role.code, by=by, at=at)
    contact = scene.people["point-of-contact"]
    name_contact(person=contact, provider=provider, role=PointOfContact.code, by=by, at=at)
    _answer(scene, made, name)
    set_dates(inspection=made, dates=from_first(first), by=by, at=at)
    made.refresh_from_db()
    hurry(scene, made)
    judge_all(scene, made, {"P1.1": "good"})
    _move(scene, made, Stage.PANEL, LEAD)
    return made


def _answer(scene: Scene, inspection: Inspection, name: str) -> None:
    matrix = invented_answers(edition(EDITION), name)
    cases = tuple(f"{name.upper()}-{n:02}" for n in range(1, len(matrix.cases) + 1))
    store_answers(
        inspection=inspection,
        matrix=replace(matrix, cases=cases),
        is_reconstructed=True,
        note=NOTE,
        by=scene.by,
        at=scene.at,
    )


def _move(scene: Scene, inspection: Inspection, to: Stage, who: str) -> None:
    move_stage(inspection=inspection, to=to, reason="", by=_as(scene, who), at=scene.at)
    inspection.refresh_from_db()


def _as(scene: Scene, who: str) -> Actor:
    """One of the cast, in the role they hold on these inspections."""
    role = TEAM.get(who)
    return scene.standing(who).actor(role.code) if role else scene.actor(who)


def _called(scene: Scene, inspection: Inspection, at: datetime, meets: datetime) -> Panel:
    """A panel with its papers, which say how secure the ratings are."""
    seats = {CHAIR: Seat.CHAIR, SECOND: Seat.MEMBER, LEAD: Seat.PRESENTING}
    panel = call_panel(
        inspection=inspection,
        held_on=localdate(meets),
        place="By video",
        seats={str(scene.people[who].pk): seat for who, seat in seats.items()},
        by=_as(scene, CHAIR),
        at=at,
    )
    keep_robustness(inspection=inspection, by=_as(scene, CHAIR), at=at)
    prepare_papers(panel=panel, by=_as(scene, CHAIR), at=at)
    return panel_of(inspection.pk, panel.number)


def _decided(scene: Scene, panel: Panel, at: datetime) -> None:
    """Everybody came; one standard is decided otherwise than the rule has it; two sign."""
    chair = _as(scene, CHAIR)
    came = {str(scene.people[who].pk): Came(attended=True) for who in (CHAIR, SECOND, LEAD)}
    note_meeting(panel=panel, came=came, minutes=MINUTES, revision=panel.revision, by=chair, at=at)
    one, ground, final = _departure(proposal_of(panel.inspection))
    told = {"ground": ground, "reasoning": REASONS}
    decide(panel=panel, ref=one.ref, final=final, **told, by=chair, at=at)
    accept_others(panel=panel, by=chair, at=at)
    for who in (CHAIR, SECOND):
        now = panel_of(panel.inspection_id, panel.number)
        sign_panel(panel=now, seen=signed_digest(now), by=_as(scene, who), at=at)


def _departure(proposal: Proposal) -> tuple[ProposedStandard, str, str]:
    """The first standard that a ground lets the panel lift: the standard, the ground, the band above.

    Raises:
        LookupError: where the invented answers leave no such standard.
    """
    rule = discretion_for(proposal.edition.id)
    for one in proposal.standards:
        above = _above(proposal, one)
        for each in grounds_held(proposal.edition, rule, one.rating):
            if one.from_cases and above and _lifts(each):
                return one, each.ground.code, above
    raise LookupError(f"no ground holds upwards at {proposal.inspection}")


def _above(proposal: Proposal, one: ProposedStandard) -> str:
    if not isinstance(one.outcome, Rated):
        return ""
    bands = sorted(proposal.edition.bands, key=lambda band: band.score)
    place = [band.id for band in bands].index(one.outcome.band)
    return bands[place + 1].id if place + 1 < len(bands) else ""


def _lifts(held_ground: Held) -> bool:
    return Way.UP in held_ground.ways
