"""What the templates of forms, fields and widgets ask; pages use `eyre_forms`."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from eyre.platform.forms import errors
from eyre.platform.forms.attributes import attributes

register = template.Library()

PARTS = {"day": "Day", "month": "Month", "year": "Year"}
KINDS = {"django/forms/widgets/date.html": "Date", "django/forms/widgets/time.html": "Time"}


@register.simple_tag
def widget_attributes(widget: dict[str, Any], kind: str = "") -> SafeString:
    """The attributes of a widget, with the classes its kind needs."""
    hint = {"aria-describedby": option_hint_id(widget)} if getattr(widget.get("label"), "hint", "") else {}
    return flatatt(attributes(kind or widget["type"], widget["attrs"] | hint))


@register.filter
def option_hint_id(option: dict[str, Any]) -> str | None:
    """The id of the hint beneath a choice; None for a form without ids."""
    return f"{id_}_hint" if (id_ := option["attrs"].get("id")) else None


@register.filter
def messages(field: BoundField) -> list[str]:
    """What is wrong with a field."""
    return errors.messages(field)


@register.filter
def is_tick_box(field: BoundField) -> bool:
    """Is the field one box to tick, whose label stands beside it?"""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def part_name(subwidget: dict[str, Any], number: int) -> str:
    """The word over one of several inputs of a field: what its name ends in, its kind, or its number."""
    kind = KINDS.get(subwidget["template_name"], f"Part {number}")
    return PARTS.get(subwidget["name"].rpartition("_")[2], kind)
