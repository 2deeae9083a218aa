"""From a plan to a published inspection: its stages, who may move it when, and what is due on which day."""

from .stages import MOVES, Effect, Move, Needed, Refused, Stage, as_diagram, move, moves_from
from .timeline import ANCHORS, Due, PlanFaulty, Task, Unit, plan

__all__ = [
    "ANCHORS",
    "MOVES",
    "Due",
    "Effect",
    "Move",
    "Needed",
    "PlanFaulty",
    "Refused",
    "Stage",
    "Task",
    "Unit",
    "as_diagram",
    "move",
    "moves_from",
    "plan",
]
