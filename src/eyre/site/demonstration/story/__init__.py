"""The story of the demonstration: Southfold on its way from a plan to the middle of its fieldwork.

Each step is a module with one function that does, by the actions everybody uses, what the people of the cast would have
done; `STEPS` is their order. A step finds what the steps before it left, and everything in it is invented.
"""

from __future__ import annotations

from collections.abc import Callable

from .allocated import allocated
from .answered import answered
from .asked import asked
from .calibrated import calibrated
from .held import held
from .judged import judged
from .late import late
from .listed import listed
from .moved import announced, begun, requested, sampled
from .planned import planned
from .pooled import pooled
from .reviewed import reviewed
from .scene import Scene
from .written import written

STEPS: tuple[Callable[[Scene], None], ...] = (
    planned,
    written,
    announced,
    asked,
    requested,
    listed,
    sampled,
    allocated,
    begun,
    answered,
    reviewed,
    late,
    judged,
    calibrated,
    pooled,
    held,
)


def tell(scene: Scene) -> None:
    """Carry every step out, in order."""
    for step in STEPS:
        step(scene)


__all__ = ["STEPS", "Scene", "tell"]
