"""How sure can one be of a share counted in a sample? A second layer beside a rating, never a second rating."""

from .interval import Interval, Method, normal_quantile
from .table import IntervalTable, interval_table
from .wilson import wilson, wilson_many

__all__ = [
    "Interval",
    "IntervalTable",
    "Method",
    "interval_table",
    "normal_quantile",
    "wilson",
    "wilson_many",
]
