"""Radio groups of the Design System, drawn once for each answer they can show.

A case form holds eighty of them, and drawing is its whole budget (docs/developers/forms.md has the measurement): each
group is made once per form and answer, and a page only picks which to join.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

NOT_YET = ""
ANSWER_WORDS = (("yes", "Yes"), ("no", "No"), ("not-relevant", "Not relevant"), (NOT_YET, "Not answered yet"))


@dataclass(frozen=True, slots=True)
class Group:
    """One radio group: its drawing for every value it may have, and around it an opening that may be hidden."""

    key: str
    shown: str
    hidden: str
    by_value: dict[str, str]
    end: str

    def draw(self, value: object, is_out: bool, between: str = "") -> str:
        """The group with this value; `between` stands after the radios: rivals, a mistake."""
        radios = self.by_value.get(value if isinstance(value, str) else NOT_YET) or self.by_value[NOT_YET]
        return f"{self.hidden if is_out else self.shown}{radios}{between}{self.end}"


def radio_group(
    key: str,
    legend: str,
    options: tuple[tuple[str, str], ...],
    *,
    hint: str = "",
    style: str = "",
    name: str = "",
) -> Group:
    """A group for a key of the journal; `legend` and `hint` are plain words, `style` further classes."""
    said = f'<div class="govuk-hint" id="{key}-hint">{escape(hint)}</div>' if hint else ""
    describes = f' aria-describedby="{key}-hint"' if hint else ""
    begins = f'<fieldset class="govuk-fieldset eyre-item{style}" data-key="{key}"{describes}'
    head = f'><legend class="govuk-fieldset__legend">{escape(legend)}</legend>{said}<div class="govuk-radios govuk-radios--small govuk-radios--inline">'
    drawn = {value: _radios(name or key, options, value) for value, _ in options}
    return Group(key, begins + head, f"{begins} hidden{head}", drawn, "</fieldset>")


def _radios(key: str, options: tuple[tuple[str, str], ...], chosen: str) -> str:
    return "".join(_radio(key, value, words, value == chosen) for value, words in options) + "</div>"


def _radio(key: str, value: str, words: str, is_chosen: bool) -> str:
    one = f"{key}-{value or 'none'}"
    checked = " checked" if is_chosen else ""
    return (
        f'<div class="govuk-radios__item"><input class="govuk-radios__input" id="{one}" name="{key}" type="radio" '
        f'value="{value}"{checked}><label class="govuk-label govuk-radios__label" for="{one}">{escape(words)}</label></div>'
    )
