"""Every write to the register of evidence. Nothing in it is ever overwritten: a change is a version, an end is marked.

A judgement relies on one version of a piece of evidence. So evidence may be changed, and withdrawn, at any time: what was
judged stands on what was read, and the consistency view says which judgements rest on an earlier version or on what was
withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from eyre.evidence.exceptions import CannotRegister, Problem
from eyre.evidence.models import EvidenceItem, EvidenceLink, EvidenceVersion
from eyre.evidence.told import Speaks, Told, refuse, speaks_problems, told_problems
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor, Ids, Operation, record
from eyre.platform.files.exceptions import FileRefused
from eyre.platform.files.keeping import Kept, keep
from eyre.platform.files.looking import look

LONGEST_WHY = 2_000


@transaction.atomic
def add_evidence(
    *,
    inspection: Inspection,
    told: Told,
    speaks: tuple[Speaks, ...] = (),
    content: BinaryIO | None = None,
    name: str = "",
    person: Person,
    by: Actor,
    at: datetime,
) -> EvidenceItem:
    """Put a piece of evidence into the register, under the next number, with what it speaks to.

    Raises:
        CannotRegister: with every problem; nothing is kept then.
    """
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    plain = told.plain()
    asked = edition(held.edition_id)
    refuse(
        told_problems(plain, has_file=content is not None, today=localdate(at)),
        *(speaks_problems(each, asked) for each in speaks),
        _file_problems(content, name),
    )
    kept = _kept(content, name, at)
    latest = EvidenceItem.objects.filter(inspection=held).aggregate(most=Max("number"))["most"] or 0
    item = EvidenceItem.objects.create(inspection=held, number=latest + 1, added_by=person, added_at=at)
    _version(item, 1, plain, kept, person, at)
    for each in dict.fromkeys(speaks):
        _link(item, each, by, at)
    after: Ids = {"item": item.pk, "number": item.number, "links": len(speaks), "file": _digest(kept)}
    record("register.added", by=by, at=at, operation=Operation.COLLECTION, on=held, after=after)
    return item


@transaction.atomic
def change_evidence(
    *,
    item: EvidenceItem,
    told: Told,
    content: BinaryIO | None = None,
    name: str = "",
    drop_file: bool = False,
    seen: int,
    person: Person,
    by: Actor,
    at: datetime,
) -> EvidenceVersion:
    """Say it otherwise: a new version; the earlier ones stay, and what was judged on them.

    `seen` is the version that was changed; the file stays unless another is given or it is dropped.

    Raises:
        CannotRegister: with every problem; where it was withdrawn, or somebody changed it in the meantime.
    """
    held = _open(item)
    latest = held.versions.latest("version")
    if latest.version != seen:
        words = f"{latest.written_by.name} changed it in the meantime. Look at version {latest.version}, then change that"
        raise CannotRegister((Problem("", words),))
    plain = told.plain()
    stays = latest.file is not None and not drop_file
    has_file = content is not None or stays
    refuse(told_problems(plain, has_file=has_file, today=localdate(at)), _file_problems(content, name))
    kept = _kept(content, name, at)
    if kept is None and stays and latest.file is not None:
        kept = Kept(latest.file, latest.file_name)
    made = _changed(held, latest, plain, kept, person, at)
    before: Ids = {"item": held.pk, "version": latest.version}
    after: Ids = {"item": held.pk, "version": made.version, "file": _digest(kept)}
    record(
        "register.changed",
        by=by,
        at=at,
        operation=Operation.ALTERATION,
        on=held.inspection,
        before=before,
        after=after,
    )
    return made


def _changed(
    item: EvidenceItem, latest: EvidenceVersion, told: Told, kept: Kept | None, person: Person, at: datetime
) -> EvidenceVersion:
    was = Told(latest.kind, latest.title, latest.source, latest.held_on, latest.text)
    if (told, kept.file.digest if kept else None) == (was, latest.file_id):
        raise CannotRegister((Problem("", "Nothing was changed."),))
    return _version(item, latest.version + 1, told, kept, person, at)


@transaction.atomic
def withdraw_evidence(*, item: EvidenceItem, reason: str, by: Actor, at: datetime) -> EvidenceItem:
    """Withdraw a piece of evidence, and say why: it stays in the register, marked, and nothing new can rely on it.

    Raises:
        CannotRegister: without a reason, and where it was withdrawn already.
    """
    held = _open(item)
    told = reason.strip()
    if not told or len(told) > LONGEST_WHY:
        raise CannotRegister((Problem("reason", f"Say why, in at most {LONGEST_WHY:,} characters"),))
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_because = at, by.id, told
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    before: Ids = {"item": held.pk, "number": held.number}
    record(
        "register.withdrawn", by=by, at=at, operation=Operation.ALTERATION, on=held.inspection, before=before
    )
    return held


@transaction.atomic
def link_evidence(*, item: EvidenceItem, speaks: Speaks, by: Actor, at: datetime) -> EvidenceLink:
    """Say that it speaks to a standard or a key question; said otherwise before, that ends.

    Raises:
        CannotRegister: for what the edition does not have, where the same stands already, and where it was withdrawn.
    """
    held = _open(item)
    refuse(speaks_problems(speaks, edition(held.inspection.edition_id)))
    made = _link(held, speaks, by, at)
    after: Ids = {
        "item": held.pk,
        "standard": speaks.standard,
        "question": speaks.question,
        "link": made.pk,
    }
    record("register.linked", by=by, at=at, operation=Operation.ALTERATION, on=held.inspection, after=after)
    return made


@transaction.atomic
def unlink_evidence(*, link: EvidenceLink, by: Actor, at: datetime) -> EvidenceLink:
    """Say that it does not speak to this after all. Raises CannotRegister where that was said already."""
    item = _open(link.item)
    held = EvidenceLink.objects.get(pk=link.pk)
    if held.ended_at is not None:
        raise CannotRegister((Problem("", "That was taken away already."),))
    _end(held, by, at)
    before: Ids = {"item": item.pk, "link": held.pk}
    record(
        "register.unlinked", by=by, at=at, operation=Operation.ALTERATION, on=item.inspection, before=before
    )
    return held


def _open(item: EvidenceItem) -> EvidenceItem:
    """The item as it is now, locked, where it was not withdrawn."""
    held = EvidenceItem.objects.select_for_update(of=("self",)).select_related("inspection").get(pk=item.pk)
    if held.withdrawn_at is not None:
        raise CannotRegister((Problem("", f"{held} was withdrawn, and stays as it is."),))
    return held


def _file_problems(content: BinaryIO | None, name: str) -> Iterator[Problem]:
    """What keeps a file from being taken, looked at before anything is kept."""
    if content is not None:
        try:
            look(content, name)
        except FileRefused as why:
            yield Problem("file", f"“{name}” {why}")
        content.seek(0)


def _kept(content: BinaryIO | None, name: str, at: datetime) -> Kept | None:
    if content is None:
        return None
    try:
        return keep(content, name, at=at)
    except FileRefused as why:
        raise CannotRegister((Problem("file", f"“{name}” {why}"),)) from None


def _version(
    item: EvidenceItem, version: int, told: Told, kept: Kept | None, person: Person, at: datetime
) -> EvidenceVersion:
    return EvidenceVersion.objects.create(
        item=item,
        version=version,
        kind=told.kind,
        title=told.title,
        source=told.source,
        held_on=told.held_on,
        text=told.text,
        file=kept.file if kept else None,
        file_name=kept.name if kept else "",
        written_by=person,
        written_at=at,
    )


def _link(item: EvidenceItem, speaks: Speaks, by: Actor, at: datetime) -> EvidenceLink:
    told = {"standard_ref": speaks.standard, "question_ref": speaks.question}
    there = EvidenceLink.objects.filter(item=item, ended_at=None, **told).first()
    if there is not None and there.direction == speaks.direction:
        raise CannotRegister((Problem("speaks_to", "It speaks to that already, in the same way"),))
    if there is not None:
        _end(there, by, at)
    return EvidenceLink.objects.create(
        item=item, **told, direction=speaks.direction, linked_by=by.id, linked_at=at
    )


def _end(link: EvidenceLink, by: Actor, at: datetime) -> None:
    link.ended_at, link.ended_by = at, by.id
    link.save(update_fields=["ended_at", "ended_by"])


def _digest(kept: Kept | None) -> str:
    return kept.file.digest if kept else ""
