"""What was written to the providers: Southfold and Westmarch are announced, and a draft to Eastmere cannot go yet."""

from __future__ import annotations

from datetime import datetime, time

from django.utils.timezone import get_current_timezone, localdate

from eyre.inspections.actions.letters import change_paragraph, draft_letter, note_delivery, send_letter
from eyre.inspections.letter_files import ANNOUNCEMENT
from eyre.inspections.models import Inspection, Letter
from eyre.inspections.queries.letters import preview

from .scene import Scene

OWN_WORDS = (
    "We know that your office moves in these weeks. Tell us which rooms we may use; we need two, and a line to your "
    "case records."
)
SENT_AT = time(9, 30)


def written(scene: Scene) -> None:
    """Announce two of them on the day planned for each, where its plan stands; begin the announcement of the third."""
    officer = scene.actor("operations-officer")
    eastmere = draft_letter(inspection=scene.eastmere, template=ANNOUNCEMENT, by=officer, at=scene.at)
    change_paragraph(letter=eastmere, paragraph=OWN_WORDS, by=officer, at=scene.at)
    for inspection in (scene.westmarch, scene.southfold):
        _announce(inspection, scene)


def _announce(inspection: Inspection, scene: Scene) -> None:
    lead, at = scene.actor("lead-inspector"), _moment(inspection, scene)
    held = Inspection.objects.select_related("edition", "provider").get(pk=inspection.pk)
    draft = draft_letter(inspection=held, template=ANNOUNCEMENT, by=lead, at=at)
    seen = preview(draft, localdate(at))
    if seen.letter is None:  # nothing is planned: there is a draft that says so
        return
    letter = send_letter(letter=draft, seal=seen.seal, by=lead, at=at)
    _arrived(letter, scene, at)


def _arrived(letter: Letter, scene: Scene, at: datetime) -> None:
    """It left for everybody at that moment, in the story: nobody of the cast has a mailbox."""
    for recipient in letter.recipients.all():
        note_delivery(recipient=recipient, reason="", by=scene.actor("lead-inspector"), at=at)


def _moment(inspection: Inspection, scene: Scene) -> datetime:
    """The morning of the day planned for it; now, where none is, or it lies ahead."""
    day = Inspection.objects.values_list("announced_on", flat=True).get(pk=inspection.pk)
    if day is None or day >= localdate(scene.at):
        return scene.at
    return datetime.combine(day, SENT_AT, get_current_timezone())
