"""Who may share out cases, open the key of one, and write answers about it?

Pure: a standing and facts in. `check_…` answers with the role that allows it and refuses in words, `may_…` says whether.
"""

from __future__ import annotations

from dataclasses import dataclass

from eyre.cases.models.assessments import Part
from eyre.core.planning import Stage
from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.permissions import HAS_INTEREST, InspectionFacts, check_see_team, may_see_cases
from eyre.people.abilities import Ability
from eyre.people.exceptions import NotAllowed
from eyre.people.roles import Inspector, LeadInspector, LocalAssessor
from eyre.people.standing import Standing

# Who can have cases. A lead inspector takes some only where days of theirs are set aside for it
EXAMINERS = (LeadInspector.code, Inspector.code, LocalAssessor.code)

NOT_THEIRS = (
    "The key of a case is opened by the inspector who has the case, and by the lead inspector. "
    "This case is not with you."
)


def check_see_allocation(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which it is seen who has which case: those who share them out, and those who see cases."""
    check_see_team(standing, facts)
    role = standing.role_for(Ability.ALLOCATE_CASES, facts.roles_here)
    return role or standing.check(Ability.SEE_CASES, facts.roles_here)


def may_see_allocation(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_see_allocation` lets them."""
    try:
        check_see_allocation(standing, facts)
    except (NotAllowed, InspectionNotFound):
        return False
    return True


def check_allocate(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which cases are shared out, interviews planned, and time and specialisms said."""
    check_see_team(standing, facts)
    return standing.check(Ability.ALLOCATE_CASES, facts.roles_here)


def may_allocate(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_allocate` lets them."""
    try:
        check_allocate(standing, facts)
    except (NotAllowed, InspectionNotFound):
        return False
    return True


def check_examine(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which somebody can have cases of this inspection, and says whom of it they know."""
    role = check_see_team(standing, facts)
    if standing.is_apart or not facts.roles_here.intersection(EXAMINERS):
        raise NotAllowed("This is for those on the team who examine cases.")
    return next((code for code in EXAMINERS if code in facts.roles_here), role)


def may_examine(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_examine` lets them."""
    try:
        check_examine(standing, facts)
    except (NotAllowed, InspectionNotFound):
        return False
    return True


def check_open_key(standing: Standing, facts: InspectionFacts, *, is_theirs: bool) -> str:
    """The role under which the name behind a case is seen; `is_theirs`: the case is with them now.

    Arranging interviews takes no name: the timetable goes to the provider under pseudonyms, so operations officers
    open no keys.
    """
    check_see_team(standing, facts)
    role = standing.check(Ability.OPEN_CASE_KEYS, facts.roles_here)
    if not is_theirs and role != LeadInspector.code:
        raise NotAllowed(NOT_THEIRS)
    return role


def may_open_key(standing: Standing, facts: InspectionFacts, *, is_theirs: bool) -> bool:
    """Whether `check_open_key` lets them."""
    try:
        check_open_key(standing, facts, is_theirs=is_theirs)
    except (NotAllowed, InspectionNotFound):
        return False
    return True


@dataclass(frozen=True, slots=True)
class WritingFacts:
    """What decides whether somebody may write answers into an assessment now.

    `has_case`: the case is with them; `is_assessor`: the assessment is theirs; `is_settling`: they decide between
    answers that differ, and write nothing else.
    """

    part: str
    stage: str
    is_completed: bool
    has_case: bool
    is_assessor: bool
    is_settling: bool = False
    is_frozen: bool = False


def why_not_write(standing: Standing, facts: InspectionFacts, writing: WritingFacts) -> str:
    """Why somebody may not write answers into an assessment, in words for them; "" where they may.

    The first assessment is written by whoever has the case, any other by its assessor; a reconciled one by a quality
    lead too, who is on no team. The lead inspector may settle
    answers that differ, in every one.
    """
    # Two assessments that differ are reconciled by somebody who may be on no team
    reconciles = writing.part == Part.RECONCILED and writing.is_assessor and may_see_cases(standing, facts)
    if not (reconciles or may_examine(standing, facts)):
        return HAS_INTEREST if facts.has_interest else "You are not on the team that examines these cases."
    if writing.part == Part.WITHDRAWN:
        return "This second assessment was withdrawn: what was written is kept, and nothing is added to it."
    leads = writing.is_settling and LeadInspector.code in facts.roles_here
    if writing.part == Part.FIRST and not (writing.has_case or leads):
        return "The case is not with you."
    if writing.part != Part.FIRST and not (writing.is_assessor or leads):
        return "This assessment is somebody else’s."
    if writing.stage != Stage.FIELDWORK:
        stage = Stage(writing.stage).words.lower()
        return f"Answers are written during fieldwork; the stage of the inspection is: {stage}."
    if writing.is_frozen:
        return "The answers are frozen."
    return "The assessment is complete: reopen it first." if writing.is_completed else ""
