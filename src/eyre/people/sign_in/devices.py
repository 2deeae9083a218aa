"""Has this browser signed in to this account before? (OWASP, “device cookies”.)

Such a browser has tries of its own, so nobody else's wrong tries keep it out. Its cookie tells nothing else: it
opens no account, and a stolen one gives its thief five tries more.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SALT = "eyre.people.device"
KEPT = 180 * 24 * 60 * 60  # seconds
MOST = 8  # accounts on a shared browser; the oldest is forgotten first


def device_for(request: HttpRequest, email: str) -> str:
    """The name of this browser for an account, or "" where it never signed in to it."""
    return _known(request).get(_tag(email), "")


def any_device(request: HttpRequest) -> str:
    """The name of this browser for the account it signed in to last, or ""."""
    return next(reversed(_known(request).values()), "")


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Give the browser its cookie, after a sign-in that succeeded."""
    known = _known(request)
    name = known.pop(_tag(email), "") or secrets.token_urlsafe(16)
    kept = dict([*known.items(), (_tag(email), name)][-MOST:])
    response.set_cookie(
        settings.EYRE_DEVICE_COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known(request: HttpRequest) -> dict[str, str]:
    """The accounts this browser signed in to, as signed by us; nothing of a cookie that was tampered with."""
    try:
        known = signing.loads(request.COOKIES.get(settings.EYRE_DEVICE_COOKIE, ""), salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return {}
    return dict(known)


def _tag(email: str) -> str:
    """Stands for an address in the cookie, which must not name anybody."""
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:32]
