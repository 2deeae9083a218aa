"""How does a band, a count or a score look inside a line or a table cell?

Each mark says in words what it means; its shape and colour only repeat that. Marks are remembered, because one
table shows the same few of them hundreds of times.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from eyre.core.figures import Count, Rounding, Undefined, percent

from .colours import band_colour


class NoBand(StrEnum):
    """Why there is no band. The three are different things and look different."""

    NOT_RATED = "not_rated"  # considered, and no band was given
    NOT_KNOWN = "not_known"  # our source does not say
    UNDETERMINED = "undetermined"  # the rule gives no band


WORDS = {
    NoBand.NOT_RATED: "Not rated",
    NoBand.NOT_KNOWN: "Not known",
    NoBand.UNDETERMINED: "Undetermined",
}
# A dash, a question mark and a half-filled circle: drawn, so that no font can change them
_SHAPES = {
    NoBand.NOT_RATED: mark_safe('<path d="M2 7h10v2.5H2z"/>'),
    NoBand.NOT_KNOWN: mark_safe(
        '<path d="M4 5.6C4 3.6 5.3 2.5 7 2.5s3 1 3 2.7c0 2.3-2.4 2.3-2.4 4.4" fill="none" stroke="currentColor"'
        ' stroke-width="1.9"/><circle cx="7.5" cy="12.4" r="1.3"/>'
    ),
    NoBand.UNDETERMINED: mark_safe(
        '<circle cx="7" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M7 3a5 5 0 0 1 0 10z"/>'
    ),
}
_STEPS_AT_MOST = 6  # more steps than this cannot be told apart at the size of a letter


@lru_cache(maxsize=1024)
def band_tag(label: str, rank: int, of: int, *, large: bool = False) -> SafeString:
    """The band `label`, the `rank`th of `of` bands counted from 0, the lowest.

    The word stands first in meaning; beside it stand as many filled steps as there are bands below this one, and
    a colour. Raises ValueError where `rank` is not one of the bands.
    """
    if not 0 <= rank < of:
        raise ValueError(f"band {label!r} is said to be number {rank} of {of} bands, counted from 0")
    return format_html(
        '<span class="eyre-band eyre-band--{}{}">{}{}</span>',
        band_colour(rank, of),
        " eyre-band--large" if large else "",
        _steps(rank, of),
        label,
    )


@lru_cache(maxsize=64)
def no_band_tag(kind: str, *, large: bool = False, label: str = "") -> SafeString:
    """The mark for one of `NoBand`, in its usual words or in `label`. Raises ValueError for any other kind."""
    why = NoBand(kind)
    return format_html(
        '<span class="eyre-band eyre-band--{}{}"><svg class="eyre-band__mark" viewBox="0 0 14 16" width="14" height="16"'
        ' aria-hidden="true" focusable="false" fill="currentColor">{}</svg>{}</span>',
        why.value.replace("_", "-"),
        " eyre-band--large" if large else "",
        _SHAPES[why],
        label or WORDS[why],
    )


def _steps(rank: int, of: int) -> SafeString:
    """Rising steps, one for each band above the lowest; those up to this band are filled."""
    steps = min(max(of - 1, 1), _STEPS_AT_MOST)
    filled = -(-rank * steps // max(of - 1, 1))
    bars = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="4" height="{}"/>',
        (_bar(n, steps, n < filled) for n in range(steps)),
    )
    return format_html(
        '<svg class="eyre-band__mark" viewBox="0 0 {0} 16" width="{0}" height="16" aria-hidden="true" focusable="false">{1}</svg>',
        steps * 6,
        bars,
    )


def _bar(n: int, steps: int, is_filled: bool) -> tuple[str, str, str, str]:
    height = 4 + 8 * (n + 1) // steps
    return (
        "eyre-step eyre-step--on" if is_filled else "eyre-step",
        f"{n * 6 + 1}",
        f"{14 - height}",
        f"{height}",
    )


def share_bar(
    count: Count,
    *,
    noun: str = "relevant cases",
    cuts: Iterable[int] = (),
    rounding: Rounding = Rounding.HALF_UP,
) -> SafeString:
    """ "24 of 38 relevant cases", the whole per cent, and a small bar that repeats it.

    `cuts` are whole per cents at which a line is drawn, such as the borders between bands. Where nothing was
    counted from, the words say so and there is neither bar nor per cent.
    """
    return _share_bar(count.x, count.of, noun, tuple(cuts), rounding)


@lru_cache(maxsize=8192)
def _share_bar(x: int, of: int, noun: str, cuts: tuple[int, ...], rounding: Rounding) -> SafeString:
    whole = percent(Count(x, of), rounding)
    if isinstance(whole, Undefined):
        return format_html('<span class="eyre-share eyre-share--none">no {}</span>', noun)
    ticks = format_html_join("", '<path class="eyre-share__cut" d="M{} 0v10"/>', ((cut,) for cut in cuts))
    return format_html(
        '<span class="eyre-share"><span class="eyre-share__text"><b>{}</b> of {} {}</span> <span class="eyre-share__percent">'
        '{}%</span><svg class="eyre-share__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="eyre-share__of" width="100" height="10"/><rect class="eyre-share__x" width="{}" height="10"/>{}</svg></span>',
        f"{x:,}",
        f"{of:,}",
        noun,
        whole,
        f"{100 * x / of:.2f}".rstrip("0").rstrip("."),
        ticks,
    )


@lru_cache(maxsize=4096)
def score(points: int, out_of: int, *, share: bool = False, large: bool = False) -> SafeString:
    """ "7/24", read out as "7 out of 24"; with `share`, the whole per cent of the maximum behind it."""
    whole = percent(Count(points, out_of))
    behind = (
        format_html(
            ' <span class="eyre-score__share">{}%<span class="govuk-visually-hidden"> of the maximum</span></span>',
            whole,
        )
        if share and not isinstance(whole, Undefined)
        else ""
    )
    return format_html(
        '<span class="eyre-score{}"><span aria-hidden="true">{}/{}</span><span class="govuk-visually-hidden">{} out of {}</span></span>{}',
        " eyre-score--large" if large else "",
        points,
        out_of,
        points,
        out_of,
        behind,
    )
