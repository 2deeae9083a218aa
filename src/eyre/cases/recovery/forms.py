"""The form by which a rescue file is taken in."""

from __future__ import annotations

from django import forms
from django.conf import settings

MEGABYTE = 1_000_000


class RescueForm(forms.Form):
    """The file from the device, the private half of the recovery key, and the passphrase it is kept under."""

    file = forms.FileField(
        label="Rescue file",
        help_text=(
            f"As the device saved it: eyre-rescue-….json, up to {settings.EYRE_FILES_MOST_BYTES // MEGABYTE} MB here. "
            "A larger one is taken in by the command: eyre rescue."
        ),
        error_messages={"required": "Choose the rescue file", "empty": "The rescue file is empty"},
    )
    key = forms.FileField(
        label="Recovery key",
        help_text="The file that eyre recovery-key make wrote. It is used for this once and kept nowhere.",
        error_messages={"required": "Choose the file of the recovery key", "empty": "The key file is empty"},
    )
    passphrase = forms.CharField(
        label="Passphrase of the recovery key",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type the passphrase of the recovery key"},
    )
