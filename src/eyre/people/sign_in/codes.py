"""Can a code be used twice? Never: the step it belongs to is remembered (RFC 6238, 5.2)."""

from __future__ import annotations

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import transaction

from . import sealing

SPENT = "spent"


@transaction.atomic
def spend(app: Authenticator, code: str) -> bool:
    """Use up a code of an authenticator app: True once, False for that code, and older ones, from then on.

    The key is sealed anew on the way, so a changed EYRE_SECRET_KEY needs no other step than signing in.
    """
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


@transaction.atomic
def reseal_recovery_codes(codes: Authenticator) -> None:
    """Seal the seed of recovery codes by the key of today."""
    held = Authenticator.objects.select_for_update().get(pk=codes.pk)
    held.data["seed"] = sealing.reseal(held.data["seed"])
    held.save(update_fields=["data"])
