"""The single keys of the case form, as its help and its documentation list them."""

from django.utils.html import format_html_join

KEYS = (
    ("y", "Yes, and on to the next question"),
    ("n", "No, and on; at a summary judgement on to its evidence"),
    ("r", "Not relevant, and on; at a summary judgement on to its evidence, for the reason"),
    ("x", "Take the answer back: not answered yet"),
    ("1 to 9", "Choose this option of a fact"),
    ("j", "The next question"),
    ("k", "The question before"),
    ("u", "The next question without an answer"),
    ("e", "The evidence for this question"),
    ("g", "Show or hide the guidance on this question"),
    ("q", "Mark a quotation, or good practice, on this question"),
    ("/", "Search the questions and their guidance"),
    ("?", "The list of keys"),
    ("Esc", "Leave the evidence for the next question"),
    ("Tab, arrows, space", "As everywhere"),
)

_ROW = (
    '<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><kbd>{}</kbd></th>'
    '<td class="govuk-table__cell">{}</td></tr>'
)
KEYS_DRAWN = format_html_join("", _ROW, KEYS)
