"""What does a device leave here that nobody can sign in for, and is it the device it says it is?"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from uuid import UUID

from eyre.cases.exceptions import NotAllowedToDeposit
from eyre.cases.models import Assessment, Device
from eyre.cases.queries.fieldwork import leases_of, was_on_team, worked_on
from eyre.core.journal import NotABatch, Received, is_uuid
from eyre.core.journal.splitting import members
from eyre.people.invitations import digest_of

NOBODY = "0" * 64  # no secret has this digest
REFUSED = "Nothing can be left here with this device and this secret."
LONGEST_TOKEN = 100


@dataclass(frozen=True, slots=True)
class Deposit:
    """What came: which device says so, its secret, the operations, and the inspection it says they belong to."""

    device: str
    token: str = field(repr=False)
    inspection: str
    batch: str


def read_deposit(content: bytes) -> Deposit:
    """A deposit from the bytes of a request; the operations are not looked at yet.

    Raises:
        NotABatch: when it cannot be told where its fields begin and end, or one is no text or missing.
    """
    fields = members(content.decode("utf-8", "surrogateescape"))
    if strangers := sorted(fields.keys() - {"device", "token", "operations", "sent", "inspection"}):
        raise NotABatch(f"a deposit has no field {', '.join(strangers)[:80]}")
    if "operations" not in fields:
        raise NotABatch("a deposit has a field operations")
    told = {name: _text(fields.get(name, '""')) for name in ("device", "token", "inspection")}
    return Deposit(**told, batch=f'{{"operations":{fields["operations"]}}}')


def _text(piece: str) -> str:
    try:
        told = json.loads(piece)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, str) or len(told) > LONGEST_TOKEN or "\0" in told:
        raise NotABatch("device, token and inspection are texts")
    return told


def device_of(deposit: Deposit) -> Device:
    """The device, by its secret; digests are compared whether there is such a device or not.

    Raises:
        NotAllowedToDeposit: where there is none, or the secret is another: the same whichever it is.
    """
    found = None
    if is_uuid(deposit.device):
        rows = Device.objects.filter(pk=UUID(deposit.device), is_offline=True).select_related("person")
        found = rows.first()
    is_right = secrets.compare_digest(found.token_digest if found else NOBODY, digest_of(deposit.token))
    if found is None or not is_right:
        raise NotAllowedToDeposit(REFUSED)
    return found


def homes_of(device: Device, inspection: str, received: tuple[Received, ...]) -> list[str]:
    """The inspection that each operation belongs to: that of its assessment, else where the device says it was.

    An assessment of an inspection on which its person never worked is as unknown here as one that there is not.

    Raises:
        NotAllowedToDeposit: where the person of the device never worked there.
    """
    ids = {UUID(each.said.assessment) for each in received if each.said.assessment}
    found = Assessment.objects.filter(pk__in=ids, inspection__in=worked_on(device))
    rows = found.order_by().values_list("pk", "inspection")
    known = {str(pk): inspection for pk, inspection in rows}
    if len(known) == len(received) or all(each.said.assessment in known for each in received):
        return [known[each.said.assessment] for each in received]
    latest = leases_of(device.pk).values_list("assessment__inspection", flat=True).first()
    other = inspection if was_on_team(device.person_id, inspection) else latest
    if other is None:
        raise NotAllowedToDeposit(REFUSED)
    return [known.get(each.said.assessment, other) for each in received]
