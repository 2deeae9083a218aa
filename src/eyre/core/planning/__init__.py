"""From a plan to a published inspection: its stages, and who may move it when."""

from .stages import MOVES, Effect, Move, Needed, Refused, Stage, as_diagram, move, moves_from

__all__ = ["MOVES", "Effect", "Move", "Needed", "Refused", "Stage", "as_diagram", "move", "moves_from"]
