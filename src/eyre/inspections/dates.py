"""Dates of inspections have the precision their source gave; providers, upstream, have such dates too."""

from eyre.providers.dates import UNKNOWN, NotADate, PartialDate, parse_partial

__all__ = ["UNKNOWN", "NotADate", "PartialDate", "parse_partial"]
