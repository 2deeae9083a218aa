"""The forms around a sample: what is asked for, why it is drawn again, and why a case is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from eyre.cases.calculator_form import AimForm
from eyre.core.cases.listed import Specification

from .drawing import Plan

LONGEST = 500


class PlanForm(AimForm):
    """What is asked for: a precision or a number of cases, the strata, and a least number of each."""

    number = forms.IntegerField(
        label="Number of cases (optional)",
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text="Leave it empty, and it is reckoned from the precision above.",
        widget=forms.NumberInput({"class": "govuk-input--width-5"}),
    )
    by = forms.MultipleChoiceField(
        label="Strata (optional)",
        required=False,
        help_text="Each stratum gives its share of cases. Few strata are better than many: three at most.",
        widget=forms.CheckboxSelectMultiple,
    )
    floor = forms.IntegerField(
        label="Least number of cases of each stratum",
        min_value=0,
        max_value=1_000,
        help_text="0 leaves small strata their share. More leans plain percentages of the sample towards them.",
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
    )
    reserves = forms.IntegerField(
        label="Reserves of each stratum (optional)",
        required=False,
        min_value=0,
        max_value=10_000,
        help_text="Leave it empty for as many as are drawn.",
        widget=forms.NumberInput({"class": "govuk-input--width-4"}),
    )

    def __init__(self, data: Mapping[str, Any], rules: Specification, *, again: bool = False) -> None:
        super().__init__(data)
        by = self.fields["by"]
        assert isinstance(by, forms.MultipleChoiceField), "declared so above"
        by.choices = [(column.key, column.name) for column in rules.strata()]
        if again:
            self.fields["reason"] = forms.CharField(
                label="Why is it drawn again?",
                max_length=LONGEST,
                help_text="It stands on the receipt. Name nobody.",
                widget=forms.Textarea({"rows": 2}),
            )

    def clean_by(self) -> list[str]:
        """At most three: every further column multiplies the strata."""
        chosen: list[str] = self.cleaned_data["by"]
        if len(chosen) > 3:
            raise forms.ValidationError("Choose at most three columns for strata.")
        return chosen

    def plan(self) -> Plan:
        """What was asked for, once the form is valid."""
        told = self.cleaned_data
        return Plan(self.aim(), told["number"], tuple(told["by"]), told["floor"], told["reserves"])


class ReasonForm(forms.Form):
    """Why something is done that stands on a receipt."""

    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST,
        help_text="It stands on the receipt, which anybody may be given: name nobody.",
        widget=forms.Textarea({"rows": 3}),
    )


def start_of(rules: Specification) -> dict[str, object]:
    """What the form begins with: the precision that the edition of the list names."""
    return {
        "margin": rules.aim.margin,
        "confidence": f"{rules.aim.confidence / 100:g}",
        "share": 50,
        "formula": rules.aim.formula,
        "floor": 0,
    }
