"""The forms around a case list: the upload itself, and the seed of its sample."""

from __future__ import annotations

from django import forms


class ListForm(forms.Form):
    """An upload."""

    file = forms.FileField(
        label="The case list",
        help_text="CSV, XLSX or ODS, with one sheet and a header in its first row.",
        allow_empty_file=True,
        max_length=1_000,
        widget=forms.FileInput({"accept": ".csv,.tsv,.txt,.xlsx,.ods"}),
    )


class SeedForm(forms.Form):
    """What the draw hangs on, said before the list is known."""

    seed = forms.CharField(
        label="Seed",
        help_text="A sentence, or what a die showed. It stands on the receipt, so it names nobody.",
        min_length=8,
        max_length=200,
    )
