"""Numbers of the calculator in words a page can show."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """1234 as “1,234”."""
    return f"{number:,}"


@register.filter
def as_percent(share: float) -> str:
    """0.8 as “80%”."""
    return f"{share:.0%}"


@register.filter
def as_points(share: float) -> str:
    """0.0512 as “5.1 points”."""
    return f"{share * 100:.1f} points"


@register.filter
def either_way(margin: float) -> str:
    """A margin with its sign, or that there is none because every case is inspected."""
    return f"± {as_points(margin)}" if margin else "none: all are inspected"


@register.simple_tag
def part_of(number: int, population: int) -> str:
    """How many of how many, as a per cent that is never rounded to none or all when it is not."""
    whole = round(100 * number / population)
    if number < population and whole == 100:
        return "over 99%"
    return "under 1%" if whole == 0 else f"{whole}%"


@register.simple_tag
def may_be(share: float, margin: float) -> str:
    """From where to where a share may lie, kept between none and all."""
    low, high = max(0.0, share - margin), min(1.0, share + margin)
    return f"{low:.0%} to {high:.0%}"
