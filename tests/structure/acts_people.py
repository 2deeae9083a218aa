"""How each action about people is carried out once."""

from datetime import UTC, datetime

from acts import act

from eyre.people import actions, queries
from eyre.people.feeds import actions as feeds
from eyre.people.invitations import Issued, digest_of
from eyre.people.models import Person
from eyre.platform.audit import Actor

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
COMMAND = Actor.of_command("the tests")
FIRST = "3f0c5c1e-0000-4000-8000-000000000001"  # who acts in test_audit_walk; has to be an administrator here


def invited() -> Issued:
    """Somebody with a role and an open invitation, and an administrator who may act on them."""
    asa = Person.objects.create(
        id=FIRST, name="Asa Gray", email="asa@example.org", invited_at=AT, password="!"
    )
    actions.give_role(person=asa.pk, role="administrator", by=COMMAND, at=AT)
    return actions.invite(
        name="Bo Ek", email="bo@example.org", roles=["analyst"], of_provider=False, by=COMMAND, at=AT
    )


def someone() -> dict[str, object]:
    """Whom to act on."""
    return {"person": invited().person}


@act(actions.invite)
def _() -> dict[str, object]:
    invited()
    return {"name": "Cy Twombly", "email": "cy@example.org", "roles": ["publications"], "of_provider": False}


@act(actions.invite_again)
def _() -> dict[str, object]:
    return someone()


@act(actions.withdraw_invitation)
def _() -> dict[str, object]:
    return someone()


@act(actions.accept_invitation)
def _() -> dict[str, object]:
    return {"digest": digest_of(invited().token), "password": "seven wet umbrellas sing"}


@act(actions.disable_account)
def _() -> dict[str, object]:
    return someone()


@act(actions.enable_account)
def _() -> dict[str, object]:
    closed = someone()
    actions.disable_account(person=queries.person_by_email("bo@example.org").pk, by=COMMAND, at=AT)
    return closed


@act(actions.reset_sign_in)
def _() -> dict[str, object]:
    return someone()


@act(actions.rename)
def _() -> dict[str, object]:
    return someone() | {"name": "Bo Ekström"}


@act(actions.change_email)
def _() -> dict[str, object]:
    return someone() | {"email": "bo@new.example"}


@act(actions.give_role)
def _() -> dict[str, object]:
    return someone() | {"role": "publications"}


@act(actions.end_role)
def _() -> dict[str, object]:
    return someone() | {"role": "analyst"}


@act(feeds.make_feed_key)
def _() -> dict[str, object]:
    return {"person": Person.objects.get(pk=invited().person)}


@act(feeds.end_feed_key)
def _() -> dict[str, object]:
    person = Person.objects.get(pk=invited().person)
    feeds.make_feed_key(person=person, by=COMMAND, at=AT)
    return {"person": person}
