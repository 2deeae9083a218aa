"""From a plan to a published inspection: its stages, what is due on which day, and who examines which case."""

from .allocation import Allocation, CaseToPlace, Hand, allocate, interviews
from .allocation import objections as allocation_objections
from .stages import MOVES, Effect, Move, Needed, Refused, Stage, as_diagram, move, moves_from
from .timeline import ANCHORS, Due, PlanFaulty, Task, Unit, plan
from .timetable import Pattern, Placed, Timetable, Wanted, timetable
from .timetable import objections as interview_objections

__all__ = [
    "ANCHORS",
    "MOVES",
    "Allocation",
    "CaseToPlace",
    "Due",
    "Effect",
    "Hand",
    "Move",
    "Needed",
    "Pattern",
    "Placed",
    "PlanFaulty",
    "Refused",
    "Stage",
    "Task",
    "Timetable",
    "Unit",
    "Wanted",
    "allocate",
    "allocation_objections",
    "as_diagram",
    "interview_objections",
    "interviews",
    "move",
    "moves_from",
    "plan",
    "timetable",
]
