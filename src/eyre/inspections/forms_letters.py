"""What somebody adds to a letter in their own words."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from eyre.people.typed import holds_invisible

from .models import LONGEST_PARAGRAPH


class ParagraphForm(forms.Form):
    """One or more paragraphs, or nothing."""

    paragraph = forms.CharField(
        label="Your own words (optional)",
        required=False,
        max_length=LONGEST_PARAGRAPH,
        widget=forms.Textarea({"rows": 6}),
        help_text="They stand where the letter leaves room for them. An empty line begins a new paragraph. "
        "Write nothing about a person on probation.",
    )

    def clean_paragraph(self) -> str:
        """The words with plain line ends, and nothing among them that cannot be seen."""
        typed = str(self.cleaned_data["paragraph"]).replace("\r\n", "\n").strip()
        if any(holds_invisible(line) for line in typed.replace("\t", " ").split("\n")):
            raise ValidationError(
                "Your own words hold characters that cannot be seen. Type them instead of pasting them."
            )
        return typed
