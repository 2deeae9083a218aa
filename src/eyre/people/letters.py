"""What does Eyre write to people by e-mail, and can it?

Letters are sent after the transaction that they tell of. Where no mail server is set up nothing is sent, and whoever
invited is shown the link instead.
"""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from eyre.platform import mail

from .invitations import Issued


def is_set_up() -> bool:
    """Whether there is a server that brings mail to people; the demonstration only writes it into files."""
    return bool(settings.EYRE_EMAIL_URL)


def send_invitation(issued: Issued, link: str) -> bool:
    """Send somebody their link; False where it could not be sent, so that it is handed over in another way."""
    name = "reset" if issued.is_reset else "invitation"
    subject = "Your sign-in to Eyre was reset" if issued.is_reset else "You are invited to Eyre"
    return _send(name, subject, issued.email, {"issued": issued, "link": link})


def tell_changed_address(name: str, old: str, new: str) -> None:
    """Tell both addresses of somebody that one took the other's place."""
    for address in (old, new):
        _send("address", "Your e-mail address in Eyre was changed", address, {"name": name, "new": new})


def _send(template: str, subject: str, to: str, context: dict[str, object]) -> bool:
    if not is_set_up():
        return False
    try:
        mail.send(subject=subject, text=render_to_string(f"people/letters/{template}.txt", context), to=to)
    except mail.NotSent:
        return False
    return True
