"""How does somebody become one of the cast? By a session that is opened here, and by the log that says so."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest

from eyre.people.models import Person
from eyre.people.sign_in import events
from eyre.people.signed_in import DEMONSTRATION

from .cast import Member
from .exceptions import CannotBe
from .queries import person_of


@transaction.atomic
def enter_as(request: HttpRequest, member: Member) -> Person:
    """Open a session as this member; whoever was signed in before is signed out.

    Raises:
        CannotBe: when their account is not there, or was disabled.
    """
    person = person_of(member)
    if person is None:
        raise CannotBe(
            f"{member.name} has no account yet. Stop Eyre and start it again: that invites the cast."
        )
    if not person.is_active:
        raise CannotBe(f"{person.name}’s account was disabled. Be the administrator, and let them back in.")
    login(request, person, settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, person, method=DEMONSTRATION)
    events.signed_in(request, person)
    return person
