"""What can an auditor ask the record? Everything is optional; what was typed wrong is told beside its field."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from eyre.people.roles import ROLES
from eyre.platform.audit import Operation
from eyre.platform.audit.plain import LONGEST_ID, plain_id
from eyre.platform.audit.queries import values_of
from eyre.platform.audit.searching import Asked
from eyre.platform.forms import GovDateField

from .names import everybody

CHAINS = (("writes", "Acts"), ("reads", "Readings"))
STAR = "*"


class SearchForm(forms.Form):
    """A question to the record. Days are days in UTC, as the record's moments are."""

    who = forms.ChoiceField(label="Who", required=False)
    role = forms.ChoiceField(label="In the role of", required=False)
    chain = forms.ChoiceField(label="Acts or readings", required=False, choices=[("", "Both"), *CHAINS])
    operation = forms.ChoiceField(
        label="Kind of processing",
        required=False,
        choices=[("", "All"), *((each.value, each.value.capitalize()) for each in Operation)],
    )
    action = forms.ChoiceField(label="What was done", required=False)
    kind = forms.ChoiceField(label="On what kind of thing", required=False)
    subject = forms.CharField(
        label="On which",
        required=False,
        max_length=LONGEST_ID,
        help_text="The id; a star stands for any ending, as in pdu-2023*",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    since = GovDateField(label="From", required=False, help_text="The first day, in UTC")
    until = GovDateField(label="To", required=False, help_text="The last day, in UTC")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        roles = [(code, role.name) for code, role in ROLES.items()]
        self._offer("who", [("", "Everybody"), *everybody()])
        self._offer("role", [("", "Any role"), *roles, ("system", "None: a command")])
        self._offer("action", [("", "Anything"), *((each, each) for each in _plain("action"))])
        self._offer("kind", [("", "Anything"), *((each, each) for each in _plain("subject_kind"))])

        for field in self.fields.values():
            field.error_messages["invalid_choice"] = f"{field.label}: choose one from the list"

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_subject(self) -> str:
        """An id or the beginning of one; anything else would be free text in an address. Raises ValidationError."""
        typed = str(self.cleaned_data["subject"])
        try:
            return plain_id("the id", typed)
        except ValueError as why:
            raise ValidationError("An id has no spaces and is not an e-mail address") from why

    def clean(self) -> dict[str, Any]:
        """The question, if its days are in order."""
        told: dict[str, Any] = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be the first day or one after it")
        return told

    def asked(self) -> Asked:
        """What is looked for."""
        told = self.cleaned_data
        subject, is_beginning = told["subject"].removesuffix(STAR), told["subject"].endswith(STAR)
        return Asked(
            chain=told["chain"],
            actor=told["who"],
            role=told["role"],
            action=told["action"],
            operation=told["operation"],
            subject_kind=told["kind"],
            subject_id="" if is_beginning else subject,
            text=subject if is_beginning else "",
            since=_midnight(told["since"]),
            before=_midnight(told["until"], days=1),
        )


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    """The first moment of a day in UTC, or of one some days later; the calendar's last day has none after it."""
    if day is None:
        return None
    start = datetime.combine(day, time(), UTC)
    return start + timedelta(days=days) if day < date.max else None


def _plain(column: str) -> list[str]:
    """What can be asked for: what `record` never wrote is found by other means than a list."""
    return [value for value in values_of(column) if value.isprintable()]
