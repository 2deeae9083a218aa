"""How do pages show how each part of an edition is known, and how complete it is?"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from eyre.core.frameworks import Completeness, Edition, Provenance, Standard
from eyre.frameworks import words
from eyre.platform import marks

register = template.Library()


@register.inclusion_tag("frameworks/_how_known.html")
def how_known(provenance: Iterable[Provenance], what: str) -> dict[str, object]:
    """The parts of `what` with the mark of how each is known, and on demand the sources and notes."""
    parts = list(provenance)
    return {"parts": parts, "what": what, "has_more": any(part.sources or part.note for part in parts)}


@register.simple_tag
def source_link(source: str) -> SafeString | str:
    """A source as a link named by its host and last part, or as its words where it is no address."""
    address = urlsplit(source)
    if address.scheme not in ("http", "https"):
        return source
    place = address.path.strip("/").split("/")[-1].replace("-", " ")
    return format_html(
        '<a class="govuk-link" href="{}" rel="external">{}{}</a>', source, address.netloc.removeprefix("www."),
        f": {place[:70]}" if place else "",
    )  # fmt: skip


@register.simple_tag
def completeness_tag(completeness: Completeness) -> SafeString:
    """How complete an edition is, as a tag whose meaning is read out."""
    tag = words.COMPLETENESS[Completeness(completeness)]
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}<span class="govuk-visually-hidden">: {}</span></strong>',
        tag.colour, tag.word, tag.text,
    )  # fmt: skip


@register.simple_tag
def edition_band(edition: Edition, band: str) -> SafeString:
    """The mark of a band of this edition, by its id or its label."""
    for one in edition.bands:
        if band in (one.id, one.label):
            return marks.band_tag(one.label, edition.rank(one.id), len(edition.bands))
    return format_html("<strong>{}</strong>", band)


@register.filter
def valid_in_words(edition: Edition) -> str:
    """From when to when an edition is valid."""
    return words.say_valid(edition.valid_from, edition.valid_to)


@register.filter
def applies_to_in_words(edition: Edition) -> str:
    """Whom an edition is for."""
    return words.say_applies_to(edition)


@register.filter
def spaced(text: str) -> str:
    """A name of the data as words: "court_report" as "court report"."""
    return text.replace("_", " ")


@register.filter
def named(standard: Standard) -> str:
    """A standard by number and title; by its title alone where the number only repeats it ("safe" Safe)."""
    if standard.ref.casefold() == standard.title.casefold():
        return standard.title
    return f"{standard.ref} {standard.title}"
