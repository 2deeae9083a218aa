"""Where does each of many stand, and where does one of them? A dot for each on one axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from . import svg
from .chart import Chart, frame, name_of, whole_percent
from .markers import MARKERS

LEFT, RIGHT = Fraction(3, 100), Fraction(97, 100)
BIN = Fraction(4, 100)  # dots closer than this stand on each other: 11 pixels at 320
STEP, FLOOR, HEAD = 13, 40, 44  # pixels: from dot to dot, below the axis, above the highest dot
DIAMOND = MARKERS[3]


@dataclass(frozen=True, slots=True)
class Dot:
    """One of them: its name, its share from 0 to 1, and the share in words (else the whole per cent)."""

    label: str
    share: Fraction | float
    text: str = ""

    @property
    def said(self) -> str:
        """The share in words."""
        return self.text or whole_percent(self.share)


def dot_strip(
    dots: Sequence[Dot],
    *,
    title: str,
    description: str = "",
    highlight: str = "",
    cuts: Sequence[Fraction] = (),
    first: str = "",
    measure: str = "Share",
) -> Chart:
    """Every dot at its share from 0 to 100 per cent; the one named `highlight` is a labelled diamond.

    `cuts` are shares at which a dashed line is drawn. Raises ValueError for a share outside 0 to 1.
    """
    for dot in dots:
        if not 0 <= dot.share <= 1:
            raise ValueError(
                f"the chart {title!r} has the share {dot.share} for {dot.label}: it needs 0 to 1"
            )
    ordered = sorted(dots, key=lambda dot: (dot.share, dot.label))
    highest = max(Counter(_bin(dot) for dot in ordered).values(), default=1)
    axis = HEAD + STEP * highest
    shapes = [*_axis(axis, cuts), *_dots(ordered, highlight, axis)]
    rows = tuple((dot.label, dot.said) for dot in reversed(ordered))
    return Chart(
        svg=frame(
            name_of(title, ordered, highlight, cuts),
            title,
            description or _in_words(ordered, highlight),
            axis + FLOOR,
            shapes,
        ),
        title=title,
        description=description,
        header=(first, measure),
        rows=rows,
    )


def _bin(dot: Dot) -> int:
    return int(Fraction(dot.share) / BIN)


def _x(share: Fraction | float) -> Fraction:
    return LEFT + (RIGHT - LEFT) * Fraction(share)


def _axis(y: int, cuts: Sequence[Fraction]) -> Iterator[str]:
    for cut in cuts:
        at = svg.percent(_x(cut))
        yield svg.element("line", class_="eyre-chart__cut", x1=at, x2=at, y1=HEAD - 12, y2=y)
    yield svg.element("line", class_="eyre-chart__axis", x1="0", x2="100%", y1=y, y2=y)
    for share, anchor in ((Fraction(0), "start"), (Fraction(1, 2), "middle"), (Fraction(1), "end")):
        x = _x(share) if anchor == "middle" else share
        yield svg.label(whole_percent(share), x, y + 22, anchor=anchor)


def _dots(ordered: Sequence[Dot], highlight: str, axis: int) -> Iterator[str]:
    standing: Counter[int] = Counter()
    chosen = ""
    for dot in ordered:
        y = axis - STEP * standing[_bin(dot)] - 9
        standing[_bin(dot)] += 1
        if highlight and dot.label == highlight:
            chosen = _chosen(dot, y)  # drawn last, so that nothing covers it
        else:
            yield svg.element(
                "circle",
                svg.title(f"{dot.label}: {dot.said}"),
                class_="eyre-chart__dot",
                cx=svg.percent(_x(dot.share)),
                cy=y,
                r="5.5",
            )
    yield chosen


def _chosen(dot: Dot, y: int) -> str:
    x = _x(dot.share)
    anchor = "start" if x < Fraction(1, 3) else "end" if x > Fraction(2, 3) else "middle"
    shape = svg.element("path", svg.title(f"{dot.label}: {dot.said}"), class_="eyre-chart__chosen", d=DIAMOND)
    return "".join(
        (
            svg.element(
                "line", class_="eyre-chart__pointer", x1=svg.percent(x), x2=svg.percent(x), y1=22, y2=y
            ),
            svg.element("svg", shape, x=svg.percent(x), y=y, overflow="visible"),
            svg.label(
                f"{dot.label}: {dot.said}",
                x,
                15,
                anchor=anchor,
                class_="eyre-chart__text eyre-chart__text--strong",
            ),
        )
    )


def _in_words(ordered: Sequence[Dot], highlight: str) -> str:
    if not ordered:
        return "Nothing to show."
    lowest, highest = ordered[0], ordered[-1]
    said = f"{len(ordered)} in all, from {lowest.said} ({lowest.label}) to {highest.said} ({highest.label})."
    return said + "".join(f" {dot.label} is at {dot.said}." for dot in ordered if dot.label == highlight)
