"""The actions on the register of evidence."""

from datetime import date
from typing import Any

from acts import act

from eyre.evidence.actions import register
from eyre.evidence.models import EvidenceItem
from eyre.evidence.told import Speaks, Told
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor
from published_data import NOON

OTHER = Actor.of_command("eyre load")
TOLD = Told(
    "interview", "A title that stays out of the log", "The head of service", date(2026, 11, 2), "Words."
)


def inspection() -> Inspection:
    return Inspection.objects.get(pk="pdu-2023-cumbria")


def standard() -> str:
    from eyre.frameworks.queries import edition

    return edition(inspection().edition_id).standards[0].ref


def person() -> Person:
    return Person.objects.create(email=f"p{Person.objects.count()}@example.org", name="Ada", invited_at=NOON)


def added() -> EvidenceItem:
    speaks = (Speaks(standard(), "", "strength"),)
    return register.add_evidence(
        inspection=inspection(), told=TOLD, speaks=speaks, person=person(), by=OTHER, at=NOON
    )


@act(register.add_evidence)
def _() -> dict[str, Any]:
    speaks = (Speaks(standard(), "", "strength"),)
    return {"inspection": inspection(), "told": TOLD, "speaks": speaks, "person": person()}


@act(register.change_evidence)
def _() -> dict[str, Any]:
    told = Told(TOLD.kind, TOLD.title, TOLD.source, TOLD.held_on, "Other words.")
    return {"item": added(), "told": told, "seen": 1, "person": person()}


@act(register.withdraw_evidence)
def _() -> dict[str, Any]:
    return {"item": added(), "reason": "It was about another service."}


@act(register.link_evidence)
def _() -> dict[str, Any]:
    return {"item": added(), "speaks": Speaks(standard(), "", "weakness")}


@act(register.unlink_evidence)
def _() -> dict[str, Any]:
    return {"link": added().links.get()}
