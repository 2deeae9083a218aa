"""Every write about the keys of calendar feeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from eyre.people.invitations import digest_of, new_token
from eyre.people.models import FeedKey, Person
from eyre.platform.audit import Actor, Ids, Operation, record


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key as it left the database. `token` exists nowhere else and cannot be asked for again."""

    id: int
    token: str = field(repr=False)


@transaction.atomic
def make_feed_key(*, person: Person, by: Actor, at: datetime) -> MadeKey:
    """Make somebody a new key for their feed; the one they had opens nothing any more."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    ended = _end(held, at)
    token = new_token()
    made = FeedKey.objects.create(
        person=held, token_digest=digest_of(token), session_epoch=held.session_epoch, made_at=at
    )
    after: Ids = {"key": made.pk, "ended": ended}
    record("feed_key.made", by=by, at=at, operation=Operation.SECURITY, on=held, after=after)
    return MadeKey(made.pk, token)


@transaction.atomic
def end_feed_key(*, person: Person, by: Actor, at: datetime) -> bool:
    """Take somebody's key away, so that their feed opens for nobody; False where they had none."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    ended = _end(held, at)
    if ended:
        before: Ids = {"keys": ended}
        record("feed_key.ended", by=by, at=at, operation=Operation.SECURITY, on=held, before=before)
    return bool(ended)


def _end(person: Person, at: datetime) -> list[int]:
    """End what is open; the ids. Two machines never agree on the time, so no key ends before it was made."""
    open_ones = list(FeedKey.objects.filter(person=person, ended_at=None))
    for each in open_ones:
        each.ended_at = max(at, each.made_at)
        each.save(update_fields=["ended_at"])
    return [each.pk for each in open_ones]
