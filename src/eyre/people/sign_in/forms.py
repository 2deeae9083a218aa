"""The forms about passwords: allauth's, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as theirs
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset import request_password_reset
from django import forms
from django.http import HttpRequest

from ..models import Person
from . import events, limits
from .queries import person_of

RULE = (
    "At least 15 characters. Three or four words that do not belong together are hard to guess and easy to remember."
    " Spaces count, and you may paste."
)


def _say(form: forms.Form, name: str, label: str, hint: str = "") -> None:
    form.fields[name].label, form.fields[name].help_text = label, hint


class SignInForm(theirs.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", "E-mail address")
        _say(self, "password", "Password")
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ConfirmForm(theirs.ReauthenticateForm):
    """The password again, of somebody who is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", "Password")


class ChangePasswordForm(theirs.ChangePasswordForm):
    """The current password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", "Current password")
        _say(self, "password1", "New password", RULE)
        _say(self, "password2", "New password again")

    def clean_oldpassword(self) -> str:
        """Looked at as every other try of a password is: counted, and in the log when it is wrong."""
        typed: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, typed):
            raise get_adapter().validation_error("enter_current_password")
        return typed


class NewPasswordForm(theirs.ResetPasswordKeyForm):
    """The new password twice, of somebody who came by the link in a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password1", "New password", RULE)
        _say(self, "password2", "New password again")


class ForgottenForm(theirs.ResetPasswordForm):
    """The address a link is sent to. Strangers get a mail too, so that page and time are the same for all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "email", "E-mail address")

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send a mail. Raises ImmediateHttpResponse (429) for too many requests."""
        email: str = self.cleaned_data["email"]
        limits.try_reset(request, email)
        person: Person | None = person_of(email)
        events.reset_asked(request, person)
        if self.users:
            request_password_reset(request, email, self.users, theirs.default_token_generator)
        else:
            get_adapter().send_mail("account/email/unknown_account", email, {})
        return email
