"""An inspection of which a letter can be written: somebody leads it, somebody speaks for the provider, its days are known."""

from datetime import date
from typing import Any

from eyre.inspections.actions import join_team
from eyre.inspections.actions.letters import draft_letter, note_delivery, send_letter
from eyre.inspections.models import Inspection, Letter, PlannedTask, Recipient
from eyre.inspections.queries.letters import preview
from eyre.platform.audit import Actor
from eyre.providers.actions import name_contact
from published_data import NOON
from small_register import somebody

BY = Actor.of_command("the tests")
FIELDWORK = (date(2027, 1, 11), date(2027, 1, 15))
DAYS = {
    "announcement": ("Announce the inspection", "lead-inspector", date(2026, 11, 23)),
    "case-list": ("Send the case list", "point-of-contact", date(2026, 12, 3)),
    "evidence": ("Send the evidence in advance", "point-of-contact", date(2026, 12, 18)),
    "feedback": ("Give the provider feedback on first findings", "lead-inspector", date(2027, 1, 19)),
    "sample": ("Draw the sample", "lead-inspector", date(2026, 12, 7)),
}


def plan(inspection: Inspection) -> Inspection:
    """Give it fieldwork to the day and some tasks."""
    first, last = FIELDWORK
    inspection.fieldwork = f"{first}/{last}"
    inspection.fieldwork_from, inspection.fieldwork_to = FIELDWORK
    inspection.save()
    for order, (code, (title, owner, due)) in enumerate(DAYS.items()):
        told = {"title": title, "owner": owner, "due": due, "order": order, "changed_at": NOON}
        hangs = {"hangs_on": "announced", "distance": 1, "unit": "working days"}
        PlannedTask.objects.update_or_create(inspection=inspection, code=code, defaults={**told, **hangs})
    return inspection


def people(inspection: Inspection) -> Inspection:
    """Give it a lead, and its provider both contacts."""
    join_team(inspection=inspection, person=somebody("Lea"), role="lead-inspector", by=BY, at=NOON)
    for name, role in (("Poc", "point-of-contact"), ("Dora Director", "accountable-director")):
        person = somebody(name, is_of_provider=True)
        name_contact(person=person, provider=inspection.provider, role=role, by=BY, at=NOON)
    return inspection


def drafted(inspection: Inspection, template: str = "announcement") -> Letter:
    """A draft of this letter."""
    return draft_letter(inspection=inspection, template=template, by=BY, at=NOON)


def sent(inspection: Inspection, template: str = "announcement", **told: Any) -> Letter:
    """A letter that was sent, and of which it is not known yet whether it left."""
    draft = drafted(inspection, template)
    return send_letter(letter=draft, seal=preview(draft, NOON.date()).seal, **({"by": BY, "at": NOON} | told))


def brought(letter: Letter, reason: str = "") -> Letter:
    """The same letter, once the mail server took it for everybody, or did not."""
    for recipient in Recipient.objects.filter(letter=letter, left_at=None):
        letter = note_delivery(recipient=recipient, reason=reason, by=BY, at=NOON)
    return letter
