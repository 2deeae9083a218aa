"""Whose feed does a key open, and has somebody one?"""

from __future__ import annotations

from django.db.models import F, QuerySet

from eyre.people.invitations import digest_of
from eyre.people.models import FeedKey, Person
from eyre.people.queries import roles_of
from eyre.people.standing import Standing


def _working() -> QuerySet[FeedKey]:
    """The keys that open something: not ended, and made since all sessions of their open account were last ended."""
    return FeedKey.objects.filter(
        ended_at=None, person__is_active=True, session_epoch=F("person__session_epoch")
    )


def feed_key(person: Person) -> FeedKey | None:
    """The key by which somebody's feed opens now."""
    return _working().filter(person=person).first()


def holder(token: str, origin: str = "") -> Standing | None:
    """Who is shown their tasks by this token, with the roles they hold now; None where it opens nothing."""
    key = _working().select_related("person").filter(token_digest=digest_of(token)).first()
    if key is None:
        return None
    return Standing(str(key.person_id), key.person.name, roles_of(key.person_id), origin)
