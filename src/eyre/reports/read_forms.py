"""The forms of published documents: taking one in, mending or rejecting a fact, saying where its facts belong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.validators import URLValidator

from eyre.core.frameworks import Edition
from eyre.core.reading import (
    AddresseeKind,
    DateKind,
    DocumentKind,
    Draft,
    Fact,
    ProviderKind,
    RatingRead,
    Role,
    StatementRead,
)
from eyre.providers.models import Kind as ProviderKinds

from .models import MOST_BYTES
from .review.comparing import State
from .review.mending import Field, fields_of, texts_of
from .storing import replaced_name

NONE = ("", "None")
MOST_TEXT = 2_000_000  # bytes of text: a report of 700 pages, and ten seconds of reading
PACKED = (b"%PDF", b"PK\x03\x04")  # what has more bytes than text
NOT_RATED = "Not rated"
KINDS = {
    DocumentKind: "kind", DateKind: "what", Role: "role", AddresseeKind: "addressee", ProviderKind: "kind",
}  # fmt: skip


class TakeInForm(forms.Form):
    """A published document, as a file or pasted, and where it comes from."""

    file = forms.FileField(
        label="File (optional)",
        required=False,
        allow_empty_file=True,
        help_text=f"Plain text, Markdown, HTML, DOCX or PDF, up to {MOST_BYTES // 1_000_000} MB (text: {MOST_TEXT // 1_000_000} MB)",
    )
    text = forms.CharField(
        label="Or its text (optional)",
        required=False,
        strip=False,
        help_text="A file chosen above is taken in place of it. Choose a file for what is longer than 2 MB.",
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
    )
    title = forms.CharField(
        label="Title (optional)",
        required=False,
        max_length=300,
        help_text="As it is printed, with its date. Left empty, the document’s own first heading is taken.",
    )
    address = forms.CharField(
        label="Address (optional)",
        required=False,
        max_length=500,
        help_text="Where everybody finds it, beginning with https://",
        validators=[URLValidator(["http", "https"], message="Enter an address that begins with https://")],
    )

    def clean_text(self) -> str:
        """The text with one kind of line ends, as a file would have it."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        """The bytes: those of the file, or of the text."""
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        content = file.read(MOST_BYTES + 1) if file else cleaned.get("text", "").encode("utf-8", "replace")
        if len(content) > MOST_BYTES:
            self.add_error("file", f"The file has more than {MOST_BYTES // 1_000_000} MB")
        elif len(content) > MOST_TEXT and not content.startswith(PACKED):
            self.add_error(
                "file", f"The text has more than {MOST_TEXT // 1_000_000} MB: take it in part by part"
            )
        elif not content.strip() and not self.errors:
            self.add_error("file", "Choose a file, or paste a text" if not file else "The file is empty")
        cleaned["content"], cleaned["name"] = content, file.name if file else "pasted.txt"
        return cleaned


class MendForm(forms.Form):
    """The fields of one fact, as they stand now. What was typed is judged by the rules of the review."""

    def __init__(
        self, data: Any, fact: Fact, now: Fact, draft: Draft, editions: Mapping[str, Edition]
    ) -> None:
        super().__init__(data, initial=texts_of(now), prefix="mend")
        bands = _bands(fact, draft, editions)
        for field in fields_of(fact):
            self.fields[field.name] = _input(field, fact, draft, editions, bands)

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: self.cleaned_data[name] for name in self.fields}

    def refuse(self, words: Mapping[str, str]) -> None:
        """Put what the rules say beside the fields it is about."""
        for name, why in words.items():
            self.add_error(name if name in self.fields else None, why)


def _input(
    field: Field, fact: Fact, draft: Draft, editions: Mapping[str, Edition], bands: Iterable[str]
) -> forms.Field:
    words: dict[str, Any] = {"label": field.label, "help_text": field.hint, "required": False}
    if choices := _choices(field, fact, draft, editions, bands):
        return forms.ChoiceField(choices=choices, **words)
    if field.long:
        return forms.CharField(widget=forms.Textarea({"rows": 5}), max_length=5_000, **words)
    return forms.CharField(max_length=300, **words)


def _choices(
    field: Field, fact: Fact, draft: Draft, editions: Mapping[str, Edition], bands: Iterable[str]
) -> list[tuple[str, str]]:
    """What a field offers; nothing for a field that takes any text."""
    if field.name == "provider":
        return [
            NONE,
            *((each.id, f"{each.name} ({each.kind.value or 'kind not known'})") for each in draft.providers),
        ]
    if field.name == "edition":
        return [NONE, *((id, f"{each.title} ({id})") for id, each in editions.items())]
    if field.name == "rating":
        return [("", "Choose one"), *((band, band) for band in bands)]
    for kind, name in KINDS.items():
        value = getattr(fact, name, None)
        if name == field.name and isinstance(value, kind):
            named = dict(ProviderKinds.choices) if kind is ProviderKind else {}
            return [(e.value, named.get(e.value, _say(e.value))) for e in kind]
    return []


def _say(code: str) -> str:
    return code.replace("_", " ").capitalize() or "Not known"


def _bands(fact: Fact, draft: Draft, editions: Mapping[str, Edition]) -> list[str]:
    """The ratings that fit: of the table's edition where that is known; an overall rating is always a band."""
    if not isinstance(fact, RatingRead | StatementRead):
        return []
    tables = [t for t in draft.tables if fact in (t.overall, *t.ratings)]
    among = [editions[t.edition] for t in tables if t.edition in editions] or list(editions.values())
    bands = list(dict.fromkeys(band.label for edition in among for band in edition.bands))
    is_overall = not (fact.ref if isinstance(fact, RatingRead) else fact.standard)
    return bands if is_overall and isinstance(fact, RatingRead) else [*bands, NOT_RATED]


class RejectForm(forms.Form):
    """Why a fact is not to be kept."""

    reason = forms.CharField(
        label="Why is it rejected?",
        max_length=1_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why the fact is rejected"},
    )


class BelongingForm(forms.Form):
    """To which inspection the facts about each body belong."""

    def __init__(self, data: Any, plan: Any) -> None:
        super().__init__(data, initial={body.provider.id: body.chosen for body in plan.bodies})
        for body in plan.bodies:
            self.fields[body.provider.id] = forms.ChoiceField(
                label=body.provider.name, choices=body.options, required=False, help_text=body.why
            )


class StoreForm(forms.Form):
    """The differences in which the document is to win, and the choices that the shown plan was made by."""

    def __init__(self, data: Any, plan: Any) -> None:
        super().__init__(data)
        for body in plan.bodies:
            self.fields[body.provider.id] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=body.chosen
            )
        offered = [
            (replaced_name(body, each), f"{body.provider.name if body.provider else 'The document'}, {each.item.id}: {each.item.words} in place of {each.held}")
            for body in plan.every
            for each in body.planned
            if each.state is State.DIFFERS
        ]  # fmt: skip
        if offered:
            self.fields["replace"] = forms.MultipleChoiceField(
                label="Where an earlier document said something else: take this one’s?",
                help_text="What you do not tick stays as it is.",
                choices=offered,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
