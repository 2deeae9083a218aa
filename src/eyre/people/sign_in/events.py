"""Every security event becomes one row of the log: who, from where, what happened; never what was typed."""

from __future__ import annotations

from allauth.account.internal.flows.login import get_authentication_records
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from eyre.platform.audit import Actor, Ids, Operation, record

from ..models import Person
from ..signed_in import origin_of
from .queries import myself

PERSON = Person._meta.label_lower


def actor_of(request: HttpRequest) -> Actor:
    """Whoever is signed in, or nobody, at the address the request came from."""
    user = request.user
    return Actor(str(user.pk) if user.is_authenticated else "", "", origin_of(request))


@transaction.atomic
def _record(action: str, request: HttpRequest, person: Person | None, after: Ids | None = None) -> None:
    """One row, about `person` (nobody known: an empty id), by whoever is signed in."""
    by = actor_of(request)
    about = (PERSON, person.pk if person else "")
    record(action, by=by, at=timezone.now(), operation=Operation.SECURITY, on=about, after=after)


def signed_in(request: HttpRequest, person: Person) -> None:
    """Somebody has signed in; the row names the methods, in the order they were shown."""
    shown = [str(each.get("type") or each["method"]) for each in get_authentication_records(request, person)]
    _record("sign_in.succeeded", request, person, {"methods": shown})


def sign_in_failed(request: HttpRequest, person: Person | None, *, method: str) -> None:
    """A wrong password, code or passkey. What was typed as e-mail is not kept; a person who is known is."""
    _record("sign_in.failed", request, person, {"method": method})


def locked_out(request: HttpRequest, person: Person | None, *, limit: str) -> None:
    """Too many tries: the first that was refused."""
    _record("sign_in.locked_out", request, person, {"limit": limit})


def provider_refused(request: HttpRequest, person: Person | None, *, why: str) -> None:
    """Single sign-on ended without anybody signed in; `why` is a code."""
    _record("sign_in.refused", request, person, {"why": why, "method": "oidc"})


def signed_out(request: HttpRequest, person: Person) -> None:
    """Somebody pressed “Sign out”."""
    _record("session.signed_out", request, person)


def session_timed_out(request: HttpRequest, *, why: str) -> None:
    """A sign-in became too old (age), or was left alone (idle)."""
    _record("session.timed_out", request, myself(request), {"why": why})


def factor_added(request: HttpRequest, *, kind: str, key: int | None = None) -> None:
    """An authenticator app, a passkey or recovery codes."""
    _record("factor.added", request, myself(request), {"type": kind, "factor": key})


def factor_removed(request: HttpRequest, *, kind: str, key: int | None = None) -> None:
    """An authenticator app or a passkey was taken away."""
    _record("factor.removed", request, myself(request), {"type": kind, "factor": key})


def factor_renamed(request: HttpRequest, *, key: int) -> None:
    """A passkey got another name."""
    _record("factor.renamed", request, myself(request), {"type": "webauthn", "factor": key})


def recovery_codes_replaced(request: HttpRequest) -> None:
    """New recovery codes; the old ones are worth nothing."""
    _record("recovery_codes.replaced", request, myself(request))


def recovery_codes_shown(request: HttpRequest) -> None:
    """The recovery codes were on the screen, which happens once."""
    _record("recovery_codes.shown", request, myself(request))


def password_changed(request: HttpRequest) -> None:
    """By its owner, who knew the old one."""
    _record("password.changed", request, myself(request))


def password_reset(request: HttpRequest, person: Person) -> None:
    """By the link in a mail."""
    _record("password.reset", request, person)


def reset_asked(request: HttpRequest, person: Person | None) -> None:
    """Somebody asked for a link to set a new password."""
    _record("password.reset_asked", request, person)


def confirmed(request: HttpRequest, *, method: str) -> None:
    """Somebody who is signed in showed again that it is them."""
    _record("identity.confirmed", request, myself(request), {"method": method})


def not_confirmed(request: HttpRequest, *, method: str) -> None:
    """Somebody who is signed in could not show that it is them."""
    _record("identity.not_confirmed", request, myself(request), {"method": method})
