"""What is written about somebody's own sign-in, each with its row of the log."""

from __future__ import annotations

from datetime import datetime

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from eyre.platform.audit import Actor, Operation, record

from ..models import Person
from . import sealing

SPENT = "spent"


@transaction.atomic
def end_other_sessions(*, person: Person, by: Actor, at: datetime) -> None:
    """End every sign-in of an account; the caller keeps its own by the session's new hash."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    held.session_epoch += 1
    held.save(update_fields=["session_epoch"])
    person.session_epoch = held.session_epoch
    after = {"epoch": held.session_epoch}
    record("session.ended_elsewhere", by=by, at=at, operation=Operation.SECURITY, on=held, after=after)


@transaction.atomic
def spend_code(*, app: Authenticator, code: str, by: Actor, at: datetime) -> bool:
    """Use up a code of an authenticator app: True once, False for that code, and older ones, from then on.

    The step it belongs to is remembered (RFC 6238, 5.2). The key is sealed anew on the way, so a changed
    EYRE_SECRET_KEY needs nothing else than signing in. What is refused leaves no row here.
    """
    if not _spend(app, code):
        return False
    _record_factor("factor.used", app, by, at)
    return True


@transaction.atomic
def keep_app(*, app: Authenticator, code: str, by: Actor, at: datetime) -> None:
    """Keep a new authenticator app. The code that showed it works is spent."""
    _spend(app, code)
    _record_factor("factor.added", app, by, at)


@transaction.atomic
def spend_recovery_code(*, codes: Authenticator, by: Actor, at: datetime) -> int:
    """Write down that one was spent, and seal their seed anew; how many are left."""
    held = Authenticator.objects.select_for_update().get(pk=codes.pk)
    held.data["seed"] = sealing.reseal(held.data["seed"])
    held.save(update_fields=["data"])
    left = len(held.wrap().get_unused_codes())
    on = (Person._meta.label_lower, held.user_id)
    record("recovery_code.used", by=by, at=at, operation=Operation.SECURITY, on=on, after={"left": left})
    return left


@transaction.atomic
def connect_provider(*, account: SocialAccount, person: Person, by: Actor, at: datetime) -> None:
    """Keep the id by which the organisation's sign-in knows somebody: from now on it alone counts."""
    account.user = person
    account.save()
    after = {"method": "oidc", "connection": account.pk}
    record("sign_in.connected", by=by, at=at, operation=Operation.SECURITY, on=person, after=after)


def _spend(app: Authenticator, code: str) -> bool:
    held = Authenticator.objects.select_for_update().get(pk=app.pk)
    step = _step_of(sealing.unseal(held.data["secret"]), code)
    if step is None or step <= held.data.get(SPENT, -1):
        return False
    held.data |= {SPENT: step, "secret": sealing.reseal(held.data["secret"])}
    held.save(update_fields=["data"])
    app.data = held.data
    return True


def _step_of(secret: str, code: str) -> int | None:
    """The step of 30 seconds a code belongs to, of those that count now; the latest where two have the same code."""
    steps = [
        step
        for step in yield_hotp_counters_from_time()
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))
    ]
    return max(steps, default=None)


def _record_factor(action: str, factor: Authenticator, by: Actor, at: datetime) -> None:
    on, after = (Person._meta.label_lower, factor.user_id), {"type": str(factor.type), "factor": factor.pk}
    record(action, by=by, at=at, operation=Operation.SECURITY, on=on, after=after)
