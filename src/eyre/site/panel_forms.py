"""What is asked of whoever holds a panel: when and with whom, who came, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from eyre.core.ratings.panel import Candidate, Fault, Seat, Sitting
from eyre.platform.forms import GovDateField, Option

LONGEST = 20_000
SHORT = {"rows": 3}
SEATS = [
    ("", "Does not sit"),
    (Seat.CHAIR.value, "Chair"),
    (Seat.MEMBER.value, "Member"),
    (Seat.PRESENTING.value, "Presents the judgements"),
    (Seat.SECRETARY.value, "Takes the minutes"),
]
DECIDES = (
    "The chair and the members decide, and two of them sign. Whoever judged or examined cases may present."
)


def put_faults(form: forms.Form, faults: Iterable[Fault], prefix: str = "") -> None:
    """Put each fault beside the answer it is about, or above the form."""
    for fault in faults:
        of = f"{prefix}{fault.of}" if fault.of and f"{prefix}{fault.of}" in form.fields else fault.of
        form.add_error(of if of in form.fields else None, fault.words)


class CallForm(forms.Form):
    """When and where a panel meets, and who sits on it."""

    held_on = GovDateField(label="When does the panel meet?", help_text="For example, 27 11 2026")
    place = forms.CharField(
        label="Where? (optional)", max_length=200, required=False, help_text="A room, or “by video”"
    )
    because = forms.CharField(
        label="Why is what was decided corrected?",
        max_length=LONGEST,
        widget=forms.Textarea(SHORT),
        error_messages={"required": "Say why what was decided is corrected"},
        help_text="The decisions before stay beside the new ones, with this reason.",
    )

    def __init__(
        self,
        *args: Any,
        candidates: Mapping[str, Candidate],
        roles: Mapping[str, str],
        corrects: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if not corrects:
            del self.fields["because"]
        for who in candidates.values():
            self.fields[f"seat_{who.person}"] = forms.ChoiceField(
                label=who.name, choices=SEATS, required=False, help_text=_about(who, roles)
            )

    def seats(self) -> dict[str, Seat]:
        """The seats that were chosen, by person."""
        chosen = (
            (name, value) for name, value in self.cleaned_data.items() if name.startswith("seat_") and value
        )
        return {name.removeprefix("seat_"): Seat(value) for name, value in chosen}


def _about(who: Candidate, roles: Mapping[str, str]) -> str:
    held = roles.get(who.person, "Looks after quality")
    if who.hindered:
        return f"{held}. Cannot sit: {who.hindered}"
    return f"{held}. {'; '.join(who.worked).capitalize()}: may present, not decide" if who.worked else held


class MeetingForm(forms.Form):
    """Who came, what they declared, and the minutes."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    minutes = forms.CharField(
        label="Minutes",
        max_length=100_000,
        widget=forms.Textarea({"rows": 12}),
        help_text="What was discussed and decided. No names of people on probation.",
        error_messages={"required": "Write the minutes"},
    )

    def __init__(self, *args: Any, sittings: Iterable[Sitting], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, forms.Field] = {}
        for each in sittings:
            who, name = each.candidate.person, each.candidate.name
            fields[f"came_{who}"] = forms.BooleanField(
                label=f"{name} came", required=False, initial=bool(each.attended)
            )
            fields[f"interest_{who}"] = forms.CharField(
                label=f"Interest that {name} declared (optional)",
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea({"rows": 2}),
                initial=each.interest,
            )
            fields[f"withdrew_{who}"] = forms.BooleanField(
                label=f"{name} withdrew for it", required=False, initial=each.withdrew
            )
        self.fields = {**fields, **self.fields}


class DecideForm(forms.Form):
    """What is decided on one standard: a band, and where it differs from the proposal the ground and the reasons."""

    final = forms.ChoiceField(
        label="What does the panel decide?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the panel decides"},
    )
    ground = forms.ChoiceField(
        label="On which ground does it depart from the proposal?", widget=forms.RadioSelect, required=False
    )
    reasoning = forms.CharField(
        label="Reasons",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        help_text="Needed where the panel departs, or the rule gives no band. The provider reads them after publication: "
        "say nothing about a single case or person.",
    )

    def __init__(
        self, *args: Any, bands: Iterable[tuple[str, Any]], grounds: Iterable[tuple[str, Any]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        final, ground = self.fields["final"], self.fields["ground"]
        assert isinstance(final, forms.ChoiceField)
        assert isinstance(ground, forms.ChoiceField)
        final.choices, ground.choices = list(bands), list(grounds)
        if not ground.choices:
            del self.fields["ground"]


class SignForm(forms.Form):
    """That whoever signs has read what stands above."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    agrees = forms.BooleanField(
        label="I was there, I have read this, and it is what the panel decided",
        error_messages={"required": "Tick the box to sign"},
    )


class CancelForm(forms.Form):
    """That a panel shall really be cancelled."""

    agrees = forms.BooleanField(
        label="Cancel this panel", error_messages={"required": "Tick the box to cancel the panel"}
    )


def option(label: str, hint: str) -> Any:
    """A choice that says more, or plainly its label."""
    return Option(label, hint=hint) if hint else label
