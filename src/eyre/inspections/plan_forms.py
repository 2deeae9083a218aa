"""What is asked of whoever plans: dates, days of tasks, moves between stages, rounds and reviews."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from eyre.core.calendar import NotADate, parse_partial
from eyre.core.planning.dates import DateFault, Dates
from eyre.people.typed import holds_invisible
from eyre.platform.forms import GovDateField, Option

from .forms import CHOOSE
from .models import LONGEST_REASON, Kind, Programme
from .plan_rounds import MOST_WEEKS

Choices = Iterable[tuple[str, str]]


class DatesForm(forms.Form):
    """The three days on which every other day of a plan hangs. Once it was announced, that day is not asked."""

    announced = GovDateField(
        label="Day of the announcement", help_text="On which the provider is told. For example, 27 3 2027"
    )
    first = GovDateField(label="First day of fieldwork", help_text="For example, 3 5 2027")
    last = GovDateField(label="Last day of fieldwork", help_text="For example, 14 5 2027")

    def __init__(self, *args: Any, announced: date | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._announced = announced
        if announced is not None:
            del self.fields["announced"]

    def dates(self) -> Dates:
        """What was chosen; only of a form that is valid."""
        chosen = self.cleaned_data
        return Dates(self._announced or chosen["announced"], chosen["first"], chosen["last"])


class TaskDayForm(forms.Form):
    """Another day for one task."""

    on = GovDateField(label="Another day", help_text="For example, 27 3 2027")


class StageForm(forms.Form):
    """Where an inspection goes next, and why."""

    to = forms.ChoiceField(
        label="Where does it go?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the inspection goes"},
    )
    reason = forms.CharField(
        label="Reason (needed for a way back)",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text="Whoever works on this inspection can read it. Name nobody whose case is examined.",
    )

    def __init__(self, *args: Any, ways: Iterable[tuple[str, Option]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "to", ways)


class ProgrammeForm(forms.Form):
    """A new round of inspections."""

    title = forms.CharField(
        label="Title",
        max_length=Programme._meta.get_field("title").max_length,
        help_text="Such as PDU inspections 2027 to 2028",
        error_messages={"required": "Enter the title of the programme"},
    )
    kind = forms.ChoiceField(
        label="Kind of inspection",
        choices=[CHOOSE, *Kind.choices],
        error_messages={"required": "Choose the kind of inspection"},
    )
    edition = forms.ChoiceField(
        label="Edition of the framework",
        help_text="Every inspection of the round is judged by it",
        error_messages={"required": "Choose the edition"},
    )
    region = forms.ChoiceField(label="Only one region (optional)", required=False)
    planned_from = GovDateField(label="First fieldwork (optional)", required=False)
    planned_to = GovDateField(label="Last fieldwork (optional)", required=False)

    def __init__(self, *args: Any, editions: Choices = (), regions: Choices = (), **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "edition", [CHOOSE, *editions])
        offer(self, "region", [("", "All of England and Wales"), *regions])

    def clean_title(self) -> str:
        """The title, which stands in lists beside others and must not turn them round."""
        return visible_words("Title", self.cleaned_data["title"])


class RegionForm(forms.Form):
    """Which region a review is of; asked first, because its units follow from it."""

    region = forms.ChoiceField(label="Region", error_messages={"required": "Choose the region"})

    def __init__(self, *args: Any, regions: Choices = (), **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "region", [CHOOSE, *regions])


class ReviewForm(forms.Form):
    """What is inspected in a review of one region."""

    title = forms.CharField(label="Title of the review", max_length=200)
    units = forms.MultipleChoiceField(
        label="Delivery units to inspect",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one delivery unit"},
    )
    regional = forms.ChoiceField(
        label="Inspection of the region itself (optional)",
        required=False,
        help_text="Where the edition has one, it follows those of the units",
    )
    fieldwork = forms.CharField(
        label="Planned fieldwork, if it is known (optional)",
        required=False,
        max_length=21,
        widget=forms.TextInput({"class": "govuk-input--width-20"}),
        help_text="As exactly as it is known: 2027, 2027-03, or two of these with a slash between",
    )

    def __init__(self, *args: Any, units: Choices = (), regional: Choices = (), **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "units", units)
        offer(self, "regional", [("", "None: the region is concluded from its units"), *regional])

    def clean_title(self) -> str:
        """The title, which stands in lists beside others and must not turn them round."""
        return visible_words("Title of the review", self.cleaned_data["title"])

    def clean_fieldwork(self) -> str:
        """A date of the precision that is known."""
        try:
            return parse_partial(str(self.cleaned_data["fieldwork"])).text
        except NotADate as why:
            raise ValidationError(f"Planned fieldwork: {why}") from None


class MoveRoundForm(forms.Form):
    """By how much a round moves, and which way."""

    weeks = forms.IntegerField(
        label="By how many weeks?",
        min_value=1,
        max_value=MOST_WEEKS,
        widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    way = forms.ChoiceField(
        label="Which way?",
        choices=[("later", "Later"), ("earlier", "Earlier")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose later or earlier"},
    )

    def signed(self) -> int:
        """The weeks, negative where it moves earlier; only of a form that is valid."""
        chosen = self.cleaned_data
        return int(chosen["weeks"]) * (1 if chosen["way"] == "later" else -1)


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Let a field offer these."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), "offered are only choices"
    field.choices = list(choices)


def visible_words(label: str, typed: str) -> str:
    """The words, if all of them can be seen. Raises ValidationError."""
    if holds_invisible(typed):
        raise ValidationError(f"{label} holds characters that cannot be seen. Type it instead of pasting it.")
    return typed


def put_faults(form: forms.Form, faults: Iterable[DateFault]) -> None:
    """Put each refusal beside the field it is about, or above the form."""
    for fault in faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault.words)
