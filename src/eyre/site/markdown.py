"""How does a help text, written in Markdown, become a page? Headings, lists and tables get the classes of the pages.

A text may name figures: `{score}` stands for a value that the view reads from the database, so that no figure is
typed into a text. A name that nobody gives a value for is an error, not an empty place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

TEXTS = Path(__file__).parent / "help"
CLASSES = {
    "p": "govuk-body",
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "table": "govuk-table eyre-table--tight",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "pre": "eyre-code",
}
_NAME = re.compile(r"\{([a-z_]+)\}")
_ALONE = re.compile(r'<p class="govuk-body">\{([a-z_]+)\}</p>')


class NoSuchFigure(LookupError):
    """A text names a figure that the page has no value for."""


def render_text(name: str, figures: Mapping[str, object]) -> SafeString:
    """The text `name` as HTML, each figure in its place; a figure alone in its paragraph may be a whole block.

    Raises:
        NoSuchFigure: when the text names a figure that is not given.
    """

    # Split first: the value of a block may hold braces of its own, which are not names
    parts = _ALONE.split(_html(name))
    done = (
        _NAME.sub(lambda match: _value(name, match[1], figures), part)
        if n % 2 == 0
        else _value(name, part, figures)
        for n, part in enumerate(parts)
    )
    return mark_safe("".join(done))  # the text is ours, and every figure was escaped


def _value(text: str, figure: str, figures: Mapping[str, object]) -> str:
    if figure not in figures:
        raise NoSuchFigure(f"{text}.md names {{{figure}}}; given are {', '.join(sorted(figures))}")
    value = figures[figure]
    return conditional_escape(value if isinstance(value, str) else str(value))


@cache
def _html(name: str) -> str:
    """The text as HTML with its figures still named."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    # The names of figures in addresses keep their braces
    markdown.normalizeLink = _as_it_is  # type: ignore[method-assign]
    tokens = markdown.parse((TEXTS / f"{name}.md").read_text(encoding="utf-8"))
    _dress(tokens)
    return str(markdown.renderer.render(list(_captioned(tokens)), markdown.options, {}))


def _as_it_is(url: str) -> str:
    return url


def _captioned(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, and in each table its name for those who cannot see the heading above it."""
    heading = ""
    for n, token in enumerate(tokens):
        yield token
        if token.type == "heading_open":
            heading = tokens[n + 1].content
        if token.type == "table_open":
            caption = f'<caption class="govuk-visually-hidden">{escape(heading)}</caption>\n'
            yield Token("html_block", "", 0, content=caption)


def _dress(tokens: Sequence[Token]) -> None:
    """Give every element its class, and every heading an id made of its words."""
    for n, token in enumerate(tokens):
        if token.nesting >= 0 and token.tag in CLASSES:
            token.attrJoin("class", CLASSES[token.tag])
        if token.type == "heading_open":
            token.attrSet("id", slugify(_NAME.sub("", tokens[n + 1].content)))
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type in ("fence", "code_block"):
            token.attrJoin("class", CLASSES["pre"])
        _dress(token.children or [])
