"""What is asked of whoever declares or ends an interest, or names a contact. What is offered comes from the page."""

from __future__ import annotations

from typing import Any

from django import forms

from eyre.people.roles import Held, held_for

from .models import EndReason, InterestKind

LONGEST_NOTE = 1_000  # letters
CHOOSE = ("", "Choose one")


class InterestForm(forms.Form):
    """In which provider somebody has an interest, and of what kind it is."""

    provider = forms.ChoiceField(label="Provider", error_messages={"required": "Choose a provider"})
    kind = forms.ChoiceField(
        label="What connects you with it?",
        choices=InterestKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what connects you with the provider"},
    )
    note = forms.CharField(
        label="In a few words, if it helps",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
        help_text="Name nobody but yourself. Operations officers and quality leads can read this. "
        "Needed for “Something else”.",
    )

    def __init__(self, *args: Any, providers: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "provider", [CHOOSE, *providers])

    def clean(self) -> dict[str, Any]:
        """Something else needs to be said in words."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == InterestKind.OTHER and not cleaned.get("note", "").strip():
            self.add_error("note", "Say in a few words what the interest is")
        return cleaned


class EndInterestForm(forms.Form):
    """Why an interest ends."""

    reason = forms.ChoiceField(
        label="Why does it end?",
        choices=EndReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why the interest ends"},
    )


class ContactForm(forms.Form):
    """Who speaks for a provider, and in which role."""

    person = forms.ChoiceField(
        label="Person",
        help_text="Only people whose account is of a provider",
        error_messages={"required": "Choose a person"},
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[(role.code, role.name) for role in held_for(Held.PROVIDER)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role"},
    )

    def __init__(self, *args: Any, people: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "person", [CHOOSE, *people])


def _offer(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), "offered are only choices"
    field.choices = choices
