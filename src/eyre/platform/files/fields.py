"""A form field for several files at once, which works without scripts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


class FilesInput(forms.FileInput):
    """One input, several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """What was chosen, as a list; nothing chosen is an empty list. What each file is, is looked at when it is kept."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Every file that was sent."""
        sent = data if isinstance(data, list | tuple) else [data]
        chosen = [each for each in sent if each]
        if not chosen and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return chosen
