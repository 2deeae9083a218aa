"""Evidence that was asked for and sent, on Westmarch unless told, with the inspection announced."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils.timezone import localdate, now

from cast import Cast, signed_in
from eyre.evidence import actions
from eyre.evidence.models import Request, RequestFile
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor

BY = Actor.of_command("the tests")
LEAD, CONTACT, DIRECTOR = "lead-inspector", "point-of-contact", "accountable-director"
TEXT = b"name,grade\r\nAda,PO\r\n"


def somebody(cast: Cast, key: str) -> Client:
    """A browser in which one of the cast is signed in."""
    return signed_in(cast[key], "password", "mfa")


def announced(inspection: Inspection) -> Inspection:
    """The inspection, whose provider knows of it."""
    Inspection.objects.filter(pk=inspection.pk).update(stage="announced")
    return inspection


def asked(cast: Cast, title: str = "Staffing", *, is_sent: bool = True, inspection: Any = None) -> Request:
    """An item that was asked for, or waits on the list."""
    one = announced(inspection or cast.westmarch)
    item = actions.add_request(inspection=one, title=title, wanted="All of it", by=BY, at=now())
    if is_sent:
        actions.send_requests(inspection=one, due=localdate() + timedelta(days=10), by=BY, at=now())
    return Request.objects.get(pk=item.pk)


def sent(
    cast: Cast, content: bytes = TEXT, name: str = "staff.csv", *, inspection: Any = None
) -> RequestFile:
    """A file that the point of contact sent."""
    item = asked(cast, inspection=inspection)
    who = cast[CONTACT]
    return actions.send_file(
        request=item, content=io.BytesIO(content), name=name, person=who, by=BY, at=now()
    )
