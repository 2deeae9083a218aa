"""What is asked of whoever judges a standard, comments on a judgement, reads it, or answers for a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from eyre.core.frameworks import Edition, KeyQuestion, Standard
from eyre.evidence.queries import RegisterLine
from eyre.platform.forms import Option

from .exceptions import Wrong
from .models import Judgement
from .models.judgements import LONGEST_REASONING
from .queries.judgements import outcome_label
from .written import Written, field_of, outcomes

TALL, LOW = {"rows": 8}, {"rows": 4}


class JudgementForm(forms.Form):
    """The judgement of one standard. Nothing is required here: a draft may lack anything, and the action says what a
    submission lacks. `confirms` is what the rule gives for a standard rated from cases, and None for others."""

    seen = forms.RegexField(r"^\d{1,9}\.\d{1,9}$", widget=forms.HiddenInput)
    outcome = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    reasoning = forms.CharField(required=False, widget=forms.Textarea(TALL))
    evidence = forms.TypedMultipleChoiceField(
        label="Evidence relied on",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "E%(value)s is not in the register, or was withdrawn"},
    )

    def __init__(
        self,
        *args: Any,
        edition: Edition,
        standard: Standard,
        register: Iterable[RegisterLine],
        confirms: str | None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.standard, self.confirms = standard, confirms
        self._bands(edition)
        reasoning, evidence = self.fields["reasoning"], self.fields["evidence"]
        assert isinstance(evidence, forms.ChoiceField)
        evidence.choices = list(_relied(standard, register))
        if not evidence.choices:
            del self.fields["evidence"]
        if confirms is None:
            reasoning.label = f"Why is {standard.ref} {standard.title} judged so?"
            reasoning.help_text = (
                "Name evidence by its number, for example E4. Weigh strengths and weaknesses."
            )
            self._questions(edition)
        else:
            reasoning.label = "Anything to say about it (optional)"

    def _bands(self, edition: Edition) -> None:
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)
        if self.confirms is not None:
            outcome.widget = forms.HiddenInput()
            outcome.choices = [(self.confirms, self.confirms)]
            return
        outcome.label = f"The band of {self.standard.ref} {self.standard.title}"
        outcome.choices = _choices(edition, self.standard)

    def _questions(self, edition: Edition) -> None:
        for question in self.standard.key_questions:
            self.fields[field_of(question.ref, "band")] = forms.ChoiceField(
                label=f"The band of {question.ref}",
                required=False,
                choices=_choices(edition, self.standard),
                widget=forms.RadioSelect,
            )
            self.fields[field_of(question.ref, "words")] = forms.CharField(
                label=f"Why is {question.ref} judged so?", required=False, widget=forms.Textarea(LOW)
            )

    def groups(self) -> Iterator[tuple[KeyQuestion, BoundField, BoundField]]:
        """Each key question with its two answers, to be drawn beside its prompts."""
        if self.confirms is None:
            for question in self.standard.key_questions:
                yield question, self[field_of(question.ref, "band")], self[field_of(question.ref, "words")]

    def written(self) -> Written:
        """What was written, once it is valid."""
        held = self.cleaned_data
        questions = {
            question.ref: (held[band.name], held[words.name]) for question, band, words in self.groups()
        }
        return Written(held["outcome"], held["reasoning"], questions, tuple(held.get("evidence", ())))

    def was_seen(self) -> tuple[int, int]:
        """The version and the revision that stood on the page."""
        version, _, revision = self.cleaned_data["seen"].partition(".")
        return int(version), int(revision)

    def refused(self, problems: Iterable[Wrong]) -> None:
        """Put each problem beside the answer it is about."""
        for each in problems:
            self.add_error(each.field if each.field in self.fields else None, each.words)


def _choices(edition: Edition, standard: Standard) -> list[tuple[str, str]]:
    return [(each, outcome_label(edition, each)) for each in outcomes(edition, standard)]


def _relied(standard: Standard, register: Iterable[RegisterLine]) -> Iterator[tuple[int, Option]]:
    """The evidence to choose from: what speaks to this standard first, with what it shows."""
    lines = [line for line in register if not line.is_withdrawn]
    for line in sorted(lines, key=lambda line: (standard.ref not in line.standards, line.item.number)):
        shows = [
            f"{link.question_ref or link.standard_ref}: {link.get_direction_display().lower()}"
            for link in line.links
            if link.standard_ref == standard.ref
        ]
        hint = "; ".join(shows) or "Not said to speak to this standard"
        yield line.item.number, Option(f"{line.name} {line.latest.title}", hint=hint)


def seen_of(row: Judgement | None) -> str:
    """What a form was drawn from, as it carries it."""
    return f"{row.version}.{row.revision}" if row else "0.0"


def held_in(row: Judgement | None) -> dict[str, Any]:
    """What a form begins with: the judgement in force."""
    if row is None:
        return {"seen": seen_of(None)}
    told: dict[str, Any] = {"seen": seen_of(row), "outcome": row.outcome, "reasoning": row.reasoning}
    told["evidence"] = [each.evidence.item.number for each in row.evidence.all()]
    for question in row.questions.all():
        told[field_of(question.question_ref, "band")] = question.outcome
        told[field_of(question.question_ref, "words")] = question.reasoning
    return told


class CommentForm(forms.Form):
    """Something to say about a judgement."""

    prefix = "comment"
    text = forms.CharField(
        label="Your comment",
        max_length=LONGEST_REASONING,
        widget=forms.Textarea(LOW),
        error_messages={"required": "Write your comment"},
    )


class ResolveForm(forms.Form):
    """What became of a comment."""

    prefix = "resolve"
    how = forms.CharField(
        label="What became of it?",
        max_length=LONGEST_REASONING,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Say what became of it"},
    )


class ReadingForm(forms.Form):
    """Whether a second person agrees, and if not, why."""

    prefix = "reading"
    agrees = forms.ChoiceField(
        label="Do you agree with this judgement?",
        choices=[("yes", "Yes"), ("no", Option("No", hint="It goes back to its author with your words"))],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you agree"},
    )
    words = forms.CharField(
        label="Your words (needed where you do not agree)",
        required=False,
        max_length=LONGEST_REASONING,
        widget=forms.Textarea(LOW),
    )


class FactForm(forms.Form):
    """Whether something is true that limits the overall rating, and why."""

    is_true = forms.TypedChoiceField(
        label="Is it so?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is so"},
    )
    reasoning = forms.CharField(
        label="Why?",
        max_length=LONGEST_REASONING,
        widget=forms.Textarea(LOW),
        error_messages={"required": "Say why it is so"},
    )
