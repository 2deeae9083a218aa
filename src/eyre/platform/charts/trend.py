"""How has a share changed over time? One line a series, from 0 to 100 per cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from eyre.platform.colours import CATEGORIES

from . import svg
from .chart import Chart, frame, key, name_of, whole_percent
from .markers import MARKERS, marker

TOP, PLOT, HEIGHT = 34, 200, 266  # pixels
LEFT, RIGHT = Fraction(13, 100), Fraction(91, 100)  # where the first and the latest point stand
SHORT = 6  # so many letters fit centred on the first and the latest point at 320 pixels
LETTER, GAP, NARROW = 9, 6, 280  # pixels: a letter, between two dates, and the chart on a screen of 320
FIGURES_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Point:
    """A share at a moment. None is a gap in the line, never 0; `text` replaces the per cent ("7/24")."""

    at: date | int
    share: Fraction | float | None
    label: str = ""  # the moment in words; without it, as it prints
    text: str = ""

    @property
    def when(self) -> str:
        """The moment in words."""
        return self.label or str(self.at)

    @property
    def said(self) -> str:
        """The share in words."""
        return "not known" if self.share is None else self.text or whole_percent(self.share)


@dataclass(frozen=True, slots=True)
class Series:
    """A named line of points, all of one kind of moment."""

    name: str
    points: tuple[Point, ...]


def trend_line(series: Sequence[Series], *, title: str, description: str = "", first: str = "When") -> Chart:
    """Time from left to right, share from bottom to top; a shape and a dash for each series.

    Raises ValueError for a share outside 0 to 1, and for more series than there are shapes.
    """
    _check(series, title)
    moments = _moments(series)
    shapes = [*_grid(), *_dates(moments)]
    for n, one in enumerate(series):
        shapes += _line(n, one, moments)
    for n, one in enumerate(series):
        shapes += _points(n, one, moments, with_figures=len(series) == 1)
    rows = _rows(series, moments)
    return Chart(
        svg=frame(name_of(title, series), title, description or _in_words(series), HEIGHT, shapes),
        title=title,
        description=description,
        header=(first, *(one.name for one in series)),
        rows=rows,
        keys=tuple(key(one.name, marker(n, "9", "9")) for n, one in enumerate(series))
        if len(series) > 1
        else (),
    )


def _check(series: Sequence[Series], title: str) -> None:
    if len(series) > len(MARKERS):
        raise ValueError(
            f"the chart {title!r} has {len(series)} lines; more than {len(MARKERS)} cannot be told apart"
        )
    for point in (point for one in series for point in one.points):
        if point.share is not None and not 0 <= point.share <= 1:
            raise ValueError(
                f"the chart {title!r} has the share {point.share} at {point.when}: it needs 0 to 1"
            )


def _moments(series: Sequence[Series]) -> dict[int, str]:
    """Every moment as a number of days (or as given), in order, with its words."""
    return dict(sorted({_number(point.at): point.when for one in series for point in one.points}.items()))


def _number(at: date | int) -> int:
    return at if isinstance(at, int) else at.toordinal()


def _x(at: date | int, moments: dict[int, str]) -> Fraction:
    first, latest = min(moments), max(moments)
    if first == latest:
        return (LEFT + RIGHT) / 2
    return LEFT + (RIGHT - LEFT) * Fraction(_number(at) - first, latest - first)


def _y(share: Fraction | float) -> Fraction:
    return TOP + PLOT * (1 - Fraction(share))


def _grid() -> Iterator[str]:
    for quarter in range(5):
        y = _y(Fraction(quarter, 4))
        kind = "eyre-chart__axis" if quarter == 0 else "eyre-chart__grid"
        yield svg.element("line", class_=kind, x1="0", x2="100%", y1=svg.number(y), y2=svg.number(y))
        if quarter % 2 == 0:
            yield svg.label(f"{25 * quarter}%", 0, y - 5, class_="eyre-chart__text eyre-chart__text--quiet")


def _dates(moments: dict[int, str]) -> Iterator[str]:
    for at in _thinned(moments):
        x = _x(at, moments)
        yield svg.label(moments[at], x, HEIGHT - 8, anchor=_anchor(moments[at], x))


def _anchor(words: str, x: Fraction) -> str:
    """Long words at either edge lean inwards."""
    if len(words) <= SHORT or x not in (LEFT, RIGHT):
        return "middle"
    return "start" if x == LEFT else "end"


def _thinned(moments: dict[int, str]) -> list[int]:
    """The latest moment, and before it those whose words do not run into the next ones at 320 pixels."""
    room = Fraction(LETTER * max(map(len, moments.values()), default=0) + GAP, NARROW)
    shown: list[int] = []
    for at in reversed(moments):
        if not shown or _x(shown[-1], moments) - _x(at, moments) >= room:
            shown.append(at)
    return shown[::-1]


def _line(n: int, one: Series, moments: dict[int, str]) -> Iterator[str]:
    ordered = sorted(one.points, key=lambda point: _number(point.at))
    for before, after in pairwise(ordered):
        if before.share is not None and after.share is not None:
            yield svg.element(
                "line",
                class_=f"eyre-chart__line eyre-line--{CATEGORIES[n]}",
                x1=svg.percent(_x(before.at, moments)),
                y1=svg.number(_y(before.share)),
                x2=svg.percent(_x(after.at, moments)),
                y2=svg.number(_y(after.share)),
            )


def _points(n: int, one: Series, moments: dict[int, str], *, with_figures: bool) -> Iterator[str]:
    with_figures = with_figures and len(one.points) <= FIGURES_AT_MOST
    for point in one.points:
        if point.share is None:
            continue
        x, y = _x(point.at, moments), _y(point.share)
        yield marker(n, svg.percent(x), svg.number(y), f"{one.name}, {point.when}: {point.said}")
        if with_figures:
            yield svg.label(
                point.said,
                x,
                y - 13,
                anchor=_anchor(point.said, x),
                class_="eyre-chart__text eyre-chart__figure",
            )


def _rows(series: Sequence[Series], moments: dict[int, str]) -> tuple[tuple[str, ...], ...]:
    said = [{_number(point.at): point.said for point in one.points} for one in series]
    return tuple((words, *(points.get(at, "") for points in said)) for at, words in moments.items())


def _in_words(series: Sequence[Series]) -> str:
    return " ".join(
        f"{one.name}: " + ", ".join(f"{point.when} {point.said}" for point in one.points) + "."
        for one in series
    )
