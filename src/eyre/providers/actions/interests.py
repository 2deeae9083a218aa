"""Declaring an interest in a provider, and ending one. It takes effect at once, whatever it touches."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.people.models import Person
from eyre.platform.audit import Actor, Ids, Operation, record
from eyre.providers.exceptions import CannotDeclare
from eyre.providers.models import EndReason, Interest, InterestKind, Provider


@transaction.atomic
def declare_interest(
    *, person: Person, provider: Provider, kind: str, note: str = "", by: Actor, at: datetime
) -> Interest:
    """Write down an interest; from now on the person sees nothing unpublished that it covers.

    On a team or not: whoever forms the team sees that a place must be filled. The note stays out of the log.

    Raises:
        CannotDeclare: for a kind that is not offered, one that needs words and has none, or one declared already.
    """
    # A form that is sent twice at once waits for itself here, and is then refused in words
    Person.objects.select_for_update().get(pk=person.pk)
    if kind not in InterestKind.values:
        raise CannotDeclare("Choose what connects you with this provider.", "kind")
    if kind == InterestKind.OTHER and not note.strip():
        raise CannotDeclare("Say in a few words what the interest is.", "note")
    held = Interest.objects.filter(person=person, provider=provider, kind=kind, ended_at=None)
    if held.exists():
        raise CannotDeclare(
            f"You have declared this for {provider.name} already, and it is in force.", "provider"
        )
    interest = Interest.objects.create(
        person=person, provider=provider, kind=kind, note=note.strip(), declared_at=at, declared_by=by.id
    )
    after: Ids = {
        "person": str(person.pk),
        "provider": provider.pk,
        "kind": kind,
        "has_note": bool(note.strip()),
    }
    record("interest.declared", by=by, at=at, operation=Operation.COLLECTION, on=interest, after=after)
    return interest


@transaction.atomic
def end_interest(*, interest: Interest, reason: str, by: Actor, at: datetime) -> Interest:
    """End somebody else's interest, with the reason for it. One that has ended stays as it ended.

    Raises:
        CannotDeclare: for a reason that is not offered, one's own interest, or one that has ended already.
    """
    held = Interest.objects.select_for_update().get(pk=interest.pk)
    if reason not in EndReason.values:
        raise CannotDeclare("Choose why the interest ends.", "reason")
    if str(held.person_id) == by.id:
        raise CannotDeclare("Nobody ends an interest of their own.")
    if held.ended_at is not None:
        raise CannotDeclare("This interest has ended already.")
    held.ended_at, held.ended_by, held.reason = at, by.id, reason
    held.save(update_fields=["ended_at", "ended_by", "reason"])
    before: Ids = {"person": str(held.person_id), "provider": held.provider_id, "in_force": True}
    after: Ids = {"in_force": False, "reason": reason}
    record(
        "interest.ended", by=by, at=at, operation=Operation.ALTERATION, on=held, before=before, after=after
    )
    return held
