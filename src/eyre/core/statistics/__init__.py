"""How sure can one be of a share counted in a sample? A second layer beside a rating, never a second rating."""

from .exact import exact, exact_totals, share_interval
from .interval import Interval, Method, normal_quantile
from .table import IntervalTable, interval_table
from .wilson import wilson, wilson_many

__all__ = [
    "Interval",
    "IntervalTable",
    "Method",
    "exact",
    "exact_totals",
    "interval_table",
    "normal_quantile",
    "share_interval",
    "wilson",
    "wilson_many",
]
