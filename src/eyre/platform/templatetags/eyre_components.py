"""The components of a page as template tags: `{% load eyre_components %}`. docs/developers/pages.md shows each.

What stands in every row of a table is a plain function of `marks`; what a page has once or twice is a template.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context, RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from eyre.core.figures import Count
from eyre.platform import marks
from eyre.platform.addresses import Sort, link_with
from eyre.platform.charts import Chart
from eyre.platform.filters import Filters
from eyre.platform.items import Download, Source, WordingMark, WordingStatus

register = template.Library()

FOLDER = "eyre/components/"


# Marks: cheap enough for every row of a large table


@register.simple_tag
def band_tag(
    label: str = "", rank: int | None = None, of: int | None = None, kind: str = "", large: bool = False
) -> SafeString:
    """`{% band_tag "Good" 2 4 %}`, or `{% band_tag kind="not_rated" %}` where there is no band."""
    if kind:
        return marks.no_band_tag(kind, large=large, label=label)
    if rank is None or of is None:
        raise ValueError(f"band_tag {label!r} needs its rank and the number of bands, or a kind")
    return marks.band_tag(label, rank, of, large=large)


@register.simple_tag
def share_bar(x: int, of: int, noun: str = "relevant cases", **options: Any) -> SafeString:
    """`{% share_bar 24 38 %}`; options `cuts` (whole per cents) and `rounding` as in `marks.share_bar`."""
    return marks.share_bar(Count(x, of), noun=noun, **options)


@register.simple_tag
def score(points: int, out_of: int, share: bool = False, large: bool = False) -> SafeString:
    """`{% score 7 24 %}`, with `share=True` and the per cent of the maximum."""
    return marks.score(points, out_of, share=share, large=large)


@register.simple_tag
def wording_status(status: str) -> SafeString:
    """`{% wording_status "recalled" %}`: the word as a tag, and what it means for screen readers and on hovering."""
    mark = WordingMark(WordingStatus(status))
    return format_html(
        '<strong class="govuk-tag govuk-tag--{} eyre-status" title="{}">{}<span class="govuk-visually-hidden">: {}</span></strong>',
        mark.colour,
        mark.means,
        mark.word,
        mark.means,
    )


# Tables


@register.simple_tag(takes_context=True)
def sort_header(
    context: Context, label: str, key: str, sort: Sort, numeric: bool = False, first: str = ""
) -> SafeString:
    """A `<th>` whose link sorts the table on the server; `first="descending"` where the highest is wanted first."""
    is_current = sort.key == key
    descending = not sort.descending if is_current else first == "descending"
    state = ("descending" if sort.descending else "ascending") if is_current else "none"
    return format_html(
        '<th scope="col" class="govuk-table__header{}" aria-sort="{}"><a class="govuk-link eyre-sort" href="{}">{}{}</a></th>',
        " govuk-table__header--numeric" if numeric else "",
        state,
        link_with(_query(context), {"sort": Sort(key, descending).parameter, "page": None}),
        label,
        _ARROWS[state],
    )


def _arrows(state: str) -> SafeString:
    up, down = ("" if state == way else ' class="eyre-sort__idle"' for way in ("ascending", "descending"))
    return mark_safe(
        '<svg class="eyre-sort__mark" viewBox="0 0 10 14" aria-hidden="true" focusable="false">'
        f'<path{up} d="M5 0l4.5 6h-9z"/><path{down} d="M5 14l4.5-6h-9z"/></svg>'
    )


_ARROWS = {state: _arrows(state) for state in ("ascending", "descending", "none")}


@register.simple_block_tag
def scroll_table(content: str, label: str) -> SafeString:
    """A frame in which a wide table scrolls by itself; `label` names it for those who reach it by keyboard."""
    return format_html(
        '<div class="eyre-table-frame" role="region" aria-label="{}" tabindex="0">{}</div>', label, content
    )


@register.inclusion_tag(FOLDER + "pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], noun: str = "results") -> dict[str, object]:
    """The links to the other pages of a list, and which part of it is shown."""
    query, paginator = _query(context), page.paginator

    def link(number: int) -> str:
        return link_with(query, {"page": str(number)})

    return {
        "page": page,
        "noun": noun,
        "previous": link(page.number - 1) if page.has_previous() else "",
        "next": link(page.number + 1) if page.has_next() else "",
        "numbers": [
            (number, link(number) if isinstance(number, int) else "")
            for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ],
    }


@register.inclusion_tag(FOLDER + "filter_panel.html")
def filter_panel(filters: Filters, title: str = "Filter", submit: str = "Apply filters") -> dict[str, object]:
    """The form that narrows a list; it sends a plain GET and needs no script."""
    return {"filters": filters, "title": title, "submit": submit}


# Blocks of words


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Words set apart from the text around them."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """A consequence that must not be missed."""
    return format_html(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span>{}</strong></div>',
        content,
    )


@register.simple_block_tag
def reconstructed(content: str, title: str = "Reconstructed data") -> SafeString:
    """The banner over everything that rests on data we made ourselves; the block says how and why."""
    return format_html(
        '<section class="eyre-reconstructed" aria-label="{}"><p class="eyre-reconstructed__title">{}</p>{}</section>',
        title,
        title,
        content,
    )


@register.simple_block_tag
def details(content: str, summary: str, is_open: bool = False) -> SafeString:
    """Words that some readers want: closed until asked for, open in print."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">{}</span>'
        '</summary><div class="govuk-details__text">{}</div></details>',
        mark_safe(" open") if is_open else "",
        summary,
        content,
    )


# Ways about, facts, sources


@register.inclusion_tag(FOLDER + "breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, object]:
    """`{% breadcrumbs "Home" "/" "Inspections" url %}`: words and address of each page above this one."""
    if len(pairs) % 2:
        raise ValueError(f"breadcrumbs need words and an address for each step; {len(pairs)} were given")
    return {"crumbs": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag(FOLDER + "sources.html")
def sources(items: Iterable[Source], title: str = "Sources") -> dict[str, object]:
    """Where the facts of a page come from."""
    return {"items": list(items), "title": title}


@register.inclusion_tag(FOLDER + "downloads.html")
def downloads(items: Iterable[Download], title: str = "Download") -> dict[str, object]:
    """Files to take away, each with its format and size."""
    return {"items": list(items), "title": title}


@register.inclusion_tag(FOLDER + "wording_key.html")
def wording_key(title: str = "How we know the wording") -> dict[str, object]:
    """Every status with what it means; stands once on a page that uses `wording_status`."""
    return {"marks": [WordingMark(status) for status in WordingStatus], "title": title}


@register.inclusion_tag(FOLDER + "chart.html")
def chart_with_table(chart: Chart, is_open: bool = False) -> dict[str, object]:
    """A chart, its key, and the same figures as a table (closed until asked for, unless `is_open`)."""
    return {
        "chart": chart,
        "drawing": mark_safe(chart.svg),  # every text in it was escaped when it was drawn
        "keys": [(key.label, mark_safe(key.svg)) for key in chart.keys],
        "is_open": is_open,
    }


def _query(context: Context) -> QueryDict:
    """The query of the page being drawn; empty where a template is rendered without a request."""
    return context.request.GET if isinstance(context, RequestContext) else QueryDict()
