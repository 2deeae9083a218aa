"""How long does a sign-in last? Twelve hours at most, and two without a click."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import events

SINCE, SEEN = "eyre_since", "eyre_seen"  # seconds since 1970, in the session
RENEWED_EVERY = 5 * 60  # seconds: not every click writes to the database
IDLE, AGE = "idle", "age"


class Presence:
    """Ends a sign-in that is too old, or was left alone for too long; the Wall then says so on the way to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, for whoever is still signed in."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            _look_at(request)
        return self.get_response(request)


def begin(session: SessionBase) -> None:
    """Start both clocks of a new sign-in."""
    session[SINCE] = session[SEEN] = _now()


def _look_at(request: HttpRequest) -> None:
    session, now = request.session, _now()
    if SINCE not in session:
        begin(session)
    elif why := over(now, since=session[SINCE], seen=session[SEEN]):
        events.session_timed_out(request, why=why)
        logout(request)
        request.eyre_because = why  # type: ignore[attr-defined]
    elif now - session[SEEN] >= RENEWED_EVERY:
        session[SEEN] = now


def over(now: int, *, since: int, seen: int) -> str:
    """Why a sign-in has ended ("age" or "idle"), or "" while it lasts. All in seconds since 1970."""
    if now - since >= settings.SESSION_COOKIE_AGE:
        return AGE
    return IDLE if now - seen >= settings.EYRE_IDLE_SECONDS else ""


def _now() -> int:
    return int(timezone.now().timestamp())
