"""When was it? Dates as exactly as their source gives them, and in words; and which days are working days."""

from .partial_dates import UNKNOWN, NotADate, PartialDate, parse_partial, say_day
from .working_days import (
    add_working_days,
    bank_holidays,
    is_working_day,
    working_day_from,
    working_days_between,
)

__all__ = [
    "UNKNOWN",
    "NotADate",
    "PartialDate",
    "add_working_days",
    "bank_holidays",
    "is_working_day",
    "parse_partial",
    "say_day",
    "working_day_from",
    "working_days_between",
]
