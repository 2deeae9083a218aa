"""The components of a page as template tags: `{% load eyre_components %}`. docs/developers/pages.md shows each."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from eyre.core.figures import Count
from eyre.platform import marks

register = template.Library()


@register.simple_tag
def band_tag(
    label: str = "", rank: int | None = None, of: int | None = None, kind: str = "", large: bool = False
) -> SafeString:
    """`{% band_tag "Good" 2 4 %}`, or `{% band_tag kind="not_rated" %}` where there is no band."""
    if kind:
        return marks.no_band_tag(str(kind), large=large, label=label)
    if rank is None or of is None:
        raise template.TemplateSyntaxError(
            f"band_tag {label!r} needs the rank and the number of bands, or a kind"
        )
    return marks.band_tag(label, rank, of, large=large)


@register.simple_tag
def share_bar(x: int, of: int, noun: str = "relevant cases", **options: Any) -> SafeString:
    """`{% share_bar 24 38 %}`; options `cuts` (whole per cents) and `rounding` as in `marks.share_bar`."""
    return marks.share_bar(Count(x, of), noun=noun, **options)


@register.simple_tag
def score(points: int, out_of: int, share: bool = False, large: bool = False) -> SafeString:
    """`{% score 7 24 %}`, with `share=True` and the per cent of the maximum."""
    return marks.score(points, out_of, share=share, large=large)
