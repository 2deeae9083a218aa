"""The form of the page that checks a document."""

from __future__ import annotations

from typing import Any

from django import forms

from eyre.frameworks.queries import stored_editions

from . import queries
from .uploads import MOST_BYTES, NoText, checked_text, read_upload
from .wording import DEFAULT_POLICY, load_policy, shipped_policies

_MOST_NAMES = 5_000


class KeptText(forms.CharField):
    """A text as it was typed, blanks and all; what it may not hold is said by the form, in its own words."""

    def __init__(self, **words: Any) -> None:
        super().__init__(required=False, strip=False, **words)
        self.validators = []  # Django's own refuses a NUL without saying where it stands

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What comes back into the page holds nothing that no page may hold."""
        return data.replace("\0", "\ufffd") if isinstance(data, str) else data


class ProofForm(forms.Form):
    """A document, pasted or as a file, and what it is checked by."""

    text = KeptText(
        label="Document",
        help_text="Plain text or Markdown. A file chosen below is taken in place of it.",
        widget=forms.Textarea({"rows": 14, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="Or a file (optional)",
        required=False,
        allow_empty_file=True,
        help_text=f"Plain text or Markdown, up to {MOST_BYTES // 1_000} kB (about 100,000 words).",
    )
    inspection = forms.ChoiceField(
        label="Figures of which inspection? (optional)",
        required=False,
        help_text="Words bound to its figures are checked, and figures that fit unbound words are named.",
    )
    framework = forms.ChoiceField(
        label="Framework (optional)", required=False, help_text="Ratings tables are checked by it."
    )
    policy = forms.ChoiceField(
        label="Wording policy", required=False, help_text="What words such as “almost two-thirds” may mean."
    )
    known_names = forms.BooleanField(
        label="Look for bodies that Eyre does not know",
        required=False,
        help_text="By the names of its published providers, and those below.",
    )
    names = KeptText(
        label="Names of bodies (optional)",
        help_text="One a line. Others before “PDU” or “youth justice service” are found.",
        widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
    )
    small_group = forms.IntegerField(
        label="Fewest cases that may be printed (optional)",
        required=False,
        min_value=0,
        max_value=10_000,
        widget=forms.NumberInput({"class": "govuk-input--width-5"}),
    )
    strict = forms.BooleanField(label="Warnings block signing too", required=False)

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.read_as = ""  # how a file was read, where that should be known
        editions = list(stored_editions().values_list("id", "short_title"))
        policies = [(each, load_policy(each).title) for each in shipped_policies()]
        self._offer("inspection", [("", "None"), *queries.inspections_with_figures()])
        self._offer("framework", [("", "None"), *editions])
        self._offer("policy", sorted(policies, key=lambda policy: policy[0] != DEFAULT_POLICY))

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_names(self) -> str:
        """The names without what no text holds."""
        names: str = self.cleaned_data["names"].replace("\0", "")
        if names.count("\n") > _MOST_NAMES:
            raise forms.ValidationError(f"Enter at most {_MOST_NAMES:,} names")
        return names

    def clean(self) -> dict[str, Any]:
        """The text of the file, or the one pasted; one of them must be there."""
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        try:
            cleaned["document"] = self._uploaded(file) if file else checked_text(cleaned.get("text", ""))
        except NoText as error:
            self.add_error("file" if file else "text", str(error))
        else:
            if not cleaned["document"].strip():
                self.add_error(
                    "text", "Paste a document or choose a file" if not file else "The file is empty"
                )
        return cleaned

    def _uploaded(self, file: Any) -> str:
        uploaded = read_upload(file.read(MOST_BYTES + 1))
        self.read_as = uploaded.note
        return uploaded.text
