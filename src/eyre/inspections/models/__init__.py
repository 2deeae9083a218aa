"""The tables of the area."""

from .inspections import STAGES, Inspection, Kind, Programme, Review
from .letters import LONGEST_PARAGRAPH, Letter, LetterState, Recipient
from .planning import CODE_OF, LONGEST_REASON, NEEDED, PlannedTask, StageChange, StageFact
from .published import DataLoad, InspectionSource, PublishedCount, Source
from .teams import TEAM_ROLES, TeamMember

__all__ = [
    "CODE_OF",
    "LONGEST_PARAGRAPH",
    "LONGEST_REASON",
    "NEEDED",
    "STAGES",
    "TEAM_ROLES",
    "DataLoad",
    "Inspection",
    "InspectionSource",
    "Kind",
    "Letter",
    "LetterState",
    "PlannedTask",
    "Programme",
    "PublishedCount",
    "Recipient",
    "Review",
    "Source",
    "StageChange",
    "StageFact",
    "TeamMember",
]
