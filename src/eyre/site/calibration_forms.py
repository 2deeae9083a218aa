"""What is asked of whoever writes vignettes, opens calibration sessions, or answers in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from eyre.core.assessment import AskedQuestion

ANSWERS = [("yes", "Yes"), ("no", "No"), ("not-relevant", "Not relevant")]


class KindForm(forms.Form):
    """On which form, and for which kind of case, a vignette is written."""

    on = forms.ChoiceField(
        label="On which form, and for which kind of case?",
        error_messages={"required": "Choose a form", "invalid_choice": "Choose one of the forms listed"},
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _choices(self, "on", [("", "Choose"), *offered])


class VignetteForm(forms.Form):
    """An invented case, and the questions to be answered on it."""

    title = forms.CharField(label="Title", max_length=200, error_messages={"required": "Enter a title"})
    text = forms.CharField(
        label="The case",
        max_length=50_000,
        help_text="Invented: no real person may be known from it. Tell what the file would tell.",
        widget=forms.Textarea({"rows": 14}),
        error_messages={"required": "Write the case"},
    )
    questions = forms.MultipleChoiceField(
        label="Which questions are answered on it?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one question"},
    )

    def __init__(self, *args: Any, asked: Sequence[AskedQuestion], **options: Any) -> None:
        super().__init__(*args, **options)
        _choices(self, "questions", [(each.ref, f"{each.ref} {each.text}") for each in asked])


class SessionForm(forms.Form):
    """Who assesses which vignettes."""

    title = forms.CharField(label="Title", max_length=200, error_messages={"required": "Enter a title"})
    vignettes = forms.MultipleChoiceField(
        label="Which vignettes?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one vignette"},
    )
    people = forms.MultipleChoiceField(
        label="Who assesses them?",
        help_text="Three or more. What each answers is seen by nobody else, then or later: only counts are shown.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least three people"},
    )

    def __init__(
        self,
        *args: Any,
        vignettes: Sequence[tuple[str, str]],
        people: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        _choices(self, "vignettes", vignettes)
        _choices(self, "people", people)


class AnswerForm(forms.Form):
    """What somebody answers on one vignette: each question by itself; what is left open can be answered later."""

    def __init__(
        self,
        *args: Any,
        asked: Sequence[AskedQuestion],
        held: Mapping[str, tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        for place, question in enumerate(asked):
            answer, words = held.get(question.ref, ("", ""))
            self.fields[f"answer{place}"] = forms.ChoiceField(
                label=f"{question.ref} {question.text}",
                choices=ANSWERS,
                required=False,
                initial=answer,
                help_text=question.rule,
                widget=forms.RadioSelect,
            )
            self.fields[f"words{place}"] = forms.CharField(
                label=f"Why? ({question.ref})",
                required=False,
                max_length=5000,
                initial=words,
                help_text="For yourself, and for the talk afterwards. Nobody else sees it.",
                widget=forms.Textarea({"rows": 2}),
            )

    def answers(self) -> dict[str, tuple[str, str]]:
        """What was answered, by question."""
        told = self.cleaned_data
        return {
            each.ref: (told[f"answer{place}"], told[f"words{place}"])
            for place, each in enumerate(self.asked)
            if told[f"answer{place}"]
        }


class CloseForm(forms.Form):
    """What came of a session."""

    notes = forms.CharField(
        label="What do you take from it?",
        required=False,
        max_length=20_000,
        help_text="Those who were asked read it beside the counts. Name nobody.",
        widget=forms.Textarea({"rows": 5}),
    )


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
    field.choices = list(choices)
