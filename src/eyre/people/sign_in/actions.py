"""What people change about their own sign-in, each with its row of the log."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from ..models import Person
from . import events
from .exceptions import LastFactor
from .queries import factors_of


@transaction.atomic
def end_other_sessions(request: HttpRequest, person: Person) -> None:
    """Sign somebody out everywhere but here."""
    Person.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)
    person.refresh_from_db(fields=["session_epoch"])
    update_session_auth_hash(request, person)
    events.others_signed_out(request, epoch=person.session_epoch)


def check_not_last(factor: Authenticator) -> None:
    """Hold everything that changes this person's factors, and see that another one stays.

    Raises:
        LastFactor: when this is the only app or passkey.
    """
    holder = Person.objects.select_for_update().get(pk=factor.user_id)
    if factors_of(holder).is_last:
        raise LastFactor
