"""What a page with a form needs around it: `{% load eyre_forms %}`. docs/developers/pages.md shows each."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.contrib.messages import SUCCESS, get_messages
from django.forms.utils import flatatt
from django.template import Context, RequestContext
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from eyre.platform import lines
from eyre.platform.forms.errors import Faulty, problems

register = template.Library()

FOLDER = "eyre/components/"
BUTTONS = {"primary": "", "secondary": " govuk-button--secondary", "warning": " govuk-button--warning"}
BANNERS = {
    "success": ("Success", " govuk-notification-banner--success", "alert"),
    "important": ("Important", "", "region"),
    "danger": ("Danger", " eyre-banner--danger", "region"),
}


# Errors


@register.inclusion_tag(FOLDER + "error_summary.html")
def error_summary(*sources: Faulty, title: str = "There is a problem") -> dict[str, object]:
    """Everything wrong with these forms and formsets, each a link to its input; nothing where nothing is wrong."""
    return {"problems": problems(sources), "title": title}


@register.simple_tag
def error_prefix(*sources: Faulty) -> str:
    """ "Error: " for the title of a page whose forms were sent back, else nothing."""
    return "Error: " if problems(sources) else ""


# Buttons


@register.simple_tag
def button(text: str, kind: str = "primary", type: str = "submit", **attributes: str) -> SafeString:
    """A button that sends its form, once; `kind` is primary, secondary or warning.

    Other words become its attributes, `_` for the `-` that a template cannot name: `name="step" value="draft"`,
    or `type="button" data_start=""` for a script's.
    """
    return format_html(
        '<button type="{}" class="govuk-button{}" data-module="govuk-button" data-prevent-double-click="true"{}>{}</button>',
        type,
        BUTTONS[kind],
        flatatt({name.replace("_", "-"): value for name, value in attributes.items()}),
        text,
    )


@register.simple_tag
def button_link(text: str, href: str, kind: str = "primary") -> SafeString:
    """A link that looks like a button: for going somewhere, never for changing anything."""
    return format_html(
        '<a href="{}" role="button" draggable="false" class="govuk-button{}" data-module="govuk-button">{}</a>',
        href,
        BUTTONS[kind],
        text,
    )


# Banners and panels


@register.simple_block_tag
def notification_banner(content: str, kind: str = "important", title: str = "") -> SafeString:
    """What has happened (`kind="success"`, read out at once), must be known (`"important"`), or cannot wait (`"danger"`)."""
    own_title, modifier, role = BANNERS[kind]
    return format_html(
        '<div class="govuk-notification-banner{0}" role="{1}" aria-label="{2}" data-module="govuk-notification-banner">'
        '<div class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title">{2}</h2></div>'
        '<div class="govuk-notification-banner__content">{3}</div></div>',
        modifier,
        role,
        title or own_title,
        content,
    )


@register.simple_tag(takes_context=True)
def message_banners(context: Context) -> SafeString:
    """The messages of `django.contrib.messages`: what succeeded in one banner, everything else in another."""
    if not isinstance(context, RequestContext):
        return SafeString("")
    found = list(get_messages(context.request))
    groups = {
        "success": [message for message in found if message.level == SUCCESS],
        "important": [message for message in found if message.level != SUCCESS],
    }
    return mark_safe("".join(_banner(kind, group) for kind, group in groups.items() if group))


def _banner(kind: str, found: Iterable[object]) -> SafeString:
    text = format_html_join("", '<p class="govuk-notification-banner__heading">{}</p>', ((m,) for m in found))
    return notification_banner(text, kind=kind)


@register.simple_block_tag
def confirmation_panel(content: str, title: str) -> SafeString:
    """What has just been done, as the heading of the page that says so."""
    return format_html(
        '<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">{}</h1><div class="govuk-panel__body">{}</div></div>',
        title,
        content,
    )


# Lists


@register.inclusion_tag(FOLDER + "summary_list.html")
def summary_list(rows: Iterable[lines.SummaryRow]) -> dict[str, object]:
    """Facts and answers, each with its links: `lines.SummaryRow`."""
    return {"rows": list(rows)}


@register.inclusion_tag(FOLDER + "task_list.html")
def task_list(tasks: Iterable[lines.Task], name: str = "task") -> dict[str, object]:
    """What is to be done, and how far it is: `lines.Task`. A second list on a page needs a `name` of its own."""
    return {"tasks": list(tasks), "name": name}


@register.simple_tag
def tag_mark(text: str, colour: str = "blue") -> SafeString:
    """A state in words: `{% tag_mark "Draft" "grey" %}`."""
    return lines.tag_mark(text, colour)
