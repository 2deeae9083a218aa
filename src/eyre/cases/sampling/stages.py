"""At which stages of an inspection is a sample drawn, changed or taken back?"""

from __future__ import annotations

from dataclasses import dataclass

from eyre.core.planning import Stage

BEFORE_SAMPLED = (Stage.PLANNED, Stage.ANNOUNCED, Stage.EVIDENCE_REQUESTED)
MAY_DRAW = (*BEFORE_SAMPLED, Stage.SAMPLED)
MAY_REPLACE = (*MAY_DRAW, Stage.FIELDWORK)


@dataclass(frozen=True, slots=True)
class Open:
    """What may be done with the sample of an inspection that stands where it stands."""

    draw: bool
    replace: bool
    withdraw: bool


def open_at(stage: str, *, is_public: bool) -> Open:
    """What may be done at this stage; nothing once the inspection is published."""
    now = Stage(stage)
    if is_public:
        return Open(draw=False, replace=False, withdraw=False)
    return Open(draw=now in MAY_DRAW, replace=now in MAY_REPLACE, withdraw=now in BEFORE_SAMPLED)
