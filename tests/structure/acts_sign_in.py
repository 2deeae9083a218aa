"""How each action about one's own sign-in is carried out once."""

from datetime import UTC, datetime

from acts import act
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.socialaccount.models import SocialAccount

from eyre.people.models import Person
from eyre.people.sign_in import actions


def somebody() -> Person:
    """With an account, and nothing else."""
    invited = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    return Person.objects.create(name="Wren Hale", email="wren@example.org", invited_at=invited, password="!")


def app_and_code() -> dict[str, object]:
    """An authenticator app, and what it shows now."""
    secret = generate_totp_secret()
    app: Authenticator = TOTP.activate(somebody(), secret).instance
    step = max(yield_hotp_counters_from_time())
    return {"app": app, "code": format_hotp_value(hotp_value(secret, step))}


@act(actions.end_other_sessions)
def _() -> dict[str, object]:
    return {"person": somebody()}


@act(actions.spend_code)
def _() -> dict[str, object]:
    return app_and_code()


@act(actions.keep_app)
def _() -> dict[str, object]:
    return app_and_code()


@act(actions.spend_recovery_code)
def _() -> dict[str, object]:
    return {"codes": RecoveryCodes.activate(somebody()).instance}


@act(actions.connect_provider)
def _() -> dict[str, object]:
    account = SocialAccount(provider="organisation", uid="0" * 64, extra_data={})
    return {"account": account, "person": somebody()}
