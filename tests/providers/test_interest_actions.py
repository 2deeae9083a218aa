"""Declaring and ending interests, naming and ending contacts: what is written, and what is refused in which words."""

import json
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.providers.actions import (
    declare_interest,
    end_contact,
    end_interest,
    name_contact,
    record_provider,
    record_register,
)
from eyre.providers.exceptions import (
    CannotDeclare,
    CannotName,
    ContactNotFound,
    InterestNotFound,
    ProviderNotFound,
)
from eyre.providers.models import Interest, Provider
from eyre.providers.queries import (
    any_provider,
    contact,
    contacts_of,
    interest,
    interests,
    names_of,
    parts_of,
    provider,
    public_providers,
    wholes_of,
)
from eyre.providers.register import read_register
from small_register import NOON, OFFICER, small_register, somebody

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


def latest() -> AuditEvent:
    return AuditEvent.objects.latest("pk")


def test_an_interest_is_declared_and_its_note_stays_out_of_the_log() -> None:
    held, person = small_register(), somebody()
    made = declare_interest(
        person=person, provider=held["kent"], kind="other", note="  My sister ", by=OFFICER, at=NOON
    )
    assert (made.note, made.declared_by, made.declared_at) == ("My sister", OFFICER.id, NOON)
    row = latest()
    assert (row.action, row.actor, row.subject_id) == ("interest.declared", OFFICER.id, str(made.pk))
    after = {"person": str(person.pk), "provider": "kent", "kind": "other", "has_note": True}
    assert json.loads(row.after) == after
    assert "sister" not in f"{row.before}{row.after}{row.purpose}"


@pytest.mark.parametrize(
    ("kind", "note", "words", "field"),
    [
        ("rivalry", "", "Choose what connects you", "kind"),
        ("other", "  ", "Say in a few words", "note"),
        ("financial", "", "already, and it is in force", "provider"),
    ],
)
def test_what_is_no_declaration(kind: str, note: str, words: str, field: str) -> None:
    held, person = small_register(), somebody()
    declare_interest(person=person, provider=held["kent"], kind="financial", by=OFFICER, at=NOON)
    with pytest.raises(CannotDeclare, match=words) as why:
        declare_interest(person=person, provider=held["kent"], kind=kind, note=note, by=OFFICER, at=NOON)
    assert why.value.field == field
    assert Interest.objects.count() == AuditEvent.objects.count() == 1


def test_an_interest_ends_once_and_never_by_oneself() -> None:
    held, person = small_register(), somebody()
    made = declare_interest(person=person, provider=held["kent"], kind="financial", by=OFFICER, at=NOON)
    own = Actor(str(person.pk), "operations-officer")
    for by, reason, words in (
        (OFFICER, "boredom", "Choose why"),
        (own, "long-past", "Nobody ends an interest of their own"),
    ):
        with pytest.raises(CannotDeclare, match=words):
            end_interest(interest=made, reason=reason, by=by, at=LATER)
    ended = end_interest(interest=made, reason="long-past", by=OFFICER, at=LATER)
    assert (ended.ended_by, ended.ended_at, ended.reason) == (OFFICER.id, LATER, "long-past")
    assert (latest().action, json.loads(latest().after)["reason"]) == ("interest.ended", "long-past")
    with pytest.raises(CannotDeclare, match="ended already"):
        end_interest(interest=made, reason="long-past", by=OFFICER, at=LATER)
    again = declare_interest(person=person, provider=held["kent"], kind="financial", by=OFFICER, at=LATER)
    assert list(interests()) == [again, made]
    assert interest(made.pk) == made
    with pytest.raises(InterestNotFound):
        interest(0)


def test_contacts_are_named_and_end() -> None:
    held, person = small_register(), somebody("Contact", is_of_provider=True)
    made = name_contact(person=person, provider=held["kent"], role="point-of-contact", by=OFFICER, at=NOON)
    assert latest().action == "contact.named"
    other = somebody("Other", is_of_provider=True)
    with pytest.raises(CannotName, match=r"Contact is the single point of contact of Kent: end that first"):
        name_contact(person=other, provider=held["kent"], role="point-of-contact", by=OFFICER, at=NOON)
    assert contact(held["kent"], made.pk) == made
    ended = end_contact(contact=made, by=OFFICER, at=LATER)
    assert (ended.until, ended.ended_by, latest().action) == (LATER, OFFICER.id, "contact.ended")
    with pytest.raises(CannotName, match="ended already"):
        end_contact(contact=made, by=OFFICER, at=LATER)
    new = name_contact(person=other, provider=held["kent"], role="point-of-contact", by=OFFICER, at=LATER)
    assert list(contacts_of(held["kent"])) == [new, made]
    with pytest.raises(ContactNotFound):
        contact(held["region"], new.pk)


def test_who_cannot_be_a_contact() -> None:
    held, inspector = small_register(), somebody()
    disabled = somebody("Gone", is_of_provider=True)
    disabled.is_active, disabled.disabled_at = False, NOON
    disabled.save()
    for person, role, words, field in (
        (inspector, "point-of-contact", "is of the inspectorate", "person"),
        (disabled, "point-of-contact", "is disabled", "person"),
        (disabled, "inspector", "Choose a role", "role"),
    ):
        with pytest.raises(CannotName, match=words) as why:
            name_contact(person=person, provider=held["kent"], role=role, by=OFFICER, at=NOON)
        assert why.value.field == field
    assert not AuditEvent.objects.exists()


def test_a_provider_that_no_register_names_is_not_public() -> None:
    held = small_register()
    made = record_provider(slug="new", kind="pdu", name="New PDU", by=OFFICER, at=NOON)
    assert any_provider("new") == made
    assert [name.name for name in names_of(made)] == ["New PDU"]
    with pytest.raises(ProviderNotFound):
        provider("new")
    assert public_providers().count() == len(held) == Provider.objects.count() - 1
    made.wholes.create(whole=held["region"])
    assert "new" not in {each.provider_id for each in parts_of(held["region"])}
    Provider.objects.filter(pk="region").update(is_public=False)
    assert not wholes_of(held["lancashire"])
    with pytest.raises(ValidationError):
        record_provider(slug="castle", kind="castle", name="Castle", by=OFFICER, at=NOON)


def test_what_the_published_register_names_is_public() -> None:
    record_register(register=read_register(), by=OFFICER, at=NOON)
    assert not Provider.objects.filter(is_public=False).exists()


def test_the_migration_opens_what_was_there_before() -> None:
    """Every provider of an installation so far came from the published register."""
    Provider.objects.create(slug="old", kind="pdu", name="Old")
    migration = import_module("eyre.providers.migrations.0003_people_of_providers")
    migration.open_what_is_there(apps, None)
    assert provider("old").is_public
