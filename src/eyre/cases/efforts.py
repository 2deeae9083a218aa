"""What would inspecting more or fewer cases give? The rows of the calculator, on the page and in the terminal alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eyre.core.sampling import Aim, cases_needed, margin_reached

PARTS = (
    0.2,
    0.4,
    0.6,
    0.8,
    1.25,
    1.5,
    2,
)  # of the number asked for: from a fifth of the effort to twice as much


@dataclass(frozen=True, slots=True)
class Effort:
    """So many cases, and the margin either side that they reach, as a share; `is_asked` for the number needed."""

    cases: int
    margin: float
    is_asked: bool


def efforts(aim: Aim, population: int | None, also: Sequence[int] = ()) -> tuple[Effort, ...]:
    """The number that the aim needs, and others around it, the smallest first; never more than there are."""
    needed = cases_needed(aim, population)
    tried = {needed, *also, *(max(1, round(needed * part)) for part in PARTS)}
    if population is not None:
        tried = {number for number in tried if number <= population} | {population}
    return tuple(
        Effort(number, margin_reached(number, population, level=aim.level, share=aim.share), number == needed)
        for number in sorted(number for number in tried if number >= 1)
    )
