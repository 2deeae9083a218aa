"""Which shape stands for which series?"""

from __future__ import annotations

from eyre.platform.colours import CATEGORIES

from . import svg

# About 12 pixels across, round the middle: circle, square, triangle, diamond, cross, star of two bars
MARKERS = (
    "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
    "M-5.5-5.5h11v11h-11z",
    "M0-7 7 5.5H-7z",
    "M0-7.5 7.5 0 0 7.5-7.5 0z",
    "M-6-3.5-3.5-6 0-2.5 3.5-6 6-3.5 2.5 0 6 3.5 3.5 6 0 2.5-3.5 6-6 3.5-2.5 0z",
    "M-2-7h4v5h5v4h-5v5h-4v-5h-5v-4h5z",
)


def marker(n: int, x: str, y: str, words: str = "") -> str:
    """The `n`th series' shape at a place; a nested drawing, because a path cannot be placed in per cents."""
    shape = svg.element(
        "path",
        *([svg.title(words)] if words else []),
        class_=f"eyre-chart__marker eyre-mark--{CATEGORIES[n]}",
        d=MARKERS[n],
    )
    return svg.element("svg", shape, x=x, y=y, overflow="visible")
