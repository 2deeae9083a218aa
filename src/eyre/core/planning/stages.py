"""Through which stages does an inspection go, who may move it, what must be true first, and what follows?

One table, `MOVES`, answers all four; the diagram in the documents is made from it. The order of stages follows the
published process (announcement, evidence in advance, case list and sample, fieldwork, judgement, ratings panel,
drafting, factual accuracy check, sign-off, embargo, publication, action plan). Going back is possible where it is
listed and nowhere else: nothing leaves the embargo but by publication or by being taken back to sign-off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where an inspection stands."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    EVIDENCE_REQUESTED = "evidence-requested"
    SAMPLED = "sampled"
    FIELDWORK = "fieldwork"
    JUDGEMENT = "judgement"
    PANEL = "panel"
    DRAFTING = "drafting"
    ACCURACY_CHECK = "accuracy-check"
    SIGN_OFF = "sign-off"
    EMBARGOED = "embargoed"
    PUBLISHED = "published"
    FOLLOW_UP = "follow-up"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """The stage as a page says it."""
        return self.value.replace("-", " ").capitalize().replace("Sign off", "Sign-off")


class Needed(StrEnum):
    """What must be true before a move; the words complete “not yet: …”."""

    LEAD = "a lead inspector is named"
    FIELDWORK_DATES = "fieldwork has a first and a last day"
    CONTACT = "the provider has a point of contact"
    ANNOUNCEMENT_SENT = "the announcement was sent"
    REQUESTS_SENT = "the requests for evidence were sent"
    RECEIPT = "a sample is drawn and its receipt is kept"
    ALLOCATED = "every case in the sample has an inspector"
    FIELDWORK_STARTED = "the first day of fieldwork has come"
    CASES_COMPLETE = "every case is assessed, or replaced with a reason"
    NO_CONFLICTS = "no two answers to one question wait for a person to decide"
    FROZEN = "the answers are frozen"
    JUDGED = "every standard that is rated has a judgement"
    DECIDED = "the panel decided on every standard, and two people signed"
    DRAFT = "there is a draft report"
    PROOFED = "the proof-reader finds nothing that stops a signature"
    COMMENTS_ANSWERED = "every comment of the provider is answered"
    SIGNED = "two people signed the report"
    EMBARGO_SET = "the moment of publication is set"
    MOMENT_COME = "the moment of publication has come"
    PLAN_RECEIVED = "the action plan was received"
    RECOMMENDATIONS_CLOSED = "every recommendation is closed"


class Effect(StrEnum):
    """What happens on a move, besides the record of it."""

    PIN_EDITION = "the edition is pinned and never changes again"
    OPEN_PROVIDER_PAGE = "the provider’s page opens for its contacts"
    COUNT_DEADLINES = "deadlines are counted from this day"
    OPEN_CASES = "the form opens for the inspectors of each case"
    CLOSE_CASES = "the form closes"
    PREPARE_PAPERS = "the papers of the panel are prepared"
    SEND_DRAFT = "the draft goes to the provider’s accountable director"
    SEAL = "the report is sealed: what is published is these bytes"
    RELEASE = "the report is open to everyone"
    ASK_ACTION_PLAN = "the addressees are asked for their action plans"
    REOPEN = "what was signed is kept beside what follows"


OPERATIONS, LEAD, QUALITY = "operations-officer", "lead-inspector", "quality-lead"
PANEL_MEMBER, EDITOR, PUBLICATIONS = "panel-member", "report-editor", "publications"
CLOCK = "system"  # moves at a minute, by nobody's hand


@dataclass(frozen=True, slots=True)
class Move:
    """One way on, or back: who may go it, what must be true first, and what follows."""

    to: Stage
    by: tuple[str, ...]
    needs: tuple[Needed, ...] = ()
    effects: tuple[Effect, ...] = ()
    is_back: bool = False


MOVES: Mapping[Stage, tuple[Move, ...]] = {
    Stage.PLANNED: (
        Move(
            Stage.ANNOUNCED,
            (OPERATIONS, LEAD),
            (Needed.LEAD, Needed.FIELDWORK_DATES, Needed.CONTACT, Needed.ANNOUNCEMENT_SENT),
            (Effect.PIN_EDITION, Effect.OPEN_PROVIDER_PAGE, Effect.COUNT_DEADLINES),
        ),
    ),
    Stage.ANNOUNCED: (
        Move(Stage.EVIDENCE_REQUESTED, (OPERATIONS, LEAD), (Needed.REQUESTS_SENT,)),
        Move(Stage.PLANNED, (OPERATIONS,), effects=(Effect.REOPEN,), is_back=True),
    ),
    Stage.EVIDENCE_REQUESTED: (Move(Stage.SAMPLED, (OPERATIONS, LEAD), (Needed.RECEIPT,)),),
    Stage.SAMPLED: (
        Move(
            Stage.FIELDWORK,
            (LEAD,),
            (Needed.ALLOCATED, Needed.FIELDWORK_STARTED),
            (Effect.OPEN_CASES,),
        ),
        Move(Stage.EVIDENCE_REQUESTED, (OPERATIONS, LEAD), effects=(Effect.REOPEN,), is_back=True),
    ),
    Stage.FIELDWORK: (
        Move(
            Stage.JUDGEMENT,
            (LEAD,),
            (Needed.CASES_COMPLETE, Needed.NO_CONFLICTS, Needed.FROZEN),
            (Effect.CLOSE_CASES,),
        ),
    ),
    Stage.JUDGEMENT: (
        Move(Stage.PANEL, (LEAD, QUALITY), (Needed.JUDGED,), (Effect.PREPARE_PAPERS,)),
        Move(Stage.FIELDWORK, (QUALITY,), effects=(Effect.REOPEN, Effect.OPEN_CASES), is_back=True),
    ),
    Stage.PANEL: (
        Move(Stage.DRAFTING, (PANEL_MEMBER,), (Needed.DECIDED,)),
        Move(Stage.JUDGEMENT, (PANEL_MEMBER,), effects=(Effect.REOPEN,), is_back=True),
    ),
    Stage.DRAFTING: (
        Move(Stage.ACCURACY_CHECK, (EDITOR, LEAD), (Needed.DRAFT, Needed.PROOFED), (Effect.SEND_DRAFT,)),
        Move(Stage.PANEL, (LEAD, QUALITY), effects=(Effect.REOPEN,), is_back=True),
    ),
    Stage.ACCURACY_CHECK: (
        Move(Stage.SIGN_OFF, (EDITOR, LEAD), (Needed.COMMENTS_ANSWERED, Needed.PROOFED)),
        Move(Stage.DRAFTING, (EDITOR, LEAD), effects=(Effect.REOPEN,), is_back=True),
        Move(Stage.PANEL, (LEAD, QUALITY), effects=(Effect.REOPEN,), is_back=True),
    ),
    Stage.SIGN_OFF: (
        Move(Stage.EMBARGOED, (PUBLICATIONS,), (Needed.SIGNED, Needed.EMBARGO_SET), (Effect.SEAL,)),
        Move(Stage.DRAFTING, (EDITOR, LEAD), effects=(Effect.REOPEN,), is_back=True),
    ),
    Stage.EMBARGOED: (
        Move(
            Stage.PUBLISHED,
            (CLOCK, PUBLICATIONS),
            (Needed.MOMENT_COME,),
            (Effect.RELEASE, Effect.ASK_ACTION_PLAN),
        ),
        Move(Stage.SIGN_OFF, (PUBLICATIONS,), effects=(Effect.REOPEN,), is_back=True),
    ),
    Stage.PUBLISHED: (Move(Stage.FOLLOW_UP, (OPERATIONS, LEAD), (Needed.PLAN_RECEIVED,)),),
    Stage.FOLLOW_UP: (Move(Stage.CLOSED, (OPERATIONS, LEAD), (Needed.RECOMMENDATIONS_CLOSED,)),),
    Stage.CLOSED: (),
}


class Refused(ValueError):
    """An inspection cannot be moved like this; `reasons` are all of them, in words."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(reasons))


