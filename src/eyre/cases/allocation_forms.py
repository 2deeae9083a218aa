"""What is asked of whoever shares out cases, plans interviews, opens a key or says whom they know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from eyre.cases.minutes import minutes_for
from eyre.cases.models.inspectors import Special
from eyre.cases.queries.keys import PURPOSES
from eyre.core.calendar import say_day
from eyre.core.planning import Pattern
from eyre.platform.forms import GovDateField

CHOOSE = ("", "Choose one")
MOST_STARTS = 16
LONGEST_REASON = 500
NARROW = {"class": "govuk-input--width-4"}


def _offer(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField), "offered are only choices"
    field.choices = choices


def _whole(label: str, most: int, least: int = 0, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput(NARROW),
        error_messages={
            "invalid": f"{label}: enter a whole number",
            "min_value": f"{label}: enter {least} or more",
            "max_value": f"{label}: enter {most} or less",
        },
        **options,
    )


class MinutesForm(forms.Form):
    """The minutes a case of each kind takes, and the digest of the proposal that was looked at."""

    def __init__(self, *args: Any, kinds: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.kinds = kinds
        for kind in kinds:
            words = kind.replace("_", " ").replace("-", " ")
            self.fields[self.name_of(kind)] = _whole(
                f"Minutes for a case of the kind: {words}", 24 * 60, 1, initial=minutes_for(kind)
            )

    @staticmethod
    def name_of(kind: str) -> str:
        """The name of the field for a kind."""
        return f"minutes-{kind}"

    def said(self) -> dict[str, int]:
        """The minutes by kind."""
        return {kind: int(self.cleaned_data[self.name_of(kind)]) for kind in self.kinds}


class HandOverForm(forms.Form):
    """Who gets a case, why, and whether despite what the rules say."""

    inspector = forms.ChoiceField(label="Inspector", error_messages={"required": "Choose an inspector"})
    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text="Stays with the case. Do not name the person it is about.",
        error_messages={"required": "Say why the case changes hands"},
    )
    despite = forms.BooleanField(
        label="Do it although the rules object, because they have no time left or lack a specialism",
        required=False,
    )

    def __init__(self, *args: Any, people: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "inspector", [CHOOSE, *people])


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text="Do not name the person the case is about.",
        error_messages={"required": "Say why"},
    )


class SpecialismsForm(forms.Form):
    """What somebody knows more of than others."""

    specials = forms.MultipleChoiceField(
        label="Specialisms",
        required=False,
        choices=Special.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="They hold wherever this person inspects",
    )


class TimeForm(forms.Form):
    """On which days somebody has time for this inspection, and how much of each."""

    days = forms.MultipleChoiceField(
        label="Days for cases and interviews", required=False, widget=forms.CheckboxSelectMultiple
    )
    minutes_a_day = _whole("Minutes of each of these days for cases", 24 * 60)

    def __init__(self, *args: Any, days: Sequence[date] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "days", [(day.isoformat(), f"{day:%A} {say_day(day)}") for day in days])

    def chosen(self) -> list[date]:
        """The days that were ticked."""
        return [date.fromisoformat(day) for day in self.cleaned_data["days"]]


class KnowsForm(forms.Form):
    """What somebody on the team knows of what is inspected: an office, a practitioner or the person of a case."""

    what = forms.ChoiceField(label="What do you know?", error_messages={"required": "Choose what you know"})

    def __init__(self, *args: Any, offered: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "what", [CHOOSE, *offered])

    def kind_and_code(self) -> tuple[str, str]:
        """What it is, and its code."""
        kind, _, code = str(self.cleaned_data["what"]).partition(":")
        return kind, code


class KeyForm(forms.Form):
    """What a key is opened for."""

    purpose = forms.ChoiceField(
        label="What do you open it for?",
        choices=list(PURPOSES.items()),
        widget=forms.RadioSelect,
        help_text="It is written down with your name",
        error_messages={"required": "Choose what you open it for"},
    )


class PatternForm(forms.Form):
    """How a day of interviews looks, and whether all are planned anew."""

    starts = forms.CharField(
        label="Times at which an interview may begin",
        max_length=200,
        help_text="With commas between: 09:30, 11:00, 13:30, 15:00",
        error_messages={"required": "Enter the times at which an interview may begin"},
    )
    minutes = _whole("Minutes of an interview", 480, 1)
    travel = _whole("Minutes of travel between two offices", 480)
    at_most = _whole("Interviews of one practitioner at most", 20)
    a_day = _whole("Interviews of one inspector on a day at most", 20)
    anew = forms.BooleanField(
        label="Plan anew also those that have a time, unless they were moved by hand or held", required=False
    )

    def clean_starts(self) -> tuple[time, ...]:
        """The times, each once, in order."""
        typed = [part.strip() for part in str(self.cleaned_data["starts"]).replace(";", ",").split(",")]
        wrong = [part for part in typed if _time(part) is None]
        if wrong:
            raise ValidationError(
                f"Times at which an interview may begin: “{wrong[0][:20]}” is no time. Write 09:30."
            )
        if len(typed) > MOST_STARTS:
            raise ValidationError(f"Times at which an interview may begin: enter {MOST_STARTS} or fewer.")
        return tuple(sorted({found for part in typed if (found := _time(part))}))

    def pattern(self) -> Pattern:
        """The pattern as the rule takes it."""
        said = self.cleaned_data
        return Pattern(said["starts"], said["minutes"], said["travel"], said["at_most"], said["a_day"])

    @staticmethod
    def initial_of(pattern: Pattern) -> dict[str, object]:
        """The pattern as it stands in the form."""
        return {
            "starts": ", ".join(f"{start:%H:%M}" for start in pattern.starts),
            "minutes": pattern.minutes,
            "travel": pattern.travel,
            "at_most": pattern.at_most,
            "a_day": pattern.a_day,
        }


class MoveForm(forms.Form):
    """When and where an interview is held instead."""

    day = GovDateField(label="Day", help_text="For example, 5 10 2026")
    clock = forms.CharField(
        label="Time",
        max_length=5,
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
        help_text="For example, 09:30",
        error_messages={"required": "Enter the time"},
    )
    place = forms.CharField(label="Place (optional)", max_length=200, required=False)
    despite = forms.BooleanField(label="Do it although the rules object", required=False)

    def clean_clock(self) -> time:
        """A time of the day."""
        found = _time(str(self.cleaned_data["clock"]))
        if found is None:
            raise ValidationError("Time: write hours and minutes, such as 09:30.")
        return found

    def starts(self) -> datetime:
        """The moment, by the clock of the office."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"]))


def _time(typed: str) -> time | None:
    """The time of “9:30” or “09.30”; None where it is none."""
    hours, _, minutes = typed.replace(".", ":").partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and len(hours) <= 2 and len(minutes) == 2):
        return None
    return time(int(hours), int(minutes)) if int(hours) < 24 and int(minutes) < 60 else None
