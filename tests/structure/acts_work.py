"""The actions on interests, contacts, teams and providers that no register names."""

from acts import act

from eyre.inspections import actions as inspections
from eyre.inspections.models import Inspection, Programme
from eyre.people.models import Person
from eyre.platform.audit import Actor
from eyre.providers import actions as providers
from eyre.providers.models import Contact, Interest, Provider
from published_data import NOON

OTHER = Actor.of_command("eyre load")


def person(*, is_of_provider: bool = False) -> Person:
    email = f"person{Person.objects.count()}@example.org"
    return Person.objects.create(email=email, name="Ada", invited_at=NOON, is_of_provider=is_of_provider)


def provider() -> Provider:
    return Provider.objects.get(pk="cumbria-pdu")


def inspection() -> Inspection:
    return Inspection.objects.get(pk="pdu-2023-cumbria")


def interest() -> Interest:
    return providers.declare_interest(
        person=person(), provider=provider(), kind="financial", by=OTHER, at=NOON
    )


def contact() -> Contact:
    speaker = person(is_of_provider=True)
    return providers.name_contact(
        person=speaker, provider=provider(), role="point-of-contact", by=OTHER, at=NOON
    )


@act(providers.record_provider)
def _() -> dict[str, object]:
    return {"slug": "new-pdu", "kind": "pdu", "name": "New PDU"}


@act(providers.declare_interest)
def _() -> dict[str, object]:
    return {
        "person": person(),
        "provider": provider(),
        "kind": "other",
        "note": "Something that stays out of the log",
    }


@act(providers.end_interest)
def _() -> dict[str, object]:
    return {"interest": interest(), "reason": "no-longer-so"}


@act(providers.name_contact)
def _() -> dict[str, object]:
    return {"person": person(is_of_provider=True), "provider": provider(), "role": "accountable-director"}


@act(providers.end_contact)
def _() -> dict[str, object]:
    return {"contact": contact()}


@act(inspections.open_inspection)
def _() -> dict[str, object]:
    programme = Programme.objects.select_related("edition").get(pk="pdu-2023")
    return {
        "provider": provider(),
        "edition": programme.edition,
        "programme": programme,
        "kind": "pdu",
        "name": "Cumbria",
    }


@act(inspections.join_team)
def _() -> dict[str, object]:
    return {"inspection": inspection(), "person": person(), "role": "inspector"}


@act(inspections.leave_team)
def _() -> dict[str, object]:
    member = inspections.join_team(
        inspection=inspection(), person=person(), role="inspector", by=OTHER, at=NOON
    )
    return {"member": member}
