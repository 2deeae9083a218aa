"""How often may somebody try? Five times in five minutes; and nobody's tries are counted against anybody else.

A browser that has signed in to an account before is counted by itself (devices); any other by the account and the
network address together, and by its address over all accounts. Counted by allauth's limiter in the database, so
that all processes count together. What succeeded is not counted.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..models import Person
from . import events
from .devices import any_device, device_for

APP = "eyre"
PER_DEVICE = "5/5m/key"
PER_ACCOUNT_AND_ADDRESS = "5/5m/key"
PER_ADDRESS = "30/5m/key"
PER_ADDRESS_ASKED = "120/5m/key"  # what succeeds is counted too: enough for an office behind one address
# Whoever tries codes knows the password: then it is right that all unknown browsers together are held up
PER_ACCOUNT_SECOND_STEP = "20/h/key"
PER_RESET = "3/h/key"
PER_ADDRESS_RESET = "20/h/key"


@dataclass(frozen=True, slots=True)
class Limit:
    """One count: its name, its rate (tries, time, per), and what is counted."""

    name: str
    rate: str
    key: str

    @property
    def parsed(self) -> ratelimit.Rate:
        """The rate as the limiter has it."""
        return ratelimit.parse_rates(self.rate)[0]


@dataclass(slots=True)
class Tries:
    """What a try was counted as; it is taken back when the try succeeds."""

    used: list[ratelimit.RateLimitUsage] = field(default_factory=list)

    @transaction.atomic
    def succeeded(self) -> None:
        """Take the try back: only wrong ones count."""
        for usage in self.used:
            usage.rollback()
        self.used.clear()


def try_password(request: HttpRequest, email: str) -> Tries:
    """Count a try of a password before it is looked at. Raises ImmediateHttpResponse (429) for one too many."""
    email, address = email.strip().lower(), ratelimit.get_ip(request)
    if device := device_for(request, email):
        return _count(request, email, Limit("password_device", PER_DEVICE, device))
    return _count(
        request,
        email,
        Limit("password_account", PER_ACCOUNT_AND_ADDRESS, f"{email} {address}"),
        Limit("password_address", PER_ADDRESS, address),
    )


def try_code(request: HttpRequest, person: Person) -> Tries:
    """Count a try of a code or a passkey as second step. Raises ImmediateHttpResponse (429) for one too many."""
    if request.user.is_authenticated:
        return _count(request, person.email, Limit("confirm", PER_DEVICE, str(person.pk)))
    if device := device_for(request, person.email):
        return _count(request, person.email, Limit("code_device", PER_DEVICE, device))
    here = f"{person.pk} {ratelimit.get_ip(request)}"
    return _count(
        request,
        person.email,
        Limit("code_account", PER_ACCOUNT_AND_ADDRESS, here),
        Limit("code_everywhere", PER_ACCOUNT_SECOND_STEP, str(person.pk)),
    )


def try_passkey(request: HttpRequest) -> Tries:
    """Count a sign-in by passkey alone, where nothing can be guessed: so only unknown browsers by their address."""
    device = any_device(request)
    return _count(request, "", Limit("passkey", PER_ADDRESS, device or ratelimit.get_ip(request)))


def ask_for_passkey(request: HttpRequest) -> None:
    """Count that a browser asks what to ask of a passkey: each strange one leaves a session in the database.

    Raises ImmediateHttpResponse (429) for one too many.
    """
    whence = any_device(request) or ratelimit.get_ip(request)
    _count(request, "", Limit("passkey_asked", PER_ADDRESS_ASKED, whence))


def try_reset(request: HttpRequest, email: str) -> Tries:
    """Count a request for a link to set a new password. Raises ImmediateHttpResponse (429) for one too many."""
    email, address = email.strip().lower(), ratelimit.get_ip(request)
    whence = device_for(request, email) or address
    limits = [Limit("reset_account", PER_RESET, f"{email} {whence}")]
    if whence == address:
        limits.append(Limit("reset_address", PER_ADDRESS_RESET, address))
    return _count(request, email, *limits)


def _count(request: HttpRequest, email: str, *limits: Limit) -> Tries:
    over = None
    with transaction.atomic():  # one commit for all counts; two processes wait for each other
        tries = Tries()
        for limit in limits:
            usage = ratelimit.consume(
                request,
                app=APP,
                action=limit.name,
                config={limit.name: limit.rate},
                key=limit.key,
                limit_get=True,
            )
            if usage is None:
                over = limit
                break
            tries.used.append(usage)
        if over:
            tries.succeeded()  # what was refused was not tried
    if over:
        raise ImmediateHttpResponse(_refuse(request, email, over))
    return tries


def _refuse(request: HttpRequest, email: str, limit: Limit) -> HttpResponse:
    """The page that says when to try again. The log gets one row for each lock, not for each refusal."""
    seconds = _wait(request, limit)
    if cache.add(_cache_key(request, limit) + ":told", True, timeout=limit.parsed.duration):
        person = Person.objects.filter(email=email).first() if email else None
        events.locked_out(request, person, limit=limit.name)
    response = render(request, "429.html", {"wait": in_words(seconds)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def _wait(request: HttpRequest, limit: Limit) -> int:
    """The seconds until the oldest try no longer counts."""
    history = cache.get(_cache_key(request, limit), [])
    until = history[-1] + limit.parsed.duration if history else time.time()
    return max(1, math.ceil(until - time.time()))


def _cache_key(request: HttpRequest, limit: Limit) -> str:
    return str(ratelimit.get_cache_key(request, app=APP, action=limit.name, rate=limit.parsed, key=limit.key))


def in_words(seconds: int) -> str:
    """A time to wait, in whole minutes upwards: “1 minute”, “5 minutes”."""
    minutes = max(1, math.ceil(seconds / 60))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
