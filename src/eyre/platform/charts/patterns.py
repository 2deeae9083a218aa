"""How are the parts of a chart told apart without colour? By a pattern for each colour token."""

from __future__ import annotations

from collections.abc import Iterable

from . import svg

# One tile of 8 pixels: what is drawn over the plain colour
_DRAWN = {
    "0": "M-2 2 2-2M0 8 8 0M6 10 10 6",
    "1": "M2 2h1.5M6 6h1.5",
    "mid": "M4 0v8",
    "2": "",
    "3": "M0 4h8",
    "none": "M0 0 8 8M0 8 8 0",
    "a": "",
    "b": "M0 8 8 0",
    "c": "M2 2h1.5M6 6h1.5",
    "d": "M0 4h8",
    "e": "M4 0v8",
    "f": "M0 0 8 8",
}


def patterns(name: str, colours: Iterable[str]) -> str:
    """The definitions for the colours of one chart; `name` keeps them apart from those of another on the page."""
    return svg.element("defs", *(_pattern(name, colour) for colour in dict.fromkeys(colours)))


def fill_of(name: str, colour: str) -> str:
    """What a shape of this colour gives as its fill."""
    return f"url(#{name}-{colour})"


def _pattern(name: str, colour: str) -> str:
    drawn = _DRAWN[colour]
    return svg.element(
        "pattern",
        svg.element("rect", class_=f"eyre-fill--{colour}", width="8", height="8"),
        *([svg.element("path", class_="eyre-chart__hatch", d=drawn)] if drawn else []),
        id=f"{name}-{colour}",
        width="8",
        height="8",
        patternUnits="userSpaceOnUse",
    )
