"""The form of the calculator: how many cases are there, and how precise shall it be?"""

from __future__ import annotations

from django import forms

from eyre.core.sampling import Aim, Formula

LEVELS = [("0.8", "80%"), ("0.9", "90%"), ("0.95", "95%"), ("0.99", "99%")]
FORMULAS = [
    (Formula.COCHRAN.value, "Cochran: N·n0 / (N + n0 − 1)"),
    (Formula.KAUERMANN.value, "Kauermann and Küchenhoff: P(1−P) / (e²/z² + P(1−P)/N)"),
]
MOST = 100_000_000


class AimForm(forms.Form):
    """How precise a sample shall be."""

    margin = forms.DecimalField(
        label="Margin, in percentage points",
        min_value=0.1,
        max_value=50,
        decimal_places=1,
        help_text="How far off, either way, a share may be.",
        widget=forms.NumberInput({"class": "govuk-input--width-4"}),
    )
    confidence = forms.ChoiceField(
        label="Confidence",
        choices=LEVELS,
        help_text="How often the share of all cases lies within the margin.",
    )
    share = forms.IntegerField(
        label="Share expected, in per cent",
        min_value=1,
        max_value=99,
        help_text="50 asks for most cases, and is right where nothing is known.",
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
    )
    formula = forms.ChoiceField(label="Formula, rounded up", choices=FORMULAS)

    def aim(self) -> Aim:
        """What was asked for, once the form is valid."""
        told = self.cleaned_data
        return Aim(
            float(told["confidence"]),
            float(told["margin"]) / 100,
            told["share"] / 100,
            Formula(told["formula"]),
        )


class CalculatorForm(AimForm):
    """What a plan for a sample starts from."""

    cases = forms.IntegerField(
        label="Cases on the list",
        min_value=1,
        max_value=MOST,
        help_text="How many could be drawn, after exclusions.",
        widget=forms.NumberInput({"class": "govuk-input--width-5"}),
    )
    field_order = ("cases",)


START = {"cases": 600, "margin": 5, "confidence": "0.8", "share": 50, "formula": Formula.COCHRAN.value}
