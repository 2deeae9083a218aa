"""Which attributes does an input carry: its classes by its type, its widget's own, and none that hinder?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CLASSES = {
    "hidden": "",
    "checkbox": "govuk-checkboxes__input",
    "radio": "govuk-radios__input",
    "file": "govuk-file-upload",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "select": "govuk-select",
    "select_multiple": "govuk-textarea",  # a box that grows; govuk-select is always one line high
    "textarea": "govuk-textarea",
}
ERRORS = {
    "hidden": "",
    "checkbox": "",
    "radio": "",
    "file": "govuk-file-upload--error",
    "select": "govuk-select--error",
    "select_multiple": "govuk-textarea--error",
    "textarea": "govuk-textarea--error",
}
# Widths of GOV.UK Frontend in letters: how wide an input is tells how much is expected
WIDTHS = (2, 3, 4, 5, 10, 20)
WIDTH = "govuk-input--width-"
DATES, CODE = {"date", "time", "datetime-local", "month", "week"}, "one-time-code"
# The browser's own messages and spinners are not accessible to all; what is wrong is told by the server, in one voice
LEFT_OUT = {"required", "placeholder"}
# Numbers are text inputs here; a radio is never invalid, only its group is
NOT_FOR = {"number": {"min", "max", "step"}, "radio": {"aria-invalid"}}


def attributes(kind: str, own: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of an input of a kind (its type, or "select", "select_multiple", "textarea").

    `own` are those of its widget and of Django; they win over what the kind suggests, and classes are joined.
    """
    left_out = LEFT_OUT | NOT_FOR.get(kind, set())
    kept = {name: value for name, value in own.items() if name not in left_out}
    kept = _suggested(kind, own) | kept
    classes = f"{_classes(kind, kept)} {kept.pop('class', '')}".split()
    return ({"class": " ".join(dict.fromkeys(classes))} if classes else {}) | kept


def _classes(kind: str, kept: Mapping[str, Any]) -> str:
    base = CLASSES.get(kind, "govuk-input")
    wrong = ERRORS.get(kind, "govuk-input--error") if kept.get("aria-invalid") == "true" else ""
    width = f"{WIDTH}{number}" if (number := _width(kind, kept)) and base.startswith("govuk-input") else ""
    return f"{base} {wrong} {width}"


def _width(kind: str, kept: Mapping[str, Any]) -> int | None:
    """The letters an input has room for: from what it takes at most, unless its widget says."""
    if WIDTH in str(kept.get("class", "")) or "govuk-!-width" in str(kept.get("class", "")):
        return None
    if kind == "number" or kept.get("autocomplete") == CODE:
        return 10
    if kind in DATES:
        return 20
    longest = int(kept.get("maxlength") or 0)
    return next((width for width in WIDTHS if 0 < longest <= width), None)


def _suggested(kind: str, own: Mapping[str, Any]) -> dict[str, Any]:
    if kind in {"email", "password"}:
        return {"spellcheck": "false", "autocapitalize": "none"}
    if own.get("autocomplete") == CODE:
        return {"spellcheck": "false", "inputmode": "numeric", "autocapitalize": "none"}
    # Keyboards for decimals lack the point in some countries, so only whole numbers get one
    return {"inputmode": "numeric"} if kind == "number" and "step" not in own else {}