def moves_from(stage: Stage, role: str | None = None) -> tuple[Move, ...]:
    """The ways from a stage, all of them or those that a role may go."""
    return tuple(one for one in MOVES[stage] if role is None or role in one.by)


def move(stage: Stage, to: Stage, *, role: str, true: frozenset[Needed]) -> Move:
    """The move, where this role may make it now; `true` is what is true of the inspection.

    Raises:
        Refused: with every reason why not.
    """
    found = next((one for one in MOVES[stage] if one.to == to), None)
    if found is None:
        ways = ", ".join(one.to.words.lower() for one in MOVES[stage]) or "nowhere: it is closed"
        raise Refused((f"from {stage.words.lower()} an inspection goes to {ways}",))
    reasons = tuple(_against(found, role, true))
    if reasons:
        raise Refused(reasons)
    return found


def _against(found: Move, role: str, true: frozenset[Needed]) -> Iterator[str]:
    if role not in found.by:
        yield f"this is done by: {', '.join(code.replace('-', ' ') for code in found.by)}"
    yield from (f"not yet: {needed.value}" for needed in found.needs if needed not in true)


def as_diagram() -> str:
    """The table as a state diagram in Mermaid's notation; ways back are named as such."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {_name(stage)}: {stage.words}" for stage in Stage]
    lines.append(f"    [*] --> {_name(Stage.PLANNED)}")
    for stage, ways in MOVES.items():
        lines += [f"    {_name(stage)} --> {_name(way.to)}{': back' if way.is_back else ''}" for way in ways]
    lines.append(f"    {_name(Stage.CLOSED)} --> [*]")
    return "\n".join(lines) + "\n"


def _name(stage: Stage) -> str:
    return stage.value.replace("-", "_")
