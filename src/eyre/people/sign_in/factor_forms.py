"""The forms about second factors: allauth's, in our words, with our counts of tries, and codes that work once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils import timezone

from . import actions, events, limits, sealing

# What fido2 and allauth raise for a credential that is no credential
NONSENSE = (TypeError, ValueError, KeyError, AttributeError)
CODE = "Code"
SECOND_STEP_HINT = "The 6 figures your authenticator app shows now, or one of your recovery codes."


@contextmanager
def _refusing_nonsense() -> Iterator[None]:
    """A credential that cannot even be read is a wrong one, and no fault of ours."""
    try:
        yield
    except NONSENSE as why:
        raise get_adapter().validation_error("incorrect_passkey") from why


class _CodeForm(base.BaseAuthenticateForm):
    """A code of an app or a recovery code, tried no oftener than five times, spent when it is right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label, self.fields["code"].help_text = CODE, SECOND_STEP_HINT
        self.fields["code"].max_length = 40

    def clean_code(self) -> str:
        """The code. Raises ValidationError for a wrong one, ImmediateHttpResponse (429) for one try too many."""
        tries = limits.try_code(context.request, self.user)
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            self._spend(code)
        else:
            self._spent_recovery_code()
        tries.succeeded()
        return code

    def _spend(self, code: str) -> None:
        by = events.actor_of(context.request)
        if not actions.spend_code(app=self.authenticator, code=code, by=by, at=timezone.now()):
            self._emit_authentication_failed(self.authenticator)
            raise get_adapter().validation_error("incorrect_code")

    def _spent_recovery_code(self) -> None:
        by = events.actor_of(context.request)
        actions.spend_recovery_code(codes=self.authenticator, by=by, at=timezone.now())
        self.authenticator.refresh_from_db()


class SecondStepForm(_CodeForm, base.AuthenticateForm):
    """A code as the second step of a sign-in."""

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        super()._emit_authentication_failed(authenticator)
        events.sign_in_failed(context.request, self.user, method="code")


class ConfirmCodeForm(_CodeForm, base.ReauthenticateForm):
    """A code, of somebody who is signed in."""

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        super()._emit_authentication_failed(authenticator)
        events.not_confirmed(context.request, method="code")


class SecondStepPasskeyForm(webauthn.AuthenticateWebAuthnForm):
    """A passkey as the second step."""

    def clean_credential(self) -> Authenticator:
        """The passkey that was shown. Raises ValidationError, or ImmediateHttpResponse (429)."""
        tries = limits.try_code(context.request, self.user)
        with _refusing_nonsense():
            authenticator = super().clean_credential()
        tries.succeeded()
        return authenticator


class PasskeySignInForm(webauthn.LoginWebAuthnForm):
    """A passkey alone."""

    def clean_credential(self) -> Authenticator:
        """The passkey that was shown. Raises ValidationError."""
        with _refusing_nonsense():
            return super().clean_credential()


class ConfirmPasskeyForm(webauthn.ReauthenticateWebAuthnForm):
    """A passkey, of somebody who is signed in."""

    def clean_credential(self) -> Authenticator:
        """The passkey that was shown. Raises ValidationError, or ImmediateHttpResponse (429)."""
        tries = limits.try_code(context.request, self.user)
        with _refusing_nonsense():
            authenticator = super().clean_credential()
        tries.succeeded()
        return authenticator


class AddAppForm(totp.ActivateTOTPForm):
    """The first code of a new authenticator app. Its key waits in the session, sealed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        waiting = context.request.session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        if self.is_bound and waiting:
            self.secret = sealing.unseal(waiting)
        else:
            context.request.session[SECRET_SESSION_KEY] = sealing.seal(self.secret)
        self.fields["code"].label = "Code from the app"
        self.fields["code"].help_text = "6 figures"
        self.fields["code"].max_length = 40

    def clean_code(self) -> str:
        """The code. Raises ValidationError for a wrong one, ImmediateHttpResponse (429) for one try too many."""
        tries = limits.try_code(context.request, self.user)
        code: str = super().clean_code()
        tries.succeeded()
        return code


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """A new passkey, which can always sign in by itself."""

    name = forms.CharField(
        label="Name",
        help_text="For yourself, for example “Work laptop” or “Blue key”.",
        max_length=60,
        required=False,
    )
    passwordless = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].label = "Passkey"

    def clean(self) -> dict[str, Any]:
        """Everything typed and shown; the key must have asked its owner (finger, face or PIN)."""
        if isinstance(self.cleaned_data.get("credential"), dict):
            self.cleaned_data["passwordless"] = True
        with _refusing_nonsense():
            return dict(super().clean())


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label="Name", max_length=60)
