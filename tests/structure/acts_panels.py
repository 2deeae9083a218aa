"""The actions of the ratings panel."""

from typing import Any

from acts import act

from eyre.ratings.actions import deciding, panels
from eyre.ratings.queries.panels import panel_of, signed_digest
from panel_made import DAY, Made, actor


def by(made: Made) -> dict[str, Any]:
    return {"panel": panel_of(made.inspection.pk, made.panel.number), "by": actor(made.chair)}


@act(panels.call_panel)
def _() -> dict[str, Any]:
    made = Made()
    panels.cancel_panel(panel=made.panel, by=actor(made.chair), at=made.panel.called_at)
    told = {"inspection": made.inspection, "held_on": DAY, "place": "Leeds", "seats": made.seats()}
    return told | {"by": actor(made.chair)}


@act(panels.change_panel)
def _() -> dict[str, Any]:
    made = Made()
    return by(made) | {"held_on": DAY, "place": "Leeds", "seats": made.seats()}


@act(panels.cancel_panel)
def _() -> dict[str, Any]:
    return by(Made())


@act(panels.prepare_papers)
def _() -> dict[str, Any]:
    return by(Made())


@act(deciding.note_meeting)
def _() -> dict[str, Any]:
    made = Made()
    came = {person: deciding.Came(attended=True) for person in made.seats()}
    return by(made) | {"came": came, "minutes": "Everything.", "revision": 0}


@act(deciding.decide)
def _() -> dict[str, Any]:
    return by(Made().met()) | {"ref": "P2.4", "final": "outstanding"}


@act(deciding.accept_others)
def _() -> dict[str, Any]:
    return by(Made().met())


@act(deciding.sign_panel)
def _() -> dict[str, Any]:
    told = by(Made().met().accepted())
    return told | {"seen": signed_digest(told["panel"])}


@act(deciding.take_back)
def _() -> dict[str, Any]:
    made = Made().met().accepted()
    made.sign(made.chair)
    return by(made)
