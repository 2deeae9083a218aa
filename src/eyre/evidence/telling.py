"""Telling the provider by mail that something is asked, where, and by when. What is asked stands behind the sign-in."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format

from eyre.inspections.models import Inspection
from eyre.platform.mail import NotSent, send
from eyre.providers.coverage import contacts_above

SUBJECT = "Inspection of {provider}: {what}"
TEXT = """Dear {name},

{what_in_full} The last day is {due}.

What it is, and where you send it, is on your page of this inspection: {address}

Please send no evidence by e-mail.
"""


def tell_contacts(
    inspection: Inspection, what: str, in_full: str, due: date, address: str
) -> tuple[str, ...]:
    """Tell everybody who speaks for the provider; why each of them could not be told, in words, where that is so."""
    reasons = []
    for contact in (
        contacts_above(inspection.provider_id).filter(person__is_active=True).select_related("person")
    ):
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
