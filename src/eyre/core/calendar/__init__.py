"""When was it? Dates as exactly as their source gives them, and in words."""

from .partial_dates import UNKNOWN, NotADate, PartialDate, parse_partial, say_day

__all__ = ["UNKNOWN", "NotADate", "PartialDate", "parse_partial", "say_day"]
