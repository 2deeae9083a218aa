"""What is asked of administrators and of the people they invite. Only the fields named here are ever read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html

from eyre.platform.forms import Option

from .roles import ROLES, Held, held_for
from .typed import plain_email, plain_name

INSPECTORATE, PROVIDER = "inspectorate", "provider"
LONGEST_PASSWORD = 1_000  # letters; more is an attempt to keep the machine busy


class PlainField(forms.CharField):
    """A text in a form, made plain by a function that refuses in words of its own."""

    def __init__(self, *, plain: Any, **options: Any) -> None:
        self.plain = plain
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        """The plain text. Raises ValidationError."""
        return str(self.plain(super().clean(value)))


def _name_field(label: str = "Full name") -> PlainField:
    # The rule itself says that a name is too long, so what was typed is not cut
    attrs = {"autocomplete": "off", "spellcheck": "false"}
    return PlainField(plain=plain_name, label=label, widget=forms.TextInput(attrs))


def _email_field() -> PlainField:
    hint = "One that only they read"
    widget = forms.EmailInput({"autocomplete": "off"})
    return PlainField(plain=plain_email, label="E-mail address", help_text=hint, widget=widget)


def _role_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, Option(ROLES[code].name, hint=ROLES[code].says())) for code in codes]


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    name = _name_field()
    email = _email_field()
    works_for = forms.ChoiceField(
        label="Who do they work for?",
        choices=[(INSPECTORATE, "The inspectorate"), (PROVIDER, "A provider that is inspected")],
        widget=forms.RadioSelect,
    )
    roles = forms.MultipleChoiceField(
        label="Roles for the whole inspectorate (optional)",
        help_text="Roles on one inspection are given in its team; contacts are named for their provider.",
        choices=_role_choices(role.code for role in held_for(Held.ORGANISATION)),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @property
    def is_of_provider(self) -> bool:
        """Whether they work for a provider."""
        return bool(self.cleaned_data["works_for"] == PROVIDER)


class NameForm(forms.Form):
    """Another name for somebody."""

    name = _name_field()


class EmailForm(forms.Form):
    """Another address for somebody."""

    email = _email_field()


class GiveRoleForm(forms.Form):
    """One of the roles that may be given to this person."""

    role = forms.ChoiceField(label="Which role?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = _role_choices(offered)  # type: ignore[attr-defined]


def _password_field(label: str, hint: str = "") -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": "new-password"})
    return forms.CharField(
        label=label, help_text=hint, strip=False, max_length=LONGEST_PASSWORD, widget=widget
    )


class AcceptForm(forms.Form):
    """The password of somebody who was invited. Passwords are never shown again, so both are typed anew."""

    password = _password_field("Password")
    again = _password_field("The same password again")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].help_text = password_validators_help_text_html()

    def clean(self) -> dict[str, Any]:
        """What was typed, if it is twice the same; the rules for passwords are asked by the action."""
        told: dict[str, Any] = super().clean() or {}
        if {"password", "again"} <= told.keys() and told["password"] != told["again"]:
            self.add_error("again", "The two passwords differ. Type both anew.")
        return told
