"""How are ratings printed? As a table for people, as JSON and CSV for programs; the same bytes for the same input."""

from eyre.cases.files import refused_json, say_refused

from .comma_separated import CSV_COLUMNS, print_csv
from .in_json import print_json
from .refused import cannot_rate_json, say_cannot_rate
from .table import print_table

__all__ = [
    "CSV_COLUMNS",
    "cannot_rate_json",
    "print_csv",
    "print_json",
    "print_table",
    "refused_json",
    "say_cannot_rate",
    "say_refused",
]
