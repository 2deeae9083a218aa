"""What is asked of whoever decides between answers that differ, or about what was kept apart?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from eyre.core.assessment import Form
from eyre.core.assessment.values import LONGEST
from eyre.platform.forms import Option

from .queries.journal import Rival

ANEW = "anew"
LONGEST_REASON = 2000


class DecideForm(forms.Form):
    """Which of the answers holds; words may be written anew from both. What is offered comes from the page."""

    holds = forms.ChoiceField(
        label="Which answer holds?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the answer that holds"},
    )
    words = forms.CharField(
        label="Written anew, where neither holds alone (optional)",
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 6}),
    )

    def __init__(self, *args: Any, rivals: Sequence[Rival], are_words: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [
            (each.operation, Option(short(each.value), hint=f"{each.person}, on {each.device}"))
            for each in rivals
        ]
        if are_words:
            offered.append((ANEW, Option("Neither alone: what is written below")))
            self.fields["words"].initial = "\n\n".join(str(each.value) for each in rivals if each.value)
        else:
            del self.fields["words"]
        holds = self.fields["holds"]
        assert isinstance(holds, forms.ChoiceField), "one of the answers is chosen"
        holds.choices = offered

    def clean(self) -> dict[str, Any]:
        """Words written anew are there where they are to hold."""
        told = super().clean() or {}
        if told.get("holds") == ANEW and not told.get("words", "").strip():
            self.add_error("words", "Write what holds, or choose one of the answers")
        return told


class LeaveOutForm(forms.Form):
    """Why something stays out."""

    reason = forms.CharField(
        label="Why does it stay out?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why it stays out"},
    )


def in_words(value: object) -> str:
    """An answer as people read it, whole."""
    words = {"yes": "Yes", "no": "No", "not-relevant": "Not relevant"}
    if value is None:
        return "No answer"
    if isinstance(value, dict):
        return str(value.get("text", ""))
    return words.get(value, value) if isinstance(value, str) else str(value)


def short(value: object, most: int = 200) -> str:
    """An answer as people read it, in one line."""
    words = " ".join(in_words(value).split())
    return words if len(words) <= most else f"{words[:most].rstrip()} …"


def question_of(form: Form, key: str) -> str:
    """What was asked, in the words of the form: "2.1.1 Does assessment focus …"."""
    kind, _, name = key.partition(":")
    if kind == "fact":
        fact = form.facts_by_key.get(key)
        return fact.label if fact else name
    if key == "note:case":
        return "Note on the whole case"
    ref, _, letter = name.partition("/")
    question = form.questions_by_ref.get(ref)
    if question is None:
        return {"quotation": "Quotation", "practice": "Good practice", "alert": "Alert"}.get(kind, key)
    if letter:
        asked = next((each.text for each in question.prompts if each.letter == letter), "")
        return f"{ref} {letter}) {asked}"
    return f"{'Evidence for ' if kind == 'note' else ''}{ref} {question.text}"
