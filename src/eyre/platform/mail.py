"""How does a mail leave Eyre, and if it did not, why not?"""

from __future__ import annotations

import logging
from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

log = logging.getLogger(__name__)

NO_SERVER = "no mail server is set up: whoever runs Eyre sets EYRE_EMAIL_URL"


class NotSent(Exception):
    """A mail did not leave; the words say why, and never hold an address or what a server said in its own words."""


def send(*, subject: str, text: str, to: str, html: str = "", reply_to: str = "") -> None:
    """Hand one mail to the mail server, or write it into a file where that is set up.

    Raises:
        NotSent: where nobody took it. Whether somebody reads what was taken, no server tells.
    """
    if not settings.EYRE_CAN_MAIL:
        raise NotSent(NO_SERVER)
    mail = EmailMultiAlternatives(subject, text, None, [to], reply_to=[reply_to] if reply_to else None)
    if html:
        mail.attach_alternative(html, "text/html")
    try:
        mail.send()
    except (OSError, SMTPException) as why:
        # The kind alone: what a server says may repeat the address, and a log is no address book
        log.error("A mail could not be sent: %s", type(why).__name__)
        raise NotSent(_words(why)) from None


def _words(why: Exception) -> str:
    match why:
        case SMTPRecipientsRefused():
            return "the mail server does not take mail for this address"
        case SMTPAuthenticationError():
            return (
                "the mail server does not let Eyre in: the user name or password in EYRE_EMAIL_URL is refused"
            )
        case SMTPResponseException(smtp_code=code):
            return f"the mail server refused it with code {code}"
        case TimeoutError():
            return "the mail server did not answer in time"
        case _:
            return f"the mail server could not be reached, or its folder written ({type(why).__name__})"
