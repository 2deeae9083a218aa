"""What is asked of whoever looks after quality, freezes answers, or answers an alert."""

from __future__ import annotations

from typing import Any

from django import forms

from eyre.cases.queries.quality import FINE, REOPENED, TO_ASSESS_AGAIN, TO_REVIEW
from eyre.platform.forms import Option

LONGEST = 5000
SHORTER = {"rows": 4}


class DipForm(forms.Form):
    """How many completed cases are drawn, what for, and by which seed."""

    purpose = forms.ChoiceField(
        label="What are they drawn for?",
        choices=[
            (TO_REVIEW, Option("To review", hint="You look at what the assessor wrote")),
            (
                TO_ASSESS_AGAIN,
                Option("To be assessed again", hint="By somebody who does not see the first"),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they are drawn for"},
    )
    size = forms.IntegerField(
        label="How many cases?",
        widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"required": "Enter how many cases", "invalid": "Enter how many cases as a number"},
    )
    seed = forms.CharField(
        label="Seed",
        max_length=200,
        help_text="Any words or number; today’s date will do. Eyre adds chance of its own, so that nobody can choose: the whole "
        "seed stands on the receipt, and with it anybody can draw the same cases again.",
        error_messages={"required": "Enter a seed"},
    )


class AskForm(forms.Form):
    """Who assesses a case again."""

    assessor = forms.ChoiceField(
        label="Who assesses this case again?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who assesses it again"},
    )

    def __init__(self, *args: Any, people: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["assessor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = people


class ReviewForm(forms.Form):
    """What a review came to."""

    outcome = forms.ChoiceField(
        label="What did you find?",
        choices=[
            (FINE, "Nothing to change"),
            (
                REOPENED,
                Option("Something to change", hint="The assessment is reopened for its assessor"),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you found"},
    )
    notes = forms.CharField(
        label="Notes",
        required=False,
        max_length=LONGEST,
        help_text="The assessor reads them. Where you reopen the assessment, say why.",
        widget=forms.Textarea(SHORTER),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("outcome") == REOPENED and not str(told.get("notes", "")).strip():
            self.add_error("notes", "Say why the assessment is reopened")
        return told


class ReasonForm(forms.Form):
    """Why something that was closed is opened again."""

    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST,
        widget=forms.Textarea(SHORTER),
        error_messages={"required": "Say why"},
    )


class DoneForm(forms.Form):
    """What was done about an alert."""

    what = forms.CharField(
        label="What was done?",
        max_length=LONGEST,
        help_text="Who was told, when, and what they do now. No names of people on probation.",
        widget=forms.Textarea(SHORTER),
        error_messages={"required": "Say what was done"},
    )


class FreezeForm(forms.Form):
    """That whoever freezes has read what follows from it."""

    agrees = forms.BooleanField(
        label="I have read this, and the answers shall not change any more",
        error_messages={"required": "Tick the box to freeze the answers"},
    )


class DecideForm(forms.Form):
    """One difference between two assessments: which answer holds, and why."""

    value = forms.ChoiceField(
        label="Which answer holds?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which answer holds"},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why this answer holds"},
    )

    def __init__(self, *args: Any, choices: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["value"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class WithdrawForm(forms.Form):
    """Why a second assessment is withdrawn."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        max_length=LONGEST,
        help_text="Say no more than is needed: that somebody is away is enough, an illness is theirs to tell.",
        widget=forms.Textarea(SHORTER),
        error_messages={"required": "Say why the second assessment is withdrawn"},
    )
