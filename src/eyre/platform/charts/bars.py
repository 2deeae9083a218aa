"""How is each whole made up? One bar a row, divided into segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from eyre.platform.colours import colours_of

from . import svg
from .chart import Chart, frame, key, name_of
from .patterns import fill_of, patterns

Row = tuple[str, Sequence[tuple[str, int]]]

ROW_HEIGHT, BAR_TOP, BAR_HEIGHT = 64, 24, 28
DIGIT, MARGIN, NARROWEST_BAR = (
    9,
    2,
    290,
)  # pixels, on a screen 320 wide: what does not fit there shows no figure


def stacked_bars(
    rows: Sequence[Row],
    *,
    title: str,
    description: str = "",
    bands: Sequence[str] = (),
    unit: str = "",
    first: str = "",
    to_scale: bool = False,
) -> Chart:
    """Rows of (label, segments), each segment (label, how many), drawn left to right.

    `bands`, lowest first, order and colour the segments; labels outside them come last in a neutral pattern. Without
    bands the segments keep the order in which they are met. Each bar fills the width, or with `to_scale` all share
    one scale. `unit` names what is counted ("providers"), `first` heads the first column of the table.
    Raises ValueError for a negative number.
    """
    if any(value < 0 for _, segments in rows for _, value in segments):
        raise ValueError(f"the chart {title!r} has a negative number: a segment cannot be less than nothing")
    labels = _labels(rows, bands)
    name = name_of(title, rows, bands, to_scale)
    colours = colours_of(labels, bands)
    widest = max((_total(row) for row in rows), default=0)
    shapes = [patterns(name, colours.values())]
    for n, row in enumerate(rows):
        shapes += _row(n, row, labels, colours, name, widest if to_scale else _total(row), unit)
    table = tuple((row[0], *(str(_value(row, label)) for label in labels)) for row in rows)
    return Chart(
        svg=frame(name, title, description or _in_words(table, labels), len(rows) * ROW_HEIGHT, shapes),
        title=title,
        description=description,
        header=(first, *labels),
        rows=table,
        keys=tuple(key(label, _swatch(fill_of(name, colours[label]))) for label in labels),
    )


def _labels(rows: Sequence[Row], bands: Sequence[str]) -> list[str]:
    met = dict.fromkeys(label for _, segments in rows for label, _ in segments)
    return [*(band for band in bands), *(label for label in met if label not in bands)]


def _value(row: Row, label: str) -> int:
    return sum(value for name, value in row[1] if name == label)


def _total(row: Row) -> int:
    return sum(value for _, value in row[1])


def _row(
    n: int, row: Row, labels: Sequence[str], colours: dict[str, str], name: str, whole: int, unit: str
) -> Iterator[str]:
    top, total = n * ROW_HEIGHT, _total(row)
    yield svg.label(row[0], 0, top + 17, class_="eyre-chart__text eyre-chart__text--strong")
    yield svg.label(
        f"{total:,} {unit}".strip(),
        1,
        top + 17,
        anchor="end",
        class_="eyre-chart__text eyre-chart__text--quiet",
    )
    start = Fraction(0)
    for label in labels:
        value = _value(row, label)
        if value:
            yield from _segment(
                label, value, start, Fraction(value, whole), top + BAR_TOP, fill_of(name, colours[label])
            )
            start += Fraction(value, whole)


def _segment(label: str, value: int, start: Fraction, width: Fraction, top: int, fill: str) -> Iterator[str]:
    yield svg.element(
        "rect",
        svg.title(f"{label}: {value:,}"),
        class_="eyre-chart__segment",
        x=svg.percent(start),
        y=top,
        width=svg.percent(width),
        height=BAR_HEIGHT,
        fill=fill,
    )
    figure = f"{value:,}"
    if width >= Fraction(DIGIT * len(figure) + MARGIN, NARROWEST_BAR):
        yield svg.label(
            figure,
            start + width / 2,
            top + 19,
            anchor="middle",
            class_="eyre-chart__text eyre-chart__figure",
        )


def _swatch(fill: str) -> str:
    return svg.element("rect", class_="eyre-chart__segment", x="1", y="1", width="16", height="16", fill=fill)


def _in_words(table: Sequence[tuple[str, ...]], labels: Sequence[str]) -> str:
    return " ".join(
        f"{row[0]}: "
        + ", ".join(f"{label} {value}" for label, value in zip(labels, row[1:], strict=True))
        + "."
        for row in table
    )
