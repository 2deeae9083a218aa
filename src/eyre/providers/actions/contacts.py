"""Naming who speaks for a provider."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.people.models import Person
from eyre.people.roles import ROLES
from eyre.platform.audit import Actor, Ids, Operation, record
from eyre.providers.exceptions import CannotName
from eyre.providers.models import CONTACT_ROLES, Contact, Provider


@transaction.atomic
def name_contact(*, person: Person, provider: Provider, role: str, by: Actor, at: datetime) -> Contact:
    """Say who speaks for a provider in a role; from now on they see that its inspections, and those of its parts, exist.

    Raises:
        CannotName: for a role that is none of a provider, one that somebody holds, and somebody of the inspectorate.
    """
    Provider.objects.select_for_update().get(pk=provider.pk)
    if role not in CONTACT_ROLES:
        raise CannotName("Choose a role that is held for a provider.", "role")
    if not person.is_active:
        raise CannotName(f"The account of {person.name} is disabled.", "person")
    if not person.is_of_provider:
        raise CannotName(f"{person.name} is of the inspectorate, and cannot speak for a provider.", "person")
    holder = Contact.objects.filter(provider=provider, role=role, until=None).select_related("person").first()
    if holder is not None:
        words = f"{holder.person.name} is the {ROLES[role].name.lower()} of {provider.name}: end that first."
        raise CannotName(words, "role")
    contact = Contact.objects.create(provider=provider, person=person, role=role, since=at, given_by=by.id)
    after: Ids = {"person": str(person.pk), "provider": provider.pk, "role": role}
    record("contact.named", by=by, at=at, operation=Operation.COLLECTION, on=contact, after=after)
    return contact


@transaction.atomic
def end_contact(*, contact: Contact, by: Actor, at: datetime) -> Contact:
    """Say that somebody speaks for a provider no more; they see nothing unpublished of it from now on.

    Raises:
        CannotName: when that has ended already.
    """
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    if held.until is not None:
        raise CannotName("This has ended already.")
    held.until, held.ended_by = at, by.id
    held.save(update_fields=["until", "ended_by"])
    before: Ids = {"person": str(held.person_id), "provider": held.provider_id, "role": held.role}
    record("contact.ended", by=by, at=at, operation=Operation.ALTERATION, on=held, before=before)
    return held
