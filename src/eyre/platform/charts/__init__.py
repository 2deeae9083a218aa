"""What does a set of figures look like? Each chart is an SVG string that carries its own table of the same figures.

Widths are per cents and heights are pixels, so a chart is as wide as its place while its letters keep their size:
it reads the same at 320 pixels as on a wide screen. Nothing depends on colour alone, and equal figures give equal
bytes.
"""

from .bars import stacked_bars
from .chart import Chart, Key, whole_percent
from .strip import Dot, dot_strip
from .trend import Point, Series, trend_line

__all__ = [
    "Chart",
    "Dot",
    "Key",
    "Point",
    "Series",
    "dot_strip",
    "stacked_bars",
    "trend_line",
    "whole_percent",
]
