"""What belongs to one chart besides its drawing? Its title, what it shows in words, its key and its table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from eyre.core.figures import Rounding, round_fraction

from . import svg


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the key: the words, and the drawing beside them (SVG, hidden from screen readers)."""

    label: str
    svg: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and the same figures as a table; the first cell of each row names it."""

    svg: str
    title: str
    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[Key, ...] = ()


def name_of(*parts: object) -> str:
    """A name for the ids inside a chart: the same figures give the same name, other figures another."""
    return "chart-" + hashlib.sha256(repr(parts).encode(errors="replace")).hexdigest()[:10]


def frame(name: str, title: str, description: str, height: svg.Number, shapes: Iterable[str]) -> str:
    """The whole drawing: announced as one picture with a title and a description."""
    return svg.element(
        "svg",
        svg.element("title", svg.text(title), id=f"{name}-title"),
        svg.element("desc", svg.text(description), id=f"{name}-desc"),
        *shapes,
        xmlns="http://www.w3.org/2000/svg",
        class_="eyre-chart__svg",
        width="100%",
        height=svg.number(height),
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def key(label: str, shape: str) -> Key:
    """A line of the key with a drawing 18 pixels square."""
    drawing = svg.element(
        "svg",
        shape,
        class_="eyre-chart__key",
        width="18",
        height="18",
        viewBox="0 0 18 18",
        aria_hidden="true",
        focusable="false",
    )
    return Key(label, drawing)


def whole_percent(share: Fraction | float) -> str:
    """A share as a reader sees it: "63%"."""
    return f"{round_fraction(100 * Fraction(share), Rounding.HALF_UP)}%"
