"""What is a number, as the field states it? "32 of 87", never 36.8 per cent of something unsaid."""

from .count import Count, NotACount, total
from .rounding import Rounding, percent, round_fraction, round_ratio
from .scale import Cut, NotAScale, Owner, Scale
from .undefined import Undefined

__all__ = [
    "Count",
    "Cut",
    "NotACount",
    "NotAScale",
    "Owner",
    "Rounding",
    "Scale",
    "Undefined",
    "percent",
    "round_fraction",
    "round_ratio",
    "total",
]
