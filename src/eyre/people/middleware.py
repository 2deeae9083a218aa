"""The wall: what is not open to everyone is closed, unless somebody with two factors is signed in.

Which pages are open is listed (EYRE_OPEN_NAMESPACES, EYRE_OPEN_NAMES); a page nobody listed is closed. What a signed-in
person may do is decided by the permissions of each area, not here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import ResolverMatch, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from eyre.platform.refusals import refusal, wants_json

from .exceptions import NotAllowed, NotSignedIn
from .sign_in import events
from .sign_in.queries import has_factor
from .signed_in import has_second_factor

FACTOR = "factor"  # why a sign-in ended; the sign-in page has words for it


class Wall:
    """Sends whoever is not signed in to sign in, and turns refusals into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page; what somebody signed in saw is kept by no cache (ASVS 5.0, 14.3.2)."""
        response = self.get_response(request)
        if request.user.is_authenticated or not _is_open(request.resolver_match):
            add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Nothing where the page may be opened; else the way to sign in, or to the second factor."""
        match = request.resolver_match
        if _is_open(match):
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if has_second_factor(request):
            return None
        if has_factor(request.user):
            return _begin_again(request)
        if _is_set_up(match):
            return None
        return redirect(f"{reverse('account_second_factor')}?{urlencode({'next': _way_back(request)})}")

    def process_exception(self, request: HttpRequest, why: Exception) -> HttpResponse | None:
        """A refusal in words; for nobody, the way to sign in."""
        if isinstance(why, NotSignedIn):
            return _to_sign_in(request)
        if isinstance(why, NotAllowed):
            return render(request, "403.html", {"exception": str(why)}, status=403)
        return None


def _is_open(match: ResolverMatch | None) -> bool:
    if match is None:
        return True
    if match.namespace:
        return match.namespace in settings.EYRE_OPEN_NAMESPACES
    return match.url_name in settings.EYRE_OPEN_NAMES


def _is_set_up(match: ResolverMatch | None) -> bool:
    """Whether this is one of the pages on which a second factor is set up, which needs only the first."""
    return match is not None and match.view_name in settings.EYRE_SET_UP_NAMES


def _begin_again(request: HttpRequest) -> HttpResponse:
    """End a sign-in by the password alone, whose person has set a second factor up since, somewhere else.

    Left open, whoever knew the password in time could see the recovery codes, or add a passkey of their own.
    """
    events.session_timed_out(request, why=FACTOR)
    logout(request)
    request.eyre_because = FACTOR  # type: ignore[attr-defined]
    return _to_sign_in(request)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to sign in and, after it, back to what was asked for; it says why whoever was signed in no longer is.

    A program is told so with status 401: it keeps what it has, and a person signs in.
    """
    if wants_json(request):
        return refusal(401, "signed-out", "Sign in and send it again. What was not answered is not lost.")
    because = getattr(request, "eyre_because", "")
    query = {"next": _way_back(request)} | ({"because": because} if because else {})
    return redirect(f"{reverse('account_login')}?{urlencode(query)}")


def _way_back(request: HttpRequest) -> str:
    """The page that was asked for; what a form sent cannot be sent again."""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
