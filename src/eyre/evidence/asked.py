"""What follows when evidence is asked for: the move between stages knows of it, and the provider is told by mail.

The mail says that something is asked, where, and by when. What is asked stands behind the sign-in.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format

from eyre.core.planning import Needed
from eyre.inspections.actions import note_fact
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor
from eyre.platform.mail import NotSent, send
from eyre.providers.queries import contacts_of

from .actions import send_requests
from .models import Request

SUBJECT = "Inspection of {provider}: {what}"
TEXT = """Dear {name},

{what_in_full} The last day is {due}.

What it is, and where you send it, is on your page of this inspection: {address}

Please send no evidence by e-mail.
"""


@transaction.atomic
def ask_all(*, inspection: Inspection, due: date, by: Actor, at: datetime) -> tuple[Request, ...]:
    """Send everything that waits, and let the stages know that it was sent: both or neither. Raises as send_requests."""
    sent = send_requests(inspection=inspection, due=due, by=by, at=at)
    note_fact(inspection=inspection, needed=Needed.REQUESTS_SENT, true=True, by=by, at=at)
    return sent


def tell_contacts(
    inspection: Inspection, what: str, in_full: str, due: date, address: str
) -> tuple[str, ...]:
    """Tell everybody who speaks for the provider; why each of them could not be told, in words, where that is so."""
    reasons = []
    for contact in contacts_of(inspection.provider).filter(until=None, person__is_active=True):
        person = contact.person
        told = {
            "name": person.name,
            "what_in_full": in_full,
            "due": date_format(due, "j F Y"),
            "address": address,
        }
        subject = SUBJECT.format(provider=inspection.name_as_printed, what=what)
        try:
            send(subject=subject, text=TEXT.format(**told), to=person.email)
        except NotSent as why:
            reasons.append(f"{person.name} was not told by mail: {why}.")
    return tuple(reasons)
