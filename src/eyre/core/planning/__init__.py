"""From a plan to a published inspection: its stages, what is due on which day, and who examines which case."""

from .allocation import Allocation, CaseToPlace, Hand, allocate, interviews
from .stages import MOVES, Effect, Move, Needed, Refused, Stage, as_diagram, move, moves_from
from .timeline import ANCHORS, Due, PlanFaulty, Task, Unit, plan

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
    "PlanFaulty",
    "Refused",
    "Stage",
    "Task",
    "Unit",
    "allocate",
    "as_diagram",
    "interviews",
    "move",
    "moves_from",
    "plan",
]
