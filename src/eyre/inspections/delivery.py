"""How does a stored letter leave? One mail for each recipient, and after each the database knows what came of it."""

from __future__ import annotations

from django.utils.timezone import now

from eyre.people.roles import LeadInspector
from eyre.platform import mail
from eyre.platform.audit import Actor

from .models import Letter, TeamMember
from .queries.letters import waiting


def deliver(number: int, by: Actor) -> None:
    """Hand the letter of this number to the mail server, for everybody who waits for it.

    Called once what goes is stored for good. If the machine stops between a mail and its note, the letter stays on
    its way, and whoever looks after it decides whether it is tried again: no program sends anything twice by itself.
    """
    from .actions.letters import note_delivery  # the actions send, and note what was sent

    letter = Letter.objects.select_related("inspection").get(pk=number)
    answers_to = _lead(letter)
    for recipient in list(waiting(letter)):
        reason = ""
        try:
            mail.send(
                subject=letter.subject,
                text=letter.text,
                to=recipient.address,
                html=letter.html,
                reply_to=answers_to,
            )
        except mail.NotSent as why:
            reason = str(why)
        note_delivery(recipient=recipient, reason=reason, by=by, at=now())


def _lead(letter: Letter) -> str:
    """The address of whoever leads the inspection now: answers go there."""
    leads = TeamMember.objects.filter(inspection=letter.inspection, role=LeadInspector.code, until=None)
    return leads.values_list("person__email", flat=True).first() or ""
