"""What leaves as mail, and what is said where it does not leave."""

from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail as outgoing

from eyre.platform import mail

TOLD = {"subject": "A letter", "text": "Hello\n", "to": "ada@example.org"}


def test_a_mail_has_words_and_where_wanted_markup_and_somebody_to_answer() -> None:
    mail.send(**TOLD, html="<p>Hello</p>", reply_to="lead@example.org")
    mail.send(**TOLD)
    first, second = outgoing.outbox
    assert (first.subject, first.body, first.to, first.reply_to) == (
        "A letter",
        "Hello\n",
        ["ada@example.org"],
        ["lead@example.org"],
    )
    assert [(part.content, part.mimetype) for part in first.alternatives] == [("<p>Hello</p>", "text/html")]
    assert (second.alternatives, second.reply_to) == ([], [])


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SMTPRecipientsRefused({"ada@example.org": (550, b"no ada here")}), "does not take mail for this"),
        (SMTPAuthenticationError(535, b"ada@example.org?"), "EYRE_EMAIL_URL is refused"),
        (SMTPDataError(552, b"too large, ada@example.org"), "refused it with code 552"),
        (SMTPServerDisconnected("bye"), "could not be reached"),
        (TimeoutError(), "did not answer in time"),
        (ConnectionRefusedError(), "ConnectionRefusedError"),
        (PermissionError("mail"), "PermissionError"),
    ],
)
def test_why_it_did_not_leave(
    error: Exception, words: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    with pytest.raises(mail.NotSent, match=words) as refused:
        mail.send(**TOLD)
    assert "ada" not in f"{refused.value} {caplog.text}"


def test_without_a_server_nothing_seems_to_leave(settings: Any) -> None:
    settings.EYRE_CAN_MAIL = False
    with pytest.raises(mail.NotSent, match="EYRE_EMAIL_URL"):
        mail.send(**TOLD)
    assert not outgoing.outbox
