"""Case lists for tests: rows that are right, so that a test changes the one thing it is about."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

HEADER = (
    "case", "name", "date of birth", "sex", "kind of case", "risk of serious harm", "office", "practitioner",
    "practitioner grade", "start date", "end date",
)  # fmt: skip
SEXES, KINDS = ("female", "male"), ("community order", "suspended sentence order", "licence")
RISKS, OFFICES = ("low", "medium", "high", "very high"), ("Harbour Street", "Mill Lane", "Station Road")
FIELDWORK = date(2026, 10, 5)


def a_row(number: int, fieldwork: date = FIELDWORK) -> list[str]:
    """The case of this number; it started 28 weeks before the fieldwork, so it may be drawn."""
    started = fieldwork - timedelta(weeks=28, days=number % 10)
    return [
        f"CRN-{number:06}",
        f"Planted Name {number}",
        "14/02/1990",
        SEXES[number % 7 > 0],
        KINDS[number % 3],
        RISKS[number % 4],
        OFFICES[number % 3],
        f"Officer Planted {number % 12}",
        ("po", "pso", "pqip")[number % 3],
        f"{started:%d/%m/%Y}",
        "",
    ]


def rows(number: int, fieldwork: date = FIELDWORK) -> list[list[str]]:
    """So many cases, all of which may be drawn."""
    return [a_row(each, fieldwork) for each in range(1, number + 1)]


def as_csv(cells: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> bytes:
    """The rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *cells])
    return text.getvalue().encode()
