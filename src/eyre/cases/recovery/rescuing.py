"""What was rescued from a device goes the way its person would have sent it; whoever may not any more: kept apart."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eyre.cases.actions.depositing import leave_work
from eyre.cases.actions.journal import receive
from eyre.cases.exceptions import NotAllowedToDeposit
from eyre.cases.journal import Verdict
from eyre.cases.journal.deposits import Deposit, homes_of
from eyre.cases.models import Device, JournalEntry, QuarantinedOperation
from eyre.core.journal import LARGEST_BATCH, MOST_OPERATIONS, Received, is_uuid, read_operation
from eyre.people.invitations import digest_of
from eyre.people.queries import roles_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor

from .rescue_files import NotARescueFile, Rescued, RescueFile

ROOM = LARGEST_BATCH - 1_000  # bytes for the operations of a batch


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a rescue file: operations that are new, that were here, that are kept apart now, and bad rows."""

    new: int
    here: int
    apart: int
    bad: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.new:,} new, {self.here:,} already here, {self.apart:,} kept apart, "
            f"{len(self.bad):,} unreadable."
        )


def take_rescued(file: RescueFile, rescued: Rescued, *, by: Actor, at: datetime) -> Outcome:
    """Hand everything to the journal as the device's person; the same file again changes nothing.

    The public half of the recovery key is no secret, so whoever likes can make a file. Only one that knows the secret of
    its device speaks for its person; what is in another is kept apart until somebody lets it in.

    Raises:
        NotARescueFile: where nobody ever set this device up here, or it cannot be told where its work belongs.
    """
    device = Device.objects.filter(pk=file.device).select_related("person").first()
    if device is None:
        raise NotARescueFile("This device was never set up here: whose work it is cannot be told.")
    received = [_received(each) for each in rescued.operations]
    before, is_own = _known(received), _is_own(device, rescued.token)
    try:
        verdicts = [
            each for group in _groups(device, received) for each in _take(device, is_own, *group, by, at)
        ]
    except NotAllowedToDeposit as why:
        raise NotARescueFile("Some of it is of an inspection that this store does not know.") from why
    return _outcome(verdicts, before, tuple(map(str, rescued.bad)))


def _is_own(device: Device, token: str) -> bool:
    return secrets.compare_digest(device.token_digest, digest_of(token))


def _received(content: bytes) -> Received:
    return Received(content, read_operation(content.decode("utf-8", "surrogateescape")))


def _known(received: list[Received]) -> set[str]:
    """The operations among these that are in the journal or kept apart already."""
    ids = {each.said.id for each in received if is_uuid(each.said.id)}
    taken = JournalEntry.objects.filter(operation__in=[UUID(id) for id in ids])
    apart = QuarantinedOperation.objects.filter(operation__in=ids)
    return {str(id) for id in taken.values_list("operation", flat=True)} | set(
        apart.values_list("operation", flat=True)
    )


def _groups(device: Device, received: list[Received]) -> Iterator[tuple[str, list[bytes]]]:
    """Batches, each of one inspection, in the order in which they were written."""
    by_home: dict[str, list[bytes]] = {}
    for home, each in zip(homes_of(device, "", tuple(received)), received, strict=True):
        by_home.setdefault(home, []).append(each.content)
    for home, contents in by_home.items():
        yield from ((home, batch) for batch in _batches(contents))


def _batches(contents: list[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for each in contents:
        if len(batch) == MOST_OPERATIONS or sum(map(len, batch)) + len(each) + len(batch) > ROOM:
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch


def _take(
    device: Device, is_own: bool, home: str, contents: list[bytes], by: Actor, at: datetime
) -> tuple[Verdict, ...]:
    """One batch: as the person would have sent it; kept apart where their account is disabled or it is not theirs."""
    content = b'{"operations":[' + b",".join(contents) + b"]}"
    if not (is_own and device.person.is_active):
        told = Deposit(str(device.pk), "", home, content.decode("utf-8", "surrogateescape"))
        return leave_work(device=device, deposit=told, by=by, at=at).results
    standing = Standing(str(device.person_id), device.person.name, roles_of(device.person_id))
    return receive(inspection=home, standing=standing, content=content, by=by, at=at).results


def _outcome(verdicts: list[Verdict], before: set[str], bad: tuple[str, ...]) -> Outcome:
    fresh = [each for each in verdicts if each.id not in before]
    new = sum(each.is_accepted for each in fresh)
    return Outcome(new, len(verdicts) - len(fresh), len(fresh) - new, bad)
