"""What is asked of whoever asks for evidence, settles it, or sends it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from eyre.core.evidence.lists import LONGEST_TITLE, LONGEST_WANTED
from eyre.platform.files.fields import FilesField
from eyre.platform.files.kinds import IN_WORDS
from eyre.platform.forms import GovDateField

from .models import LONGEST_REASON


class SendForm(forms.Form):
    """By when the items that go out are due."""

    due = GovDateField(label="Last day for the provider", help_text="For example, 27 3 2027")


class AddForm(forms.Form):
    """An item of one's own."""

    title = forms.CharField(
        label="What is it called?",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Enter what it is called"},
    )
    wanted = forms.CharField(
        label="What is it to hold?",
        max_length=LONGEST_WANTED,
        widget=forms.Textarea({"rows": 5}),
        help_text="The provider reads this. Say which period, and that names of people on probation are left out.",
        error_messages={"required": "Enter what it is to hold"},
    )


class AgainForm(forms.Form):
    """What is missing, and by when."""

    prefix = "again"
    reason = forms.CharField(
        label="What is missing?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
        help_text="The provider reads this",
        error_messages={"required": "Say what is missing"},
    )
    due = GovDateField(label="New last day", help_text="For example, 27 3 2027")


class NotForm(forms.Form):
    """Why an item does not apply."""

    prefix = "not"
    reason = forms.CharField(
        label="Why does it not apply?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
        help_text="The other side reads this",
        error_messages={"required": "Say why it does not apply"},
    )


class FilesForm(forms.Form):
    """One file or several. What is in each is looked at when it is kept."""

    sent = FilesField(label="Choose one file or several", error_messages={"required": "Choose a file"})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        most = settings.EYRE_FILES_MOST_BYTES // 1_000_000
        self.fields[
            "sent"
        ].help_text = f"{IN_WORDS}; up to {most} MB each. Hold Ctrl or Command to choose several."
