"""Every write about editions."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.platform.audit import Actor, Operation, record

from .exceptions import EditionInUse
from .models import StoredEdition
from .queries import remember
from .reading import edition_digest, read_edition


@transaction.atomic
def publish_edition(*, text: str, by: Actor, at: datetime) -> StoredEdition:
    """Store an edition whole. The same text again changes nothing; another text replaces an edition not in use.

    Raises:
        EditionFileInvalid: with every mistake of the text.
        EditionInUse: when an inspection uses the edition and the text is another.
    """
    digest = edition_digest(text.encode())
    same = StoredEdition.objects.filter(digest=digest).first()
    if same is not None:
        return same
    edition = read_edition(text.encode(), "the edition")
    held = StoredEdition.objects.select_for_update().filter(id=edition.id).first()
    if held is not None and held.in_use_since is not None:
        raise EditionInUse(edition.id)
    remember(digest, edition)
    row = StoredEdition(
        id=edition.id,
        title=edition.title,
        short_title=edition.short_title,
        inspectorate=edition.inspectorate,
        completeness=edition.completeness.value,
        valid_from=edition.valid_from,
        valid_to=edition.valid_to,
        text=text,
        digest=digest,
        published_by=by.id,
        published_at=at,
    )
    row.save()
    record(
        "edition.published",
        by=by,
        at=at,
        operation=Operation.ALTERATION if held else Operation.COLLECTION,
        on=row,
        before={"digest": held.digest} if held else None,
        after={"digest": digest},
    )
    return row


@transaction.atomic
def mark_in_use(*, ids: set[str], by: Actor, at: datetime) -> int:
    """From now on these editions never change; those in use already keep their day. Returns how many were new."""
    new = sorted(StoredEdition.objects.filter(id__in=ids, in_use_since=None).values_list("id", flat=True))
    if new:
        StoredEdition.objects.filter(id__in=new).update(in_use_since=at)
        after = {"ids": new}
        record(
            "editions.frozen",
            by=by,
            at=at,
            operation=Operation.ALTERATION,
            on=("frameworks.editions", "in-use"),
            after=after,
        )
    return len(new)
