"""Moving the invented inspections from stage to stage, each on the day on which it would have been moved.

`announced`, `requested`, `sampled` and `begun` stand between the other steps of the story, each after what its move asks
for. A move that lacks something is left to whoever plays.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from eyre.cases.actions.freezing import freeze_taken
from eyre.core.planning import Needed, Stage
from eyre.inspections.actions import finish_task, move_stage, note_fact
from eyre.inspections.models import Inspection, PlannedTask
from eyre.inspections.plan_dates import dates_of
from eyre.inspections.queries.stages import ways_from
from eyre.people.roles import LeadInspector

from .scene import Scene

LEAD = LeadInspector.code
# What is known of Westmarch, whose answers came in a file
DONE_AT_WESTMARCH = (
    Needed.ANNOUNCEMENT_SENT,
    Needed.REQUESTS_SENT,
    Needed.RECEIPT,
    Needed.ALLOCATED,
    Needed.CASES_COMPLETE,
    Needed.NO_CONFLICTS,
)


def announced(scene: Scene) -> None:
    """Southfold was told, once the letter was sent."""
    _forward(scene, scene.southfold, Stage.ANNOUNCED)


def requested(scene: Scene) -> None:
    """Evidence was asked for, once the requests were sent."""
    _forward(scene, scene.southfold, Stage.EVIDENCE_REQUESTED)


def sampled(scene: Scene) -> None:
    """The sample was drawn, once its receipt is kept."""
    _forward(scene, scene.southfold, Stage.SAMPLED)


def begun(scene: Scene) -> None:
    """Fieldwork began, once every case has an inspector; what was due before is done, but for one thing."""
    _forward(scene, scene.southfold, Stage.FIELDWORK)
    finish_due(scene, scene.southfold, localdate(scene.at), but="evidence-read")


def hurry(scene: Scene, inspection: Inspection) -> None:
    """Bring an inspection whose answers came in a file through its fieldwork."""
    for needed in DONE_AT_WESTMARCH:
        note_fact(inspection=inspection, needed=needed, true=True, by=scene.by, at=scene.at)
    freeze_taken(inspection=inspection, by=scene.actor("lead-inspector"), at=scene.at)
    for to in (Stage.ANNOUNCED, Stage.EVIDENCE_REQUESTED, Stage.SAMPLED, Stage.FIELDWORK, Stage.JUDGEMENT):
        _forward(scene, inspection, to)


def _forward(scene: Scene, inspection: Inspection, to: Stage) -> None:
    """Move it there, on the day on which it would have been, where nothing is lacking."""
    inspection.refresh_from_db()
    at = _when(scene, inspection, to)
    ways = ways_from(inspection, frozenset({LEAD}), localdate(at))
    if any(way.to is to and way.role and way.is_open for way in ways):
        move_stage(inspection=inspection, to=to, reason="", by=scene.actor("lead-inspector"), at=at)
        inspection.refresh_from_db()


def _when(scene: Scene, inspection: Inspection, to: Stage) -> datetime:
    dates = dates_of(inspection)
    assert dates is not None, "every invented inspection has its dates"
    on = {
        Stage.ANNOUNCED: dates.announced,
        Stage.EVIDENCE_REQUESTED: dates.announced + timedelta(days=1),
        Stage.SAMPLED: dates.first - timedelta(days=10),
        Stage.FIELDWORK: dates.first,
        Stage.JUDGEMENT: dates.last,
    }[to]
    return scene.at - (localdate(scene.at) - on)


def finish_due(scene: Scene, inspection: Inspection, today: date, but: str = "") -> None:
    """What was due before today is done, on its day, but for one thing that waits."""
    held = PlannedTask.objects.filter(inspection=inspection, done_at=None, due__lt=today).exclude(code=but)
    for task in held:
        by = scene.actor("lead-inspector")
        finish_task(task=task, by=by, at=scene.at - (today - task.due))
