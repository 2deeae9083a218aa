"""What is asked of whoever opens an inspection or forms its team. What is offered comes from the page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from eyre.core.calendar import NotADate, parse_partial
from eyre.people.roles import Held, held_for
from eyre.people.typed import holds_invisible
from eyre.platform.forms import Option

from .models import Inspection, Kind

CHOOSE = ("", "Choose one")


class TeamForm(forms.Form):
    """Who joins the team, and in which role."""

    person = forms.ChoiceField(label="Person", error_messages={"required": "Choose a person"})
    role = forms.ChoiceField(
        label="Role on this inspection",
        choices=[(role.code, Option(role.name, hint=role.says())) for role in held_for(Held.INSPECTION)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role"},
    )

    def __init__(self, *args: Any, people: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "person", [CHOOSE, *people])


class OpenForm(forms.Form):
    """The least that must be known of an inspection that will be."""

    provider = forms.ChoiceField(label="Provider", error_messages={"required": "Choose a provider"})
    name = forms.CharField(
        label="Name of the inspection",
        max_length=Inspection._meta.get_field("name_as_printed").max_length,
        help_text="As the report will carry it, such as Cumbria",
        error_messages={"required": "Enter the name of the inspection"},
    )
    kind = forms.ChoiceField(
        label="Kind", choices=[CHOOSE, *Kind.choices], error_messages={"required": "Choose the kind"}
    )
    programme = forms.ChoiceField(
        label="Programme",
        help_text="It decides by which edition of the framework is inspected",
        error_messages={"required": "Choose a programme"},
    )
    fieldwork = forms.CharField(
        label="Planned fieldwork, if it is known",
        required=False,
        max_length=21,
        widget=forms.TextInput({"class": "govuk-input--width-20"}),
        help_text="As exactly as it is known: 2026, 2026-12, 2026-12-07, or two of these with a slash between",
    )

    def __init__(self, *args: Any, providers: Any = (), programmes: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "provider", [CHOOSE, *providers])
        _offer(self, "programme", [CHOOSE, *programmes])

    def clean_name(self) -> str:
        """The name, which stands in lists beside others and must not turn them round."""
        typed = str(self.cleaned_data["name"])
        if holds_invisible(typed):
            raise ValidationError(
                "Name of the inspection holds characters that cannot be seen. Type it instead of pasting it."
            )
        return typed

    def clean_fieldwork(self) -> str:
        """A date of the precision that is known."""
        typed = str(self.cleaned_data["fieldwork"])
        try:
            return parse_partial(typed).text
        except NotADate as why:
            raise ValidationError(f"Planned fieldwork: {why}") from None


def _offer(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), "offered are only choices"
    field.choices = choices
