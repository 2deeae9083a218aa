"""The actions on the journal of answers and on the store's lives."""

import uuid

from acts import act

from eyre.cases.actions import devices, journal, quarantine
from eyre.cases.journal import Change
from eyre.cases.models import QuarantinedOperation
from eyre.platform.epochs import actions as epochs
from journal_world import QUESTION, World, batch


@act(epochs.begin_epoch)
def _() -> dict[str, object]:
    return {"backup": "0" * 64}


def world() -> World:
    return World()


@act(journal.receive)
def _() -> dict[str, object]:
    here = world()
    content = batch(here.tablet().write("yes"))
    return {"inspection": here.inspection.pk, "standing": here.standing(here.ada), "content": content}


@act(journal.save)
def _() -> dict[str, object]:
    here = world()
    changes = [Change(QUESTION, "yes")]
    return {"standing": here.standing(here.ada), "assessment": here.assessment, "changes": changes}


@act(journal.note_conflicts)
def _() -> dict[str, object]:
    return {"inspection": world().inspection}


@act(journal.rebuild_answers)
def _() -> dict[str, object]:
    here = world()
    here.send(here.tablet().write("yes"))
    return {"assessment": here.assessment}


@act(devices.register_device)
def _() -> dict[str, object]:
    here = world()
    return {"id": uuid.uuid4(), "standing": here.standing(here.ada), "name": "Tablet"}


def kept_apart(here: World) -> QuarantinedOperation:
    """What Bob wrote into Ada's case."""
    here.send(here.tablet(here.bob).write("yes"), person=here.bob)
    return QuarantinedOperation.objects.get()


@act(quarantine.let_in)
def _() -> dict[str, object]:
    here = world()
    return {"kept": kept_apart(here), "standing": here.standing(here.lead)}


@act(quarantine.leave_out)
def _() -> dict[str, object]:
    return {"kept": kept_apart(world()), "reason": "A mistake that stays out of the log"}
