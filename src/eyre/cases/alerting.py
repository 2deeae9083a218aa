"""Who is told of an alert by e-mail, and when does it go on to others?

A mail names the inspection and nothing else: whoever reads it signs in, and finds the alert at the top of every page.
It leaves after the transaction that it tells of; what could not be sent is logged, and the alert waits on the pages.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from eyre.inspections.models import TeamMember
from eyre.people.models import Person
from eyre.people.queries import holders_of
from eyre.people.roles import LeadInspector, OperationsOfficer, QualityLead
from eyre.platform.audit import Actor
from eyre.platform.mail import NotSent, send

from .models import Alert
from .queries.alerts import overdue

EVERY = 60.0  # seconds
BY = Actor.of_command("eyre serve")
log = logging.getLogger(__name__)

RAISED = "An inspector raised an alert of immediate risk of harm in a case of the inspection {name}."
LATE = "Nobody has yet looked at an alert of immediate risk of harm in a case of the inspection {name}."
WAY = "Sign in to Eyre: the alert stands at the top of every page, with what to do."


def tell_raised(number: int) -> int:
    """Tell those who lead the inspection; how many mails left."""
    alert = _alert(number)
    leads = TeamMember.objects.filter(inspection=alert.inspection_id, until=None, role=LeadInspector.code)
    people = Person.objects.filter(pk__in=leads.values("person"), is_active=True)
    return _tell(alert, [person.email for person in people], RAISED)


def tell_escalated(number: int) -> int:
    """Tell the quality leads and the operations officers; how many mails left."""
    alert = _alert(number)
    holders = [person for person, _ in holders_of((QualityLead.code, OperationsOfficer.code))]
    people = Person.objects.filter(pk__in=holders, is_active=True)
    return _tell(alert, [person.email for person in people], LATE)


def _alert(number: int) -> Alert:
    return Alert.objects.select_related("inspection").get(pk=number)


def _tell(alert: Alert, addresses: list[str], words: str) -> int:
    text = f"{words.format(name=alert.inspection.name_as_printed)}\n\n{WAY}\n"
    return sum(_sent(address, text, alert) for address in addresses)


def _sent(address: str, text: str, alert: Alert) -> bool:
    try:
        send(subject="Eyre: an alert of immediate risk of harm", text=text, to=address)
    except NotSent as why:
        log.error("Alert %s could not be told by mail: %s", alert.pk, why)
        return False
    return True


def escalate(at: datetime) -> int:
    """Pass on every alert that nobody has seen for as long as the setting says; how many there were."""
    from .actions.alerts import escalate_alert  # it tells through this module

    before = at - timedelta(minutes=settings.EYRE_ALERT_MINUTES)
    return sum(escalate_alert(alert=each, by=BY, at=at) for each in overdue(before))


@contextmanager
def kept_escalated(every: float = EVERY) -> Iterator[None]:
    """While the block runs, look every so many seconds whether an alert must go on."""
    stop = threading.Event()
    thread = threading.Thread(target=_keep, args=(stop, every), name="eyre-alerts", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _keep(stop: threading.Event, every: float) -> None:
    while not stop.wait(every):
        try:
            escalate(timezone.now())
        except Error:
            log.exception("Alerts could not be looked through now; it will be tried again.")
        finally:
            connection.close()
