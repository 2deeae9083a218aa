"""How the tests sign somebody in: as a browser does, or in one step."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from eyre.people.models import Person
from eyre.platform.audit.models import AuditEvent

PASSWORD = "plum harbour seventeen kites"
NEW_PASSWORD = "walnut ladder over a quiet sea"


class QuickHasher(Argon2PasswordHasher):
    """The hasher of production at its least cost: most tests ask whether, not how slowly."""

    time_cost, memory_cost, parallelism = 1, 8, 1


@pytest.fixture
def quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["signing_in.QuickHasher"]


def make_person(email: str = "lead@eyre.example", password: str = PASSWORD, **more: Any) -> Person:
    person = Person(email=email, name=more.pop("name", "Lea Inspector"), invited_at=timezone.now(), **more)
    person.set_password(password)
    person.save()
    return person


def give_app(person: Person) -> str:
    """An authenticator app; its key."""
    secret: str = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def give_recovery_codes(person: Person) -> list[str]:
    codes: list[str] = RecoveryCodes.activate(person).get_unused_codes()
    return codes


def code_of(secret: str, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def send_password(client: Client, email: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/sign-in/", {"login": email, "password": password}, **more)


def sign_in(client: Client, person: Person, secret: str, **more: Any) -> Any:
    """Both steps, as a browser takes them."""
    send_password(client, person.email, **more)
    return client.post("/sign-in/second-step/", {"code": code_of(secret)}, **more)


def enter(client: Client, person: Person, *methods: str) -> None:
    """Signed in without the steps: what was shown is written into the session."""
    client.force_login(person)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": each, "at": time.time()} for each in methods]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session.save()


def log() -> list[str]:
    """The names of what was recorded, oldest first."""
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def factors(person: Person) -> list[str]:
    return sorted(Authenticator.objects.filter(user=person).values_list("type", flat=True))


def key_shown(page: str) -> str:
    """The key of a new app, as the page shows it in groups."""
    return "".join(re.findall(r"<span>([A-Z2-7]{1,4})</span>", page))
