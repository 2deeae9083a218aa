"""A date in three inputs: day, month and year, or a whole date as YYYY-MM-DD under the field's own name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date

PARTS = ("day", "month", "year")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
LETTERS = {"day": 2, "month": 2, "year": 4}


class DateWidget(forms.MultiWidget):
    """Three inputs, named `<name>_day`, `<name>_month` and `<name>_year`."""

    template_name = "eyre/forms/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput({"inputmode": "numeric"}) for part in PARTS}, attrs)

    def decompress(self, value: Any) -> list[str]:
        """The three parts of a date; a text that is no date stands in the first, so that it is not lost."""
        if isinstance(value, str):
            value = _iso(value) or value
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return [str(value or ""), "", ""]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """What was typed into the three inputs, or the parts of a whole date under the field's own name."""
        if whole := (data.get(name) or ""):
            return self.decompress(whole)
        typed = super().value_from_datadict(data, files, name)
        return [str(part or "") for part in typed]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Is there neither a whole date nor any part of one?"""
        return name not in data and super().value_omitted_from_data(data, files, name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each input with its word and its width; only the parts that are wrong are marked as wrong."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        wrong = wrong_parts(value) if widget["attrs"].get("aria-invalid") else ()
        for number, (part, subwidget) in enumerate(zip(PARTS, widget["subwidgets"], strict=True)):
            subwidget["part"] = part.capitalize()
            _mend(subwidget["attrs"], part, number in wrong)
        return context


def _mend(attrs: dict[str, Any], part: str, is_wrong: bool) -> None:
    attrs["class"] = f"govuk-date-input__input govuk-input--width-{LETTERS[part]}"
    attrs.pop("aria-describedby", None)
    if not is_wrong:
        attrs.pop("aria-invalid", None)
    if attrs.get("autocomplete") == "bday":
        attrs["autocomplete"] = f"bday-{part}"


class GovDateField(forms.Field):
    """A date, typed in three parts. The month may be a word ("March", "mar"); the year has four digits."""

    widget = DateWidget
    default_error_messages = {
        "incomplete": "%(label)s must include a %(missing)s",
        "invalid": "%(label)s must be a real date, such as 27 3 2023",
    }

    def to_python(self, value: Any) -> date | None:
        """The date that was typed, or None where nothing was. Raises ValidationError for anything else."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        parts = [part.strip() for part in (value if isinstance(value, (list, tuple)) else _split(value))]
        if not any(parts):
            return None
        if _is_whole(parts):
            raise self._refused("invalid")
        if missing := [part for part, typed in zip(PARTS, parts, strict=True) if not typed]:
            raise self._refused("incomplete", missing=" and ".join(missing))
        if (found := _read(parts)) is None:
            raise self._refused("invalid")
        return found

    def _refused(self, code: str, **words: str) -> ValidationError:
        params = {"label": self.label or "The date", **words}
        return ValidationError(self.error_messages[code], code=code, params=params)


def wrong_parts(value: Any) -> tuple[int, ...]:
    """The places of the parts to correct: those left out, or all where none or every part was left out."""
    typed: Sequence[Any] = value if isinstance(value, (list, tuple)) else ()
    missing = tuple(number for number, part in enumerate(typed) if not str(part or "").strip())
    some = 0 < len(missing) < len(PARTS) and not _is_whole(typed)
    return missing if some else tuple(range(len(PARTS)))


def _is_whole(parts: Sequence[Any]) -> bool:
    """Is this a whole date that was none, standing where a day belongs?"""
    return len(str(parts[0] or "").strip()) > LETTERS["day"]


def _split(value: str) -> list[str]:
    return DateWidget().decompress(value)


def _read(parts: Sequence[str]) -> date | None:
    day, month, year = parts
    number = str(MONTHS.index(word) + 1) if (word := month[:3].casefold()) in MONTHS else month
    if not (len(year) == 4 and all(part.isascii() and part.isdigit() for part in (day, number, year))):
        return None
    return _iso(f"{year}-{number}-{day}")


def _iso(text: str) -> date | None:
    """The date of a text YYYY-MM-DD; None where it is none, or none that exists."""
    try:
        return parse_date(text.strip())
    except ValueError:
        return None
