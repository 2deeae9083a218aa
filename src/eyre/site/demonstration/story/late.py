"""An answer at Southfold arrives too late: its writer had handed the case over. It is kept apart for the lead to decide."""

from __future__ import annotations

import random
from uuid import UUID

from eyre.cases.actions.devices import register_device
from eyre.cases.actions.journal import receive
from eyre.cases.forms import load_form
from eyre.cases.models import Assessment, CaseAllocation
from eyre.cases.models.assessments import Part
from eyre.core.journal import Operation, uuid7
from eyre.inspections.models import Inspection

from .scene import Scene


def late(scene: Scene) -> None:
    """One answer about a case that was handed over, from the tablet of whoever had it."""
    southfold = Inspection.objects.get(pk=scene.southfold.pk)
    over = CaseAllocation.objects.filter(inspection=southfold, until__isnull=False)
    keys = {person.pk: key for key, person in scene.people.items()}
    for held in over.order_by("pk"):
        open_now = Assessment.objects.filter(case=held.case_id, part=Part.FIRST, completed_at=None)
        about, key = open_now.first(), keys.get(held.inspector_id)
        if about is not None and key is not None:
            return _send(scene, southfold, about, key)
    return None  # nobody has handed a case over yet


def _send(scene: Scene, southfold: Inspection, about: Assessment, key: str) -> None:
    chance, standing, by = random.Random(11), scene.standing(key), scene.actor(key)
    device = UUID(int=chance.getrandbits(128), version=4)
    register_device(id=device, standing=standing, name="Tablet 7", by=by, at=scene.at)
    question = next(load_form(about.form).questions())
    operation = Operation(
        id=uuid7(scene.at, chance.randbytes(10)),
        device=str(device),
        sequence=1,
        assessment=str(about.pk),
        key=question.note,
        edition=about.form,
        value="Written on the train before the case was handed over; there was no network until the evening.",
        base=None,
        at=scene.at.isoformat(timespec="milliseconds"),
    ).sealed()
    content = f'{{"operations":[{operation.written()}]}}'.encode()
    receive(inspection=southfold.pk, standing=standing, content=content, by=by, at=scene.at)
