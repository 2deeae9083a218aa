"""The actions of work without a network: devices, cases taken along, work left behind."""

import uuid

from acts import act

from eyre.cases.actions import depositing, devices, leases, recovery, upgrading
from eyre.cases.journal.deposits import read_deposit
from eyre.cases.models import Assessment
from eyre.people.invitations import digest_of
from field_world import TOKEN, Field, deposit


@act(devices.set_up_device)
def _() -> dict[str, object]:
    here = Field()
    standing, told = here.world.standing(here.world.ada), {"name": "Tablet", "recovery": "2026"}
    return {"id": uuid.uuid4(), "standing": standing, "digest": digest_of(TOKEN)} | told


@act(devices.note_report)
def _() -> dict[str, object]:
    here = Field()
    return {"device": here.row(here.tablet()), "report": devices.Report(3, None, 0)}


@act(devices.revoke_device)
def _() -> dict[str, object]:
    here = Field()
    return {"device": here.row(here.tablet())}


@act(leases.take_along)
def _() -> dict[str, object]:
    here = Field()
    return {"device": here.row(here.tablet()), "assessments": [here.world.assessment]}


@act(leases.begin_again)
def _() -> dict[str, object]:
    here = Field()
    Assessment.objects.all().delete()
    standing = here.world.standing(here.world.ada)
    return {"case": here.world.case, "standing": standing, "id": uuid.uuid4()}


@act(depositing.leave_work)
def _() -> dict[str, object]:
    here = Field()
    tablet = here.tablet()
    told = read_deposit(deposit(tablet, tablet.write("yes").written()))
    return {"device": here.row(tablet), "deposit": told}


@act(recovery.add_recovery_key)
def _() -> dict[str, object]:
    return {"name": "2027", "spki": "MII"}


@act(recovery.end_recovery_key)
def _() -> dict[str, object]:
    Field()
    return {"name": "2026"}


@act(upgrading.upgrade_form)
def _() -> dict[str, object]:
    here = Field()
    # Begun on an edition of the form that has a later one
    Assessment.objects.update(form="hmip-probation-pdu-2021-form-0")
    return {"assessment": here.world.assessment}
