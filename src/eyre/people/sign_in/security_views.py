"""The page about one's own sign-in, and the list of what is still to be set up."""

from __future__ import annotations

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from eyre.platform.lines import Task

from ..signed_in import has_second_factor
from . import actions, events
from .queries import Factors, factors_of, myself, open_sessions

WANTED = "eyre_wanted"  # the page that somebody asked for before their second factor was set up


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Factors, and where one is signed in."""
    person = myself(request)
    factors = factors_of(person)
    context = {
        "factors": factors,
        "passkeys": [each.wrap() for each in factors.passkeys],
        "user_has_password": person.has_usable_password(),
        "sessions": open_sessions(request, person),
    }
    return render(request, "people/sign_in/security.html", context)


@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """What is to be set up before anything else can be opened."""
    if wanted := get_next_redirect_url(request):
        request.session[WANTED] = wanted
    factors = factors_of(myself(request))
    context = {"tasks": tasks_of(factors), "done": has_second_factor(request), "wanted": wanted_page(request)}
    return render(request, "people/sign_in/second_factor.html", context)


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    person = myself(request)
    actions.end_other_sessions(person=person, by=events.actor_of(request), at=timezone.now())
    update_session_auth_hash(request, person)
    messages.success(request, "You are signed out everywhere else.")
    return redirect("mfa_index")


def tasks_of(factors: Factors) -> tuple[Task, ...]:
    """The list: an app or a passkey, then the recovery codes."""
    codes = _codes_task(factors)
    done = ("Set up", "", "")
    app = done if factors.app else ("To do", reverse("mfa_activate_totp"), "blue")
    passkey = done if factors.passkeys else ("To do", reverse("mfa_add_webauthn"), "blue")
    return (
        Task("Authenticator app", *app[:2], "Shows a new code every half minute; works on any phone", app[2]),
        Task(
            "Passkey", *passkey[:2], "Your finger, face or PIN, on this device or a security key", passkey[2]
        ),
        codes,
    )


def _codes_task(factors: Factors) -> Task:
    hint = "For the day you lose your phone or key"
    if not factors.is_set_up:
        return Task("Recovery codes", "Cannot start yet", "", hint)
    if factors.codes_seen:
        return Task("Recovery codes", "Saved", "", hint)
    return Task("Recovery codes", "To do", reverse("mfa_view_recovery_codes"), hint, "blue")


def wanted_page(request: HttpRequest) -> str:
    """Where somebody goes on when all is set up."""
    return str(request.session.get(WANTED, "/"))
