"""What would be, were one thing otherwise: a form that only asks, and stores nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from django import forms

from eyre.core.cases import Answer
from eyre.core.ratings.robustness import (
    CannotChange,
    Change,
    Drop,
    Evidence,
    Flip,
    Population,
    Threshold,
    changed,
)
from eyre.site.queries.robustness import band_of, kind_in_words

NOTHING = ("", "No case is judged otherwise")
ANY = {
    "any-yes": ("Any one case judged sufficient", Answer.YES),
    "any-no": ("Any one case judged not sufficient", Answer.NO),
    "any-not-relevant": ("Any one case that is not relevant", Answer.NOT_RELEVANT),
}
INSTEAD = (
    ("yes", "Sufficient"),
    ("no", "Not sufficient"),
    ("not-relevant", "Not relevant"),
    ("out", "Left out, as if it had not been drawn"),
)
ANSWERS = {"yes": Answer.YES, "no": Answer.NO, "not-relevant": Answer.NOT_RELEVANT}


class WhatIfForm(forms.Form):
    """One case judged otherwise or left out, other cuts, another length of the list; what is left empty stays as it is."""

    question = forms.ChoiceField(label="Key question", required=False)
    case = forms.ChoiceField(label="Case", required=False)
    instead = forms.ChoiceField(label="Were it", required=False, choices=INSTEAD, widget=forms.RadioSelect)

    def __init__(self, *args: object, evidence: Evidence, with_cases: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.evidence = evidence
        self.cuts: dict[str, str] = {}
        self.lists: dict[str, str] = {}
        self._offer_cases(with_cases=with_cases)
        self._offer_cuts()
        self._offer_lists()

    def _offer_cases(self, *, with_cases: bool) -> None:
        asked = [
            (question.ref, f"{question.ref} {question.text}"[:90])
            for standard in self.evidence.edition.case_standards
            for question in standard.key_questions
            if question.ref in self.evidence.answers.questions
        ]
        _select(self.fields["question"], [("", "Choose a question"), *asked])
        named = [(case, case) for case in sorted(self.evidence.answers.cases)] if with_cases else []
        _select(self.fields["case"], [NOTHING, *((code, words) for code, (words, _) in ANY.items()), *named])

    def _offer_cuts(self) -> None:
        rule = self.evidence.edition.cases
        if rule is None:
            return
        for place, cut in enumerate(rule.scale.cuts, 1):
            band, name = rule.scale.bands[place], f"cut_{place}"
            self.cuts[name] = band
            self.fields[name] = forms.DecimalField(
                label=f"{band_of(self.evidence.edition, band)} from, in per cent",
                required=False,
                min_value=0,
                max_value=100,
                max_digits=5,
                decimal_places=2,
                widget=forms.TextInput({"class": "govuk-input--width-5", "inputmode": "decimal"}),
                help_text=f"Now {float(100 * cut.at):g}",
            )

    def _offer_lists(self) -> None:
        for place, (kind, listed) in enumerate(sorted(self.evidence.populations.items()), 1):
            self.lists[f"list_{place}"] = kind
            now = f"Now {listed}" if listed is not None else "Not known now: reckoned as a list without end"
            self.fields[f"list_{place}"] = forms.IntegerField(
                label=f"Cases on the list: {kind_in_words(kind).lower()}",
                required=False,
                min_value=1,
                max_value=1_000_000,
                widget=forms.TextInput({"class": "govuk-input--width-5", "inputmode": "numeric"}),
                help_text=now,
            )

    def clean(self) -> dict[str, object]:
        """Every change that is asked for, or what keeps it from being one."""
        told: dict[str, object] = super().clean() or {}
        self.changes: tuple[Change, ...] = ()
        if self.errors:
            return told
        try:
            self.changes = tuple(self._changes(told))
            changed(self.evidence, self.changes)
        except CannotChange as why:
            self.add_error(self._place(told), str(why))
        return told

    def _place(self, told: dict[str, object]) -> str | None:
        if told.get("case"):
            return "case"
        return next((name for name in (*self.cuts, *self.lists) if told.get(name) is not None), None)

    def _changes(self, told: dict[str, object]) -> Iterator[Change]:
        if told.get("case") or told.get("instead"):
            yield self._of_case(told)
        for name, band in self.cuts.items():
            if isinstance(per_cent := told.get(name), Decimal):
                yield Threshold(band, Fraction(per_cent) / 100)
        for name, kind in self.lists.items():
            if isinstance(cases := told.get(name), int):
                yield Population(kind, cases)

    def _of_case(self, told: dict[str, object]) -> Change:
        case, question, instead = (str(told.get(name) or "") for name in ("case", "question", "instead"))
        if not case:
            raise CannotChange("Choose which case is judged otherwise.")
        if not instead:
            raise CannotChange("Say what the case would be judged instead.")
        if not question and (instead != "out" or case in ANY):
            raise CannotChange("Choose the key question.")
        named = self._any(question, ANY[case][1]) if case in ANY else case
        return Drop(named) if instead == "out" else Flip(named, question, ANSWERS[instead])

    def _any(self, question: str, answer: Answer) -> str:
        """The first case with this answer, by name: which one it is makes no difference to the ratings."""
        answers = self.evidence.answers
        found = [
            case for case, cell in zip(answers.cases, answers.column(question), strict=True) if cell == answer
        ]
        if not found:
            raise CannotChange(f"No case has that answer to {question}.")
        return min(found)

    @property
    def is_asked(self) -> bool:
        """Whether anything is asked for at all."""
        return any(self.data.get(name) for name in self.fields)


def _select(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField), "a choice"
    field.choices = choices
