"""What is wrong with a form, in words that stand alone, and to which input does each message lead?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.core import validators
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import fields, models
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet

from .dates import DateWidget, wrong_parts

REQUIRED = forms.Field.default_error_messages["required"]
# Django's own messages name no field; read in a summary they would be about nothing
DJANGO = [
    *(
        message
        for kind in (vars(fields) | vars(models)).values()
        for message in getattr(kind, "default_error_messages", {}).values()
    ),
    *(kind.message for kind in vars(validators).values() if hasattr(kind, "message")),
]
CHOICES = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.SelectMultiple)

Faulty: TypeAlias = "forms.BaseForm | BaseFormSet[Any] | None"


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the error summary; `target` is the id of the input it leads to, "" where there is none."""

    message: str
    target: str = ""


def problems(sources: Iterable[Faulty]) -> list[Problem]:
    """Everything that is wrong, in the order of the page; what is not there or was not sent has nothing wrong."""
    return [problem for source in sources if source for problem in _problems(source)]


def messages(field: BoundField) -> list[str]:
    """The messages of a field; Django's "This field is required." and the others of Django name the field."""
    found = field.form.errors.as_data().get(field.name, []) if field.errors else []
    said = [_said(error, field) for error in found]
    return [str(message) for group in said for message in group]


def target(field: BoundField) -> str:
    """The id of the first input of a field that is to be corrected; "" for a field without ids."""
    widget, id_ = field.field.widget, field.field.widget.attrs.get("id") or field.auto_id
    if not id_ or field.is_hidden:
        return ""
    if isinstance(widget, DateWidget):
        return f"{id_}_{wrong_parts(field.value())[0]}"
    if isinstance(widget, forms.MultiWidget):
        return f"{id_}_0"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return next((option.id_for_label or "" for option in field.subwidgets), "")
    return str(widget.id_for_label(id_))


def _problems(source: forms.BaseForm | BaseFormSet[Any]) -> Iterator[Problem]:
    if isinstance(source, BaseFormSet):
        yield from (Problem(str(message)) for message in source.non_form_errors())
        for form in source.forms:
            yield from _problems(form)
    elif source.errors:
        yield from _of_form(source)


def _of_form(form: forms.BaseForm) -> Iterator[Problem]:
    # What concerns the whole form leads to its first input
    first = next((target(field) for field in form.visible_fields()), "")
    for message in form.errors.get(NON_FIELD_ERRORS, ()):
        yield Problem(str(message), first)
    for field in form.hidden_fields():
        yield from (Problem(f"{field.label}: {message}") for message in messages(field))
    for field in form.visible_fields():
        yield from (Problem(message, target(field)) for message in messages(field))


def _said(error: ValidationError, field: BoundField) -> list[str]:
    if error.message == REQUIRED:
        return [_what_to_do(field)]
    if error.message in DJANGO:
        return [
            f"{field.label}: {_inside_a_sentence(str(message).rstrip('.'))}" for message in error.messages
        ]
    return list(error.messages)


def _what_to_do(field: BoundField) -> str:
    label, widget = str(field.label), field.field.widget
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    if isinstance(widget, forms.CheckboxInput):
        return f"Tick “{label}”"
    if isinstance(widget, forms.FileInput):
        return f"Choose a file: {label}"
    return f"{'Choose' if isinstance(widget, CHOICES) else 'Enter'} {_inside_a_sentence(label)}"


def _inside_a_sentence(label: str) -> str:
    """A label without its capital, but for one that begins with initials: "email address", "PDU"."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
