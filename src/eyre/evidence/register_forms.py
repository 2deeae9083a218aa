"""What is asked of whoever puts evidence into the register, changes it, links it or withdraws it."""

from __future__ import annotations

from typing import Any

from django import forms

from eyre.core.frameworks import Edition
from eyre.platform.files.kinds import IN_WORDS
from eyre.platform.forms import GovDateField, Option

from .models import Direction, EvidenceKind
from .models.register import LONGEST_TEXT, LONGEST_TITLE
from .told import Speaks, Told

LONGEST_OPTION = 90  # characters of a question in a list to choose from
DIRECTIONS = (
    (Direction.STRENGTH, "Strength"),
    (Direction.WEAKNESS, "Weakness"),
    (Direction.NEUTRAL, Option("Neither", hint="It says something about it, and counts for neither")),
)


def places(edition: Edition) -> list[tuple[str, Any]]:
    """Every standard with its key questions, to choose what evidence speaks to."""
    found: list[tuple[str, Any]] = [("", "Choose a standard or a key question")]
    for standard in edition.standards:
        name = f"{standard.ref} {standard.title}"
        asked = [(f"{standard.ref}/{q.ref}", _cut(f"{q.ref} {q.text}")) for q in standard.key_questions]
        found.append((name, [(f"{standard.ref}/", f"{name}, as a whole"), *asked]))
    return found


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_OPTION else f"{words[:LONGEST_OPTION].rsplit(' ', 1)[0]} …"


def speaks_of(place: str, direction: str) -> Speaks:
    """What was chosen, as a link."""
    standard, _, question = place.partition("/")
    return Speaks(standard, question, direction)


class EvidenceForm(forms.Form):
    """One piece of evidence."""

    kind = forms.ChoiceField(
        label="What kind of evidence is it?",
        choices=[("", "Choose a kind"), *EvidenceKind.choices],
        error_messages={"required": "Choose what kind of evidence it is"},
    )
    title = forms.CharField(
        label="What is it called?",
        max_length=LONGEST_TITLE,
        help_text="A few words by which everybody knows it again",
        error_messages={"required": "Enter what it is called"},
    )
    source = forms.CharField(
        label="Where does it come from?",
        max_length=LONGEST_TITLE,
        help_text="Who said it, who wrote it, or what was looked at. No names of people on probation.",
        error_messages={"required": "Enter where it comes from"},
    )
    held_on = GovDateField(
        label="When was it heard, read or seen?",
        help_text="For example, 27 3 2027",
        error_messages={"required": "Enter the day on which it was heard, read or seen"},
    )
    text = forms.CharField(
        label="What does it say? (optional where a file is attached)",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 8}),
    )
    file = forms.FileField(label="Attach a file (optional)", required=False, help_text=IN_WORDS)

    def told(self) -> Told:
        """What was said, once it is valid."""
        held = self.cleaned_data
        return Told(held["kind"], held["title"], held["source"], held["held_on"], held["text"])


class AddEvidenceForm(EvidenceForm):
    """A new piece of evidence, with the first thing it speaks to."""

    speaks_to = forms.ChoiceField(
        label="What does it speak to? (optional)",
        required=False,
        help_text="More can be said on the next page",
    )
    direction = forms.ChoiceField(
        label="What does it show there? (optional)",
        choices=DIRECTIONS,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["speaks_to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = places(edition)

    def clean(self) -> dict[str, Any]:
        held = super().clean() or {}
        if held.get("speaks_to") and not held.get("direction"):
            self.add_error("direction", "Choose whether it shows a strength, a weakness, or neither")
        if held.get("direction") and not held.get("speaks_to"):
            self.add_error("speaks_to", "Choose what it speaks to")
        return held

    def speaks(self) -> tuple[Speaks, ...]:
        """What it speaks to, once it is valid."""
        place, direction = self.cleaned_data["speaks_to"], self.cleaned_data["direction"]
        return (speaks_of(place, direction),) if place else ()


class ChangeEvidenceForm(EvidenceForm):
    """A piece of evidence said otherwise; `seen` is the version on the page."""

    drop_file = forms.BooleanField(label="Take the attached file away", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class LinkForm(forms.Form):
    """What else a piece of evidence speaks to."""

    prefix = "link"
    speaks_to = forms.ChoiceField(
        label="What else does it speak to?",
        error_messages={"required": "Choose a standard or a key question"},
    )
    direction = forms.ChoiceField(
        label="What does it show there?",
        choices=DIRECTIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it shows a strength, a weakness, or neither"},
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["speaks_to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = places(edition)

    def speaks(self) -> Speaks:
        """What was chosen, once it is valid."""
        return speaks_of(self.cleaned_data["speaks_to"], self.cleaned_data["direction"])


class WithdrawEvidenceForm(forms.Form):
    """Why a piece of evidence is withdrawn."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        max_length=2_000,
        widget=forms.Textarea({"rows": 4}),
        help_text="It stays in the register, marked; judgements that rely on it are named under consistency.",
        error_messages={"required": "Say why it is withdrawn"},
    )
