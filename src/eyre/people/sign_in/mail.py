"""How is mail sent? One address says it: smtp://user:password@host:587, or smtps:// where the whole line is encrypted."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"smtp": 587, "smtps": 465}
LONGEST_WAIT = 10  # seconds: a page never hangs on a mail server for longer
REFUSED = (
    "EYRE_EMAIL_URL is not an address of a mail server: write smtp://user:password@host:587 or smtps://…"
)


def mail_settings(url: str) -> dict[str, object]:
    """Django's settings for an address of a mail server. Without ?tls=no, smtp:// is encrypted by STARTTLS.

    Raises:
        ImproperlyConfigured: when the address is none; the message does not repeat it, for it may hold a password.
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ImproperlyConfigured(REFUSED)
    asked = parse_qs(parts.query).get("tls", ["yes"])[-1]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": _port(url) or SCHEMES[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and asked != "no",
        "EMAIL_TIMEOUT": LONGEST_WAIT,
    }


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError as why:
        raise ImproperlyConfigured(REFUSED) from why
