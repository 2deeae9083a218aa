"""What are the lines of summary lists and task lists, and the tags that tell a state?"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

COLOURS = frozenset(
    ["blue", "green", "grey", "magenta", "orange", "pink", "purple", "red", "teal", "turquoise", "yellow"]
)


@dataclass(frozen=True, slots=True)
class Action:
    """A link beside a line; `about` says to screen readers what it acts on: "Change" "the name"."""

    text: str
    href: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A line of a summary list: what, and its value (text, or safe HTML such as a mark)."""

    key: str
    value: object
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a task list. Without `href` it cannot be started yet; a `colour` makes its status a tag."""

    title: str
    status: str
    href: str = ""
    hint: str = ""
    colour: str = ""


def tag_mark(text: str, colour: str = "blue") -> SafeString:
    """A state in words, as a tag. Raises ValueError for a colour the style sheet lacks."""
    if colour not in COLOURS:
        raise ValueError(f"no tag is {colour!r}; the colours are {', '.join(sorted(COLOURS))}")
    # Blue is the tag's own colour and has no class
    kind = "" if colour == "blue" else f" govuk-tag--{colour}"
    return format_html('<strong class="govuk-tag{}">{}</strong>', kind, text)
