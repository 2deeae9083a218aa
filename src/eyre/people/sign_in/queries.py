"""What is known about somebody's sign-in: their factors, how they were shown, where else they are signed in."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from ..models import Person

FEW = 3  # recovery codes: with so many left it is time for new ones
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Each browser names those it resembles too, so the rarer name comes first
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}
CONFIRMING = {"password", "mfa"}


@dataclass(frozen=True, slots=True)
class Factors:
    """What somebody can show beside their password. `codes_left` is None where there are no recovery codes."""

    app: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    codes_left: int | None
    codes_seen: bool

    @property
    def is_set_up(self) -> bool:
        """Whether there is a second factor at all; recovery codes alone are none."""
        return self.app is not None or bool(self.passkeys)

    @property
    def is_last(self) -> bool:
        """Whether there is one only, which cannot be taken away."""
        return len(self.passkeys) + (self.app is not None) == 1

    @property
    def few_codes(self) -> bool:
        """Whether it is time for new recovery codes."""
        return self.codes_left is not None and self.codes_left <= FEW


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One place where somebody is signed in."""

    browser: str
    address: str
    since: datetime
    is_this: bool


def person_of(email: str) -> Person | None:
    """Whose address this is; None for nobody's."""
    return Person.objects.filter(email=email.strip().lower()).first()


def myself(request: HttpRequest) -> Person:
    """Whoever is signed in; only pages behind the wall ask."""
    assert isinstance(request.user, Person), "this page is behind the wall"
    return request.user


def has_factor(person: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether somebody has set a second factor up; recovery codes alone are none."""
    return Authenticator.objects.filter(user_id=person.pk, type__in=STRONG).exists()


def hold_factors(person_id: UUID) -> Factors:
    """Somebody's factors, which nobody else changes until the end of the transaction."""
    return factors_of(Person.objects.select_for_update().get(pk=person_id))


def factors_of(person: Person) -> Factors:
    """The second factors somebody has set up."""
    found = list(Authenticator.objects.filter(user=person).order_by("created_at", "pk"))
    codes = next((each for each in found if each.type == Authenticator.Type.RECOVERY_CODES), None)
    return Factors(
        app=next((each for each in found if each.type == Authenticator.Type.TOTP), None),
        passkeys=tuple(each for each in found if each.type == Authenticator.Type.WEBAUTHN),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
        codes_seen=bool(codes and codes.wrap().did_view),
    )


def confirmed_lately(request: HttpRequest) -> bool:
    """Whether somebody showed a password, code or passkey within the last five minutes of this session."""
    shown = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record["method"] in CONFIRMING
    ]
    return bool(shown) and time.time() - max(shown) < app_settings.REAUTHENTICATION_TIMEOUT


def browser_of(told: str) -> str:
    """What a browser calls itself, as people call it: "Firefox on Windows"."""
    browser = next((name for mark, name in BROWSERS.items() if mark in told), "Another browser")
    system = next((name for mark, name in SYSTEMS.items() if mark in told), "")
    return f"{browser} on {system}" if system else browser


def open_sessions(request: HttpRequest, person: Person) -> Sequence[OpenSession]:
    """Where somebody is signed in now, this place first; what has ended is forgotten on the way."""
    here = request.session.session_key
    found = [
        OpenSession(browser_of(each.user_agent), each.ip, each.created_at, each.session_key == here)
        for each in UserSession.objects.purge_and_list(person)
    ]
    return sorted(found, key=lambda each: (not each.is_this, each.since))
